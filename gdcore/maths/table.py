"""Reading data from a CSV file, with faults that name the row."""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MOST_BYTES = 20_000_000
MOST_FAULTS = 20  # as many as a person reads before mending the file


class DataError(ValueError):
    """Data that can't be used.

    Attributes:
        faults: each fault as a sentence; those of the file begin with its row, "row 7: …",
            counted as a text editor counts lines.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of numbers.

    Attributes:
        columns: for each name its numbers, (n,).
        rows: for each entry the line of the file it stands in, (n,).
    """

    columns: Mapping[str, Array]
    rows: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.rows)


def read_csv(path: str | Path, columns: Sequence[str] | None = None) -> Table:
    """Read a CSV file: a line of names, then lines of numbers, with commas between them.

    Args:
        path: the file, in UTF-8.
        columns: the columns to read; None reads all. The others may hold anything.

    Raises:
        DataError: the file is missing, empty, too large or not text, a column is missing or
            named twice, or an entry is missing, not a number or not finite.
    """
    lines = list(csv.reader(_text(Path(path)).splitlines()))
    numbered = [(i, line) for i, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not numbered:
        raise DataError(f"{path} is empty")
    (head_row, head), body = numbered[0], numbered[1:]
    names = [name.strip() for name in head]
    if all(_number(name) is not None for name in names):
        raise DataError(f"row {head_row}: expected the names of the columns, found numbers")
    wanted = names if columns is None else list(columns)
    faults = [
        f"row {head_row}: no column {name!r}; the columns are: {', '.join(names)}"
        for name in dict.fromkeys(wanted)
        if name not in names
    ]
    faults += [
        f"row {head_row}: the column {name!r} is there twice"
        for name in dict.fromkeys(wanted)
        if names.count(name) > 1
    ]
    if not body:
        faults.append(f"{path} has no data below its line of names")
    if faults:
        raise DataError(*faults)
    at = {name: names.index(name) for name in wanted}
    numbers: dict[str, list[float]] = {name: [] for name in wanted}
    for row, line in body:
        if len(line) != len(names):
            faults.append(f"row {row}: expected {len(names)} entries, found {len(line)}")
            continue
        for name, i in at.items():
            number = _number(line[i])
            if number is None or not math.isfinite(number):
                faults.append(f"row {row}: {name}: expected a number, found {line[i].strip()!r}")
            else:
                numbers[name].append(number)
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise DataError(*faults[:MOST_FAULTS])
    return Table(
        {name: np.array(entries) for name, entries in numbers.items()},
        tuple(row for row, _ in body),
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DataError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path} can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DataError(f"{path} is not text in UTF-8") from None


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
