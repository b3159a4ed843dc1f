"""Numbers that an author has written by hand into a text, and that agree with no fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gdcore.spec import Fault, as_mapping
from gdcore.spec.quotes import Mathematics, Words, read_text
from gdcore.story.directing.clock import longest
from gdcore.story.facts.fact import UnknownFact
from gdcore.story.facts.of_points import POINT_FACTS, fact_at
from gdcore.story.facts.vocabulary import Vocabulary
from gdcore.story.lesson import Lesson
from gdcore.story.quoting import AuthorText, author_texts

_SMALL = (0.0, 1.0, 2.0)
"""Numbers of every sentence: "1 along x", "2/λmax", "x = 0"."""
_ROUNDED = 100.0
"""Whole numbers from here on may be rounded; smaller ones are exact."""
_YEARS = (1600, 2100)
_NEAR = 0.1
"""The greatest relative difference at which a fact is what the author may have meant."""
_STEP = re.compile(r"(?i:\b(steps?|points?|schritte?|punkte?|étapes?|pas|pasos?|第))\s*$")
"""A word before a number that makes it the number of a step or point."""
_NOT_OF_THE_LESSON = ("title", "story", "layout", "insets", "theme", "language")


@dataclass(frozen=True)
class _Number:
    """A number in a text.

    Attributes:
        written: as it stands there.
        value: the number.
        exactness: half a unit of its last place; 0 for a number of one digit and for a whole one
            below _ROUNDED.
        percent: whether a percent sign follows.
        character: where it begins in the whole text, counted from 0.
        before: the text up to it.
    """

    written: str
    value: float
    exactness: float
    percent: bool
    character: int
    before: str

    def agrees(self, fact: float) -> bool:
        """Whether the number is a fact's, rounded as it is written; it may lack its minus."""
        own = self.value / 100 if self.percent else self.value
        room = self.exactness / 100 if self.percent else self.exactness
        room = max(room, 1e-9 * abs(own)) * (1 + 1e-9) + 1e-12
        return min(abs(fact - own), abs(abs(fact) - own)) <= room


def handwritten_faults(lesson: Lesson) -> Iterator[Fault]:
    """The numbers in a lesson's texts that agree with no fact of it, each with its place.

    Facts are those that a text can quote, the numbers of the spec, those of the same beat's
    options, and what they give at the points that beats name.
    """
    known = _Known(lesson)
    for told in author_texts(lesson.spec):
        options = known.options(told)
        for number in _numbers(lesson, told.text):
            if not _is_known(known, number, options):
                yield lesson.spec.places.fault(told.location, known.told(number), number.character)


def _is_known(known: _Known, number: _Number, options: Sequence[float]) -> bool:
    whole = number.value.is_integer() and number.exactness in (0.0, 0.5)
    if whole and (number.value in _SMALL or _YEARS[0] <= number.value <= _YEARS[1]):
        return True
    if whole and number.value <= known.steps and _STEP.search(number.before):
        return True
    if number.percent and any(abs(number.value - n) <= number.exactness for n in options):
        return True
    return any(map(number.agrees, (*options, *known.numbers)))


class _Known:
    """All numbers that are facts of a lesson."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self.steps = longest(lesson)

    @cached_property
    def named(self) -> list[tuple[str, float]]:
        """Numbers that can be quoted, with their names; each coordinate by itself."""
        lesson = self._lesson
        percent = any("%" in told.text for told in author_texts(lesson.spec))
        facts = list(Vocabulary(lesson).published(shares=percent))
        for point in self._points():
            written = ", ".join(f"{x:g}" for x in point)
            for head, kind in POINT_FACTS.items():
                if head == "share" and not percent:
                    continue
                for parts in kind.names(head, lesson.variables):
                    try:
                        fact = fact_at(lesson, parts, point)
                    except UnknownFact:
                        continue
                    facts.append((f"{'.'.join(parts)}({written})", fact))
        return [(name, number) for name, fact in facts for number in fact.numbers]

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """All of them: quotable ones, those of the spec, and those of every descent."""
        lesson = self._lesson
        mapping = as_mapping(lesson.spec)
        own = [v for key, v in mapping.items() if key not in _NOT_OF_THE_LESSON]
        own += [lesson.spec.formula]
        numbers = [number for _, number in self.named]
        for descent in lesson.descents:
            numbers += [float(descent.trajectory.steps), *descent.start]
        return tuple(dict.fromkeys([*numbers, *_numbers_in(own)]))

    def options(self, told: AuthorText) -> list[float]:
        """The numbers among the options of the beat that a text belongs to."""
        match told.location:
            case ("story", int(index), *_):
                beat = (self._lesson.spec.story or ())[index]
                values = beat.model_dump(exclude=set(beat.told_fields()))
                keys = [
                    key
                    for name in beat.told_fields()
                    if isinstance(texts := getattr(beat, name), dict)
                    for key in texts
                ]
                return list(_numbers_in([values, keys]))
        return []

    def told(self, number: _Number) -> str:
        """The message about a number that agrees with nothing."""
        message = f"{number.written} is written by hand and agrees with no fact of the lesson"
        own = number.value / 100 if number.percent else number.value
        away = [(abs(abs(x) - abs(own)), name, x) for name, x in self.named if x and own]
        distance, name, value = min(away, default=(0.0, "", 0.0))
        if not name or distance > _NEAR * abs(own):
            return f"{message}; `gdcore facts` lists those that a text can quote"
        return f"{message}; write {{{name}}}, which is {self._lesson.rounding.number(value)}"

    def _points(self) -> list[tuple[float, ...]]:
        """The points that the options of beats name by numbers."""
        found = []
        for beat in self._lesson.spec.story or ():
            places = (getattr(beat, name) for name in beat.place_fields())
            found += [place for place in places if isinstance(place, tuple)]
        return list(dict.fromkeys(found))


def _numbers(lesson: Lesson, text: str) -> Iterator[_Number]:
    """The numbers that stand in the words of a text, and in its formulas."""
    decimal = re.escape(lesson.language.numerals.decimal)
    # Atomic groups: of 0.5x, where no number ends, 0 is none either.
    pattern = re.compile(
        rf"(?<![\w.^_])(?P<sign>[-−]?)(?P<digits>(?>\d+(?:[\u2009\u202f]\d{{3}})*(?:{decimal}\d+)?))"
        rf"(?:/(?P<below>\d+))?(?P<power>\s?×\s?10(?:[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^\(?[-−]?\d+\)?))?"
        rf"(?!\w)(?P<percent>\s?%)?"
    )
    for part in read_text(text):
        for piece in part.parts if isinstance(part, Mathematics) else (part,):
            if isinstance(piece, Words):
                for match in pattern.finditer(piece.text):
                    at = piece.character + match.start()
                    yield _number(match, decimal, at, text[:at])


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def _number(match: re.Match[str], decimal: str, character: int, before: str) -> _Number:
    digits = re.sub("[\u2009\u202f]", "", match["digits"])
    whole, _, places = re.sub(decimal, ".", digits).partition(".")
    value = float(f"{whole}.{places or 0}")
    # One digit is too few to be a rounded number that agrees with a fact by more than chance.
    rounded = len((whole + places).strip("0")) > 1
    exactness = 0.5 * 10.0 ** -len(places) if places and rounded else 0.0
    if match["power"]:
        power = re.sub(r"[\s×^()]", "", match["power"]).translate(_RAISED).removeprefix("10")
        value *= 10.0 ** int(power)
        exactness = (exactness or 0.5) * 10.0 ** int(power)
    elif match["below"]:
        value /= float(match["below"]) or 1.0
    elif not places and (value >= _ROUNDED or match["percent"]):
        exactness = 0.5
    value = -value if match["sign"] else value
    return _Number(match[0].strip(), value, exactness, bool(match["percent"]), character, before)


def _numbers_in(value: Any) -> Iterator[float]:
    """All numbers in nested data, and those in its texts that are formulas."""
    match value:
        case bool() | None:
            return
        case int() | float():
            yield float(value)
        case str():
            yield from (float(digits) for digits in re.findall(r"\d+(?:\.\d+)?", value))
        case dict():
            for entry in value.values():
                yield from _numbers_in(entry)
        case list() | tuple():
            for entry in value:
                yield from _numbers_in(entry)
