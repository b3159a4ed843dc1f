"""Texts that quote facts and hold formulas: "At {minimum} it has {f(minimum):.2f} degrees."

A field in braces names a fact of the lesson, with a format behind a colon; what stands between
dollar signs is mathematics in Typst's notation, in which fields may stand as well. ``{{``, ``}}``
and ``\\$`` are the characters themselves. Which facts there are is decided where they are computed;
here texts are only taken apart, and nothing in them is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args

from pydantic import AfterValidator

from gdcore.spec.refusals import fault
from gdcore.spec.values import Text, as_number

MOST_DIGITS = 12  # of a format; a float has 16, and nobody reads more than a few

_FORMAT = re.compile(r"\.(\d{1,2})([fg%])")
_FORMATS = ".2f (decimal places), .3g (significant digits) or .0% (percent)"
_TYPST_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_CODE = re.compile(r"#|//|/\*|\b(std|sys)\b")
_PART = re.compile(r"\s*(?:'([^']*)'|([^\s.,:'(){}$][^.,:'(){}$]*))\s*")
_COMMA = re.compile(r",(?=(?:[^']*'[^']*')*[^']*$)")  # none within single quotes


class QuoteError(ValueError):
    """A text that can't be told; `character` counts from 0 and says where its fault begins."""

    def __init__(self, message: str, character: int) -> None:
        super().__init__(message)
        self.message = message
        self.character = character


@dataclass(frozen=True)
class Format:
    """How a number is written: `digits` decimal places ("f", "%") or significant digits ("g")."""

    digits: int
    style: str


@dataclass(frozen=True)
class Quote:
    """A field: the name of a fact, its arguments and its format.

    Attributes:
        parts: the parts of the name between its dots: ("descent", "Adam", "steps").
        arguments: what stands in the brackets behind it: numbers, or parts of names; None without
            brackets.
        format: None for the lesson's own rounding.
        written: the field without braces and format.
        character: where it begins in its text, counted from 0.
    """

    parts: tuple[str, ...]
    arguments: tuple[float | tuple[str, ...], ...] | None
    format: Format | None
    written: str
    character: int


@dataclass(frozen=True)
class Words:
    """A stretch of plain text, its escapes resolved, and where it begins."""

    text: str
    character: int


@dataclass(frozen=True)
class Mathematics:
    """What stands between two dollar signs, and where the first of them is."""

    parts: tuple[Words | Quote, ...]
    character: int


Part = Words | Quote | Mathematics


@lru_cache(maxsize=4096)
def read_text(text: str) -> tuple[Part, ...]:
    """The parts of a text, in order.

    Raises:
        QuoteError: a brace or a dollar sign has no partner, or a field is no name of a fact.
    """
    found: list[Part] = []
    inner: list[Words | Quote] = []
    opened: int | None = None
    for piece in _pieces(text):
        if isinstance(piece, int):  # a dollar sign
            if opened is None:
                opened, inner = piece, []
                continue
            if not any(isinstance(p, Quote) or p.text.strip() for p in inner):
                raise QuoteError(r"nothing stands between the two $; write \$ for a $", opened)
            _refuse_code(inner)
            found.append(Mathematics(tuple(inner), opened))
            opened = None
        else:
            (found if opened is None else inner).append(piece)
    if opened is not None:
        raise QuoteError(r"the $ that begins a formula has no partner; write \$ for a $", opened)
    return tuple(found)


def _refuse_code(parts: list[Words | Quote]) -> None:
    """QuoteError for what is more than mathematics to Typst: code, and names outside of it."""
    for part in parts:
        if isinstance(part, Words):
            bare = _TYPST_TEXT.sub(lambda match: " " * len(match[0]), part.text)
            if match := _CODE.search(bare):
                message = f"{match[0]} begins code or a comment to Typst; a formula holds none"
                raise QuoteError(message, part.character + match.start())


def quotes_of(text: str) -> Iterator[Quote]:
    """All fields of a text, also those in its formulas."""
    for part in read_text(text):
        for piece in part.parts if isinstance(part, Mathematics) else (part,):
            if isinstance(piece, Quote):
                yield piece


def has_formula(text: str) -> bool:
    """Whether a text holds mathematics."""
    return any(isinstance(part, Mathematics) for part in read_text(text))


def read_name(written: str, character: int = 0, style: Format | None = None) -> Quote:
    """The fact that a name such as ``f(minimum.2)`` asks for; a QuoteError if it is no name."""
    bracket = _unquoted(written).find("(")
    if bracket < 0:
        parts = _parts(written, written, character)
        return Quote(parts, None, style, written.strip(), character)
    parts, rest = _parts(written[:bracket], written, character), written[bracket + 1 :]
    if not rest.rstrip().endswith(")") or "(" in _unquoted(rest):
        raise _no_name(written, character)
    inside = rest.rstrip()[:-1]
    arguments = tuple(
        number if (number := _number(each)) is not None else _parts(each, written, character)
        for each in (_COMMA.split(inside) if inside.strip() else ())
    )
    return Quote(parts, arguments, style, written.strip(), character)


def _pieces(text: str) -> Iterator[Words | Quote | int]:
    """Words, fields, and the places of dollar signs."""
    plain, begin, i = "", 0, 0
    while i < len(text):
        escaped = text[i : i + 2] in ("{{", "}}", r"\$")
        if not escaped and text[i] not in "{}$":
            plain += text[i]
            i += 1
            continue
        if plain:
            yield Words(plain, begin)
        plain = ""
        if escaped:
            yield Words(text[i + 1], i + 1)
            i += 2
        elif text[i] == "}":
            raise QuoteError("a } without a { before it; write }} for a brace", i)
        elif text[i] == "$":
            yield i
            i += 1
        else:
            end = _end(text, i)
            yield _field(text[i + 1 : end], i + 1)
            i = end + 1
        begin = i
    if plain:
        yield Words(plain, begin)


def _end(text: str, start: int) -> int:
    """Where the field that begins at a brace ends."""
    held = False
    for i in range(start + 1, len(text)):
        held ^= text[i] == "'"
        if text[i] == "}" and not held:
            return i
        if text[i] in "{$\n" and not held:
            break
    raise QuoteError("the { has no }; write {{ for a brace", start)


def _field(inside: str, character: int) -> Quote:
    """The field of what stands between braces."""
    at = _unquoted(inside).rfind(":")
    name, written = (inside, "") if at < 0 else (inside[:at], inside[at + 1 :].strip())
    style = None
    if at >= 0:
        match = _FORMAT.fullmatch(written)
        if match is None or int(match[1]) > MOST_DIGITS or match[0] == ".0g":
            message = f"{written!r} is no format; a format is {_FORMATS}"
            raise QuoteError(message, character + at + 1)
        style = Format(int(match[1]), match[2])
    return read_name(name, character, style)


def _parts(name: str, written: str, character: int) -> tuple[str, ...]:
    """The parts of a name between its dots."""
    parts, i = [], 0
    while True:
        match = _PART.match(name, i)
        if match is None:
            raise _no_name(written, character)
        parts.append(match[1] if match[1] is not None else match[2].strip())
        i = match.end()
        if i == len(name):
            return tuple(parts)
        if name[i] != ".":
            raise _no_name(written, character)
        i += 1


def _no_name(written: str, character: int) -> QuoteError:
    shown = written.strip()
    message = f"{shown!r} is no fact" if shown else "nothing stands between the braces"
    how = "a field is a name such as minimum, f(minimum) or descent.1.steps"
    return QuoteError(f"{message}; {how}, and {{{{ a brace", character)


def _number(text: str) -> float | None:
    """The number that an argument is, or None."""
    return as_number(text.replace("−", "-"))


def _unquoted(text: str) -> str:
    """The text with what stands in single quotes blanked out."""
    return re.sub(r"'[^']*'", lambda match: " " * len(match[0]), text)


class _ToldMark:
    """Marks the types of texts that may quote facts."""


def _told(text: str) -> str:
    try:
        read_text(text)
    except QuoteError as error:
        raise fault(error.message, character=error.character) from None
    return text


Told = Annotated[Text, AfterValidator(_told), _ToldMark()]
"""A short text of the film's author: it may quote facts and hold formulas."""
ToldCaption = Annotated[str, AfterValidator(_told), _ToldMark()]
"""The same of any length: a long caption comes in pages."""


def is_told(annotation: Any) -> bool:
    """Whether a type is `Told`, or holds one: an alternative, or the values of a mapping."""
    return (
        isinstance(annotation, _ToldMark)
        or any(map(is_told, get_args(annotation)))
        or any(isinstance(mark, _ToldMark) for mark in getattr(annotation, "__metadata__", ()))
    )
