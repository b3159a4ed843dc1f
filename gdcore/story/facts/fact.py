"""A fact as a caption can quote it: a number, point or word, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gdcore.spec.quotes import Format
from gdcore.story.rounding import Rounding

Kind = Literal["value", "number", "coordinate", "count", "share", "point", "vector", "text"]


class UnknownFact(LookupError):
    """A name under which the lesson has no fact; the message says which there are."""


@dataclass(frozen=True)
class Fact:
    """One fact.

    Attributes:
        kind: what it is, which decides how it is rounded: "value" is one of f.
        content: a number, the coordinates of a point or vector, or a word of the lesson's language.
        variable: of a coordinate, the index of its variable.
    """

    kind: Kind
    content: float | tuple[float, ...] | str
    variable: int = 0

    @property
    def point(self) -> tuple[float, ...]:
        """The coordinates of a point or vector."""
        assert isinstance(self.content, tuple)
        return self.content

    @property
    def numbers(self) -> tuple[float, ...]:
        """Its number, its coordinates, or nothing for a word."""
        if isinstance(self.content, str):
            return ()
        return self.content if isinstance(self.content, tuple) else (self.content,)

    def written(self, rounding: Rounding, style: Format | None = None) -> str:
        """The fact by the lesson's rounding, or by a format.

        Raises:
            ValueError: a format for a word.
        """
        if style is not None:
            return self._formatted(rounding, style)
        if isinstance(self.content, str):
            return self.content
        if isinstance(self.content, tuple):
            write = rounding.point if self.kind == "point" else rounding.vector
            return write(self.content)
        match self.kind:
            case "value":
                return rounding.value(self.content)
            case "count":
                return rounding.numerals.whole(int(self.content))
            case "share":
                return rounding.percent(self.content)
            case "coordinate":
                at = [0.0] * len(rounding.variables)
                at[self.variable] = self.content
                return rounding.coordinate(at, self.variable)
        return rounding.number(self.content)

    def _formatted(self, rounding: Rounding, style: Format) -> str:
        numerals = rounding.numerals
        if isinstance(self.content, str):
            raise ValueError("a format is for numbers; this is a text")

        def one(number: float) -> str:
            if style.style == "g":
                return numerals.significant(number, style.digits)
            if style.style == "%":
                return f"{numerals.fixed(100 * number, style.digits)} %"
            return numerals.fixed(number, style.digits)

        texts = [one(number) for number in self.numbers]
        return texts[0] if len(texts) == 1 else f"({numerals.between.join(texts)})"
