"""The author's texts with the facts that they quote filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gdcore.spec import Beat, Fault, Spec, SpecError
from gdcore.spec.beats.descend import END
from gdcore.spec.quotes import Mathematics, Quote, QuoteError, Words, quotes_of, read_text
from gdcore.story.facts.fact import UnknownFact
from gdcore.story.facts.vocabulary import Vocabulary
from gdcore.story.lesson import Lesson
from gdcore.words.formulas import as_formula, in_formula

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class AuthorText:
    """A text of a spec that may quote facts.

    Attributes:
        location: where it stands in the spec.
        text: as its author wrote it.
    """

    location: Location
    text: str


def author_texts(spec: Spec) -> Iterator[AuthorText]:
    """All texts of a spec that may quote facts: title, labels, and those of its beats."""
    if spec.title:
        yield AuthorText(("title",), spec.title)
    for index, plan in enumerate(spec.descents if spec.listed else ()):
        yield AuthorText(("descents", index, "label"), plan.label)
    for index, beat in enumerate(spec.story or ()):
        for name in beat.told_fields():
            value = getattr(beat, name)
            if isinstance(value, str):
                yield AuthorText(("story", index, beat.name, name), value)
            elif isinstance(value, dict):
                for key, text in _texts(value):
                    yield AuthorText(("story", index, beat.name, name, str(key)), text)


def needs_computing(spec: Spec) -> bool:
    """Whether a text of the spec quotes a fact, holds a formula, or waits for a step."""
    return any(_tied(spec)) or any(
        not isinstance(part, Words) for told in author_texts(spec) for part in read_text(told.text)
    )


def text_faults(lesson: Lesson) -> Iterator[Fault]:
    """A fault for each of the lesson's texts that names no fact, or a step that no descent takes.

    Each has its place in the spec.
    """
    last = max((descent.trajectory.steps for descent in lesson.descents), default=0)
    for location, step in _tied(lesson.spec):
        if step > last:
            longest = f"the longest descent has {last} step{'s' * (last != 1)}"
            message = f"there is no step {step}: {longest}; write end for the time after it"
            yield lesson.spec.places.fault(location, message)
    for told in author_texts(lesson.spec):
        for quote in quotes_of(told.text):
            try:
                _written(lesson, quote)
            except QuoteError as error:
                yield lesson.spec.places.fault(told.location, error.message, error.character)


def filled(lesson: Lesson, text: str) -> str:
    """A text with its fields filled in and its formulas marked; see `gdcore.words.formulas`.

    Raises:
        SpecError: a field names no fact.
    """
    found = ""
    try:
        for piece in read_text(text):
            match piece:
                case Words():
                    found += piece.text
                case Quote():
                    found += _written(lesson, piece)
                case Mathematics():
                    found += as_formula(filled_formula(lesson, piece))
    except QuoteError as error:
        raise SpecError([lesson.spec.places.fault((), error.message)]) from error
    return found


def filled_formula(lesson: Lesson, formula: Mathematics) -> str:
    """A formula in Typst's notation with its fields filled in; QuoteError names no fact."""
    return "".join(
        part.text if isinstance(part, Words) else in_formula(_written(lesson, part))
        for part in formula.parts
    )


def _tied(spec: Spec) -> Iterator[tuple[Location, int]]:
    """(location, number of steps) of each caption that waits for a step."""
    for index, beat in enumerate(spec.story or ()):
        for key in getattr(beat, "captions", None) or ():
            if key != END:
                yield ("story", index, beat.name, "captions", key), int(key)


def _texts(captions: Mapping[Any, Any]) -> Iterator[tuple[Any, str]]:
    """The captions by steps that are texts of the author."""
    return ((key, text) for key, text in captions.items() if isinstance(text, str))


def filled_beat(lesson: Lesson, beat: Beat) -> Beat:
    """The options of a beat with the texts of its author filled in."""
    changed: dict[str, Any] = {}
    for name in beat.told_fields():
        value = getattr(beat, name)
        if isinstance(value, str):
            changed[name] = filled(lesson, value)
        elif isinstance(value, dict):
            changed[name] = value | {key: filled(lesson, text) for key, text in _texts(value)}
    return beat.model_copy(update=changed) if changed else beat


def with_labels(lesson: Lesson) -> Lesson:
    """The lesson with the facts in the labels of its descents filled in.

    The facts are those of the lesson as it was: a label that quotes a label gets it unfilled.
    """
    labels = [filled(lesson, descent.label) for descent in lesson.descents]
    if labels == [descent.label for descent in lesson.descents]:
        return lesson
    descents = tuple(
        replace(descent, label=label)
        for descent, label in zip(lesson.descents, labels, strict=True)
    )
    return replace(lesson, descents=descents)


def _written(lesson: Lesson, quote: Quote) -> str:
    """The fact of a field, written; QuoteError where there is none, or no such format."""
    try:
        return Vocabulary(lesson).look_up(quote).written(lesson.rounding, quote.format)
    except (UnknownFact, ValueError) as error:
        message = f"{{{quote.written}}}: {error.args[0]}"
        raise QuoteError(message, quote.character) from error
