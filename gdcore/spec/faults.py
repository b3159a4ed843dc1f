"""Faults of a spec with their places, and the exception that carries all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a spec.

    `line` and `column` count from 1 and point at the faulty value (line 0: the file as a whole,
    column 0: the line as a whole). `path` names the value, as in ``learning_rates[1]``; it is empty
    for the document itself and for data. `message` is one line, whatever text of the author's
    several lines it quotes.
    """

    file: str
    line: int
    column: int
    path: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", " ".join(self.message.splitlines()))

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        parts = (":".join([self.file, *numbers]), self.path, self.message)
        return ": ".join(part for part in parts if part)


class SpecError(Exception):
    """A spec that can't become a lesson; `faults` lists all its faults, in the text's order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
