"""Reading data from a CSV file, with faults that name the row."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gdcore.maths.arrays import Array

MOST_BYTES = 20_000_000
MOST_FAULTS = 20  # as many as a person reads before mending the file


@dataclass(frozen=True)
class DataFault:
    """One fault of a data file, or of a model or loss for it.

    Attributes:
        message: the fault and how to mend it.
        row: the line of the file, counted from 1; None where no single line is at fault.
        argument: where the file is not at fault, the argument that is: "model", "target" or
            "loss".
    """

    message: str
    row: int | None = None
    argument: str | None = None

    def __str__(self) -> str:
        return self.message if self.row is None else f"row {self.row}: {self.message}"


class DataError(ValueError):
    """Data that can't be used; ``faults`` lists all their faults."""

    def __init__(self, *faults: DataFault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults

    def __reduce__(self) -> tuple[type, tuple[DataFault, ...]]:
        return type(self), self.faults


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of numbers.

    Attributes:
        columns: the numbers of each column, (n,), by the column's name.
        rows: for each of the n entries, the number of the file's line where it ends.
    """

    columns: Mapping[str, Array]
    rows: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.rows)


def read_columns(path: str | Path) -> tuple[str, ...]:
    """The names of the columns of a CSV file, in their order; DataError as in ``read_csv``."""
    return _head(_records(Path(path)), Path(path))[1]


def read_csv(path: str | Path, columns: Sequence[str] | None = None) -> Table:
    """Read a CSV file: a line of names, then lines of numbers, with commas between them.

    Args:
        path: the file, in UTF-8.
        columns: the columns to read, None for all; other columns need not hold numbers.

    Raises:
        DataError: the file is missing, empty, too large or not text, a column is missing or
            named twice, or an entry is missing, not a number or not finite.
    """
    path = Path(path)
    records = _records(path)
    head_row, names = _head(records, path)
    wanted = list(dict.fromkeys(names if columns is None else columns))
    listed = ", ".join(names)
    faults = [
        DataFault(f"no column {name!r}; the columns are: {listed}", head_row)
        for name in wanted
        if name not in names
    ]
    faults += [
        DataFault(f"the column {name!r} is there twice", head_row)
        for name in wanted
        if names.count(name) > 1
    ]
    if faults:
        raise DataError(*faults)
    at = {name: names.index(name) for name in wanted}
    numbers: dict[str, list[float]] = {name: [] for name in wanted}
    rows = []
    for row, cells in records:
        rows.append(row)
        if len(cells) != len(names):
            faults.append(DataFault(f"expected {len(names)} entries, found {len(cells)}", row))
        else:
            for name, i in at.items():
                number = _number(cells[i])
                if number is None or not math.isfinite(number):
                    found = cells[i].strip()
                    shown = repr(found if len(found) <= 40 else found[:37] + "…")
                    faults.append(DataFault(f"{name}: expected a number, found {shown}", row))
                else:
                    numbers[name].append(number)
        if len(faults) >= MOST_FAULTS:
            break
    if not rows:
        faults.append(DataFault(f"{path} has no data below its line of names"))
    if faults:
        raise DataError(*faults[:MOST_FAULTS])
    return Table({name: np.array(entries) for name, entries in numbers.items()}, tuple(rows))


def _head(records: Iterator[tuple[int, list[str]]], path: Path) -> tuple[int, tuple[str, ...]]:
    """The line of names: its row and the names."""
    row, cells = next(records, (0, []))
    names = tuple(cell.strip() for cell in cells)
    if not names:
        raise DataError(DataFault(f"{path} is empty"))
    if all(_number(name) is not None for name in names):
        raise DataError(DataFault("expected the names of the columns, found numbers", row))
    for sign, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(names) == 1 and sign in names[0]:
            message = f"expected commas between the columns (and points in numbers), found {word}"
            raise DataError(DataFault(message, row))
    return row, names


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not blank, each with its number in the file and its cells."""
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise DataError(DataFault(f"this is no line of a CSV file: {error}", reader.line_num)) \
                from None  # fmt: skip
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _text(path: Path) -> str:
    try:
        # Reading from a pipe or a device could wait for ever.
        if path.exists() and not path.is_file():
            raise DataError(DataFault(f"{path} is no file"))
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        reason = getattr(error, "strerror", None) or error
        if isinstance(error, FileNotFoundError):
            reason = "there is no such file"
        raise DataError(DataFault(f"{path} can't be read: {reason}")) from None
    if len(raw) > MOST_BYTES:
        raise DataError(DataFault(f"{path} is larger than {MOST_BYTES // 1_000_000} MB"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise DataError(DataFault("not UTF-8; save the file in that encoding", row)) from None


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
