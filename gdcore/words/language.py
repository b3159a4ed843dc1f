"""Sentences as data: messages in Project Fluent's format, one folder for each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdcore.words.numerals import Numerals

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

FOLDER = Path(__file__).parent
LANGUAGES: tuple[str, ...] = tuple(sorted(p.parent.name for p in FOLDER.glob("*/numerals.ftl")))
"""The codes of the languages in which a lesson can be told: a language is a folder."""

MOST_LISTED = 12
"""Items that a sentence names one by one: a reader has forgotten the first of a longer list."""


@dataclass(frozen=True)
class Language:
    """A language in which lessons are told.

    Attributes:
        code: its code in a spec: "en", "de".
        numerals: numbers by its rules.
    """

    code: str
    numerals: Numerals

    def say(self, message: str, **arguments: str | int) -> str:
        """A sentence, with its arguments in their places.

        Args:
            message: family and name of the message: "tangent_plane.flat" is the message `flat` of
                the file `tangent_plane.ftl`.
            arguments: texts, such as numbers that are rounded and written already; whole numbers,
                which choose between singular and plural and are written by the language's rules.

        Raises:
            LookupError: there is no such message, or it lacks an argument.
        """
        family, name = message.split(".")
        given = {key: self._argument(value) for key, value in arguments.items()}
        return _text(self.code, family, name, given)

    def listed(self, items: Sequence[str]) -> str:
        """a; a and b; a, b and c; of more than MOST_LISTED the first ones, and how many more.

        Items that hold the mark between them themselves, as a decimal comma, are parted by that
        between coordinates: η = 0,1; η = 0,2 und η = 0,3.
        """
        if len(items) < 2:
            return "".join(items)
        numerals = self.numerals
        if len(items) > MOST_LISTED:
            more = len(items) - MOST_LISTED + 1
            items = [*items[: MOST_LISTED - 1], self.say("numerals.others", more=more)]
        marked = any(numerals.listing.strip() in item for item in items)
        first = (numerals.between if marked else numerals.listing).join(items[:-1])
        return self.say("numerals.and", first=first, last=items[-1])

    def _argument(self, value: str | int) -> Any:
        return value if isinstance(value, str) else _count(value, self.numerals)


@cache
def language(code: str) -> Language:
    """The language of this code; a KeyError for one that is not in LANGUAGES."""
    if code not in LANGUAGES:
        raise KeyError(code)
    marks = ("decimal", "between", "listing", "undefined")
    return Language(code, Numerals(*(_text(code, "numerals", name, {}) for name in marks)))


def _text(code: str, family: str, name: str, arguments: dict[str, Any]) -> str:
    """The message of a file with its arguments; a LookupError where one of them is missing."""
    bundle = _bundle(code, family)
    if not bundle.has_message(name):
        raise LookupError(f"no message {family}.{name} in the language {code}")
    pattern = bundle.get_message(name).value
    assert pattern is not None, f"{family}.{name} ({code}) is empty"
    text, errors = bundle.format_pattern(pattern, arguments)
    if errors:
        raise LookupError(f"{family}.{name} ({code}): {errors[0]}")
    return str(text)


@cache
def _bundle(code: str, family: str) -> FluentBundle:
    """The messages of one file; only those that a lesson needs are read, which takes time."""
    # Imported late: it takes 60 ms, which `import gdcore` need not wait for.
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([code], use_isolating=False)
    path = FOLDER / code / f"{family}.ftl"
    if not path.is_file():
        raise LookupError(f"no messages of {family} in the language {code}")
    bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def _count(number: int, numerals: Numerals) -> Any:
    """A whole number that chooses the plural form and is written with our thousands."""
    from fluent.runtime.types import FluentInt

    class Count(FluentInt):
        def format(self, locale: object) -> str:
            return numerals.whole(int(self))

    return Count(number)
