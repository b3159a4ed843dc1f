"""The sources of a loss and of estimated gradients: data in a file, mini-batches, noise."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import numpy as np
from pydantic import AfterValidator, Field, InstanceOf

from gdcore.maths import (
    NAMED_FUNCTIONS,
    Combined,
    DataError,
    DataFault,
    DataLoss,
    Estimator,
    ExpressionError,
    Function,
    GaussianNoise,
    Minibatches,
    data_loss,
    read_columns,
    read_csv,
)
from gdcore.maths.data.table import Table
from gdcore.maths.remembering import remembered
from gdcore.maths.spelling import known_name, quoted
from gdcore.spec.frozen import Frozen
from gdcore.spec.refusals import refuse
from gdcore.spec.values import NotNegative, Text, whole

Names = tuple[str, ...]

MOST_ENTRIES = 10_000
"""The most entries of data: a chart can't show more."""
MOST_SUMMED = 1000
"""The most entries where each value of the loss is a sum over all of them (a model that is not
linear): a surface has 40 000 values."""

if TYPE_CHECKING:
    Batch: TypeAlias = int
    Seed: TypeAlias = int
else:
    Batch = whole(1, MOST_ENTRIES)
    Seed = whole(0, 2**32 - 1)


def relative_path(path: str) -> str:
    """The path, which has to be seen from the spec's folder.

    So a folder with a spec and its files works on another machine.
    """
    if "\0" in path:
        raise refuse("a path", path)
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or path.startswith("~"):
        raise refuse("a path seen from the spec's folder such as data/line.csv", path)
    return path


class DataEntry(Frozen):
    """Data that a model is fitted to: what is minimised is its loss on them."""

    shorthand = "file"

    file: Annotated[Text, AfterValidator(relative_path)] = Field(
        description="A CSV file, its path seen from the spec's folder: a line of names, then lines "
        "of numbers."
    )
    target: Text = Field("y", description="The column that the model predicts.")
    loss: Literal["mean_squared_error", "log_loss"] = Field(
        "mean_squared_error",
        description="mean_squared_error, or log_loss for a model whose value is the log-odds of a "
        "target of 0 or 1.",
    )
    batch_size: Batch | None = Field(
        None,
        description="How many entries each step's gradient is estimated from, each entry once in "
        "every epoch; null: all of them.",
    )
    seed: Seed = Field(0, description="Of the order in which the entries are drawn.")


class NoiseEntry(Frozen):
    """Noise on every gradient that a step follows."""

    shorthand = "standard_deviation"

    standard_deviation: NotNegative = Field(
        description="Of the noise, along each variable; 0: none."
    )
    seed: Seed = Field(0, description="The same seed gives the same noise.")


class Data(DataEntry):
    """The data of a spec, read.

    loss_function: the model's mean loss, a function of its parameters; content: SHA-256 of
    the numbers.
    """

    loss_function: InstanceOf[DataLoss] = Field(exclude=True, repr=False)
    content: str

    @property
    def entry(self) -> DataEntry:
        """The entry as in the spec, without the data."""
        return DataEntry(**{name: getattr(self, name) for name in DataEntry.model_fields})

    def is_part(self, batch_size: int | None) -> bool:
        """Whether batches of this size are smaller than the data; False for None."""
        return batch_size is not None and batch_size < len(self.loss_function.targets)


def read_model(text: str) -> Function:
    """The model as a function of parameters and features; ExpressionError if it isn't a formula."""
    if known_name(text.strip(), NAMED_FUNCTIONS) is not None:
        raise ExpressionError(
            f"{text.strip()} is a known function; with data write a model such as w*x + b"
        )
    return Function.parse(text)


def find_file(folder: Path, name: str) -> Path:
    """The path of a file that a spec names, with all links followed.

    Raises:
        DataError: as of `find_below`, or the path is not that of a regular file.
    """
    path = find_below(folder, name)
    # Reading a pipe or a device could wait for ever.
    if not path.is_file():
        raise DataError(DataFault(f"{folder / name} is no file"))
    return path


def find_below(folder: Path, name: str) -> Path:
    """The path of a file or folder that a spec names, with all links followed.

    Specs may come from strangers: what lies outside the spec's folder is refused, without a word of
    its content in the message.

    Args:
        folder: the spec's folder.
        name: a path relative to the folder.

    Raises:
        DataError: the path leads out of the folder, or nothing is there.
    """
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            message = f"expected a file below the spec's folder, found {quoted(name)}"
            raise DataError(DataFault(f"{message}, which leads out of it"))
        if not path.exists():
            raise DataError(DataFault(f"{folder / name} can't be read: there is no such file"))
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go in circles
        reason = getattr(error, "strerror", None) or "its links lead in circles"
        raise DataError(DataFault(f"{quoted(name)} can't be read: {reason}")) from None
    return path


def read_loss(
    model: Function, entry: DataEntry, folder: Path, arrange: Callable[[Names], Names]
) -> DataLoss:
    """The loss of a model on the data that an entry names.

    Args:
        model: a function of parameters and features; variables that are columns are features.
        entry: the spec's entry with file, target and kind of loss.
        folder: the spec's folder, to which the file's path is relative.
        arrange: sorts the parameters into the order of the spec's domain.

    Raises:
        DataError: the data can't be used, or the model doesn't fit them.
    """
    path = find_file(folder, entry.file)
    columns = read_columns(path)
    if entry.target not in columns:
        message = f"no column {entry.target!r}; the columns are: {', '.join(columns)}"
        raise DataError(DataFault(message, argument="target"))
    # Only the columns in use are read: others may hold text.
    table = read_csv(
        path, [name for name in columns if name in model.variables or name == entry.target]
    )
    if len(table) > MOST_ENTRIES:
        message = f"{len(table)} lines of data; at most {MOST_ENTRIES} can be shown"
        raise DataError(DataFault(message))
    if entry.batch_size is not None and entry.batch_size > len(table):
        message = f"batches of {entry.batch_size} from {len(table)} lines of data"
        raise DataError(DataFault(message, argument="batch_size"))
    numbers = tuple((name, column.tobytes()) for name, column in table.columns.items())
    loss = _loss(model, numbers, table.rows, entry.target, entry.loss)
    if (names := arrange(loss.variables)) != loss.variables:
        loss = _loss(model, numbers, table.rows, entry.target, entry.loss, names)
    if len(table) > MOST_SUMMED and loss.quadratic is None:
        message = (
            f"{len(table)} lines of data; at most {MOST_SUMMED}, but for the squared error of a "
            "model that is linear in its parameters"
        )
        raise DataError(DataFault(message))
    return loss


@remembered(8)
def _loss(
    model: Function,
    columns: tuple[tuple[str, bytes], ...],
    rows: tuple[int, ...],
    target: str,
    kind: str,
    names: Names | None = None,
) -> DataLoss:
    """One object for the same model and numbers, by which results for it are found again.

    columns: (name, bytes of float64) of the table.
    """
    table = Table({name: np.frombuffer(numbers) for name, numbers in columns}, rows)
    return data_loss(model, table, target, kind, names)


def make_data(entry: DataEntry, loss: DataLoss) -> Data:
    """The entry together with the loss on its data and their digest."""
    digest = hashlib.sha256()
    for numbers in (loss.features, loss.targets):
        digest.update(np.ascontiguousarray(numbers).tobytes())
    return Data(**entry.model_dump(), loss_function=loss, content=digest.hexdigest())


def make_estimator(
    data: Data | None, batch_size: int | None, noise: NoiseEntry | None
) -> Estimator | None:
    """The estimator of the gradients: mini-batches, noise or both; None for the exact ∇f."""
    batches = noisy = None
    if data is not None and batch_size is not None and data.is_part(batch_size):
        batches = Minibatches(data.loss_function, batch_size, data.seed)
    if noise is not None and noise.standard_deviation > 0:
        noisy = GaussianNoise(noise.standard_deviation, noise.seed)
    return Combined(batches, noisy) if batches and noisy else batches or noisy
