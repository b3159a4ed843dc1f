"""The list of beats in a spec, each a name with its options, read as records.

A bare name takes all defaults; a value that is no mapping fills the field that the beat's
`shorthand` names, as in ``pause: 2``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import (
    BeforeValidator,
    Discriminator,
    Tag,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

import gdcore.spec.beats  # noqa: F401  (makes the beats of the house known)
from gdcore.maths.spelling import hint, known_name, question, quoted
from gdcore.spec.beat import BEATS, Beat
from gdcore.spec.refusals import UNKNOWN_KEY, fault, faults_at, refuse


def _beat(value: object) -> object:
    """The record of a story's entry, which is a name, or a name with options."""
    if isinstance(value, Beat):
        return value
    if isinstance(value, dict) and len(value) > 1:
        return _crowded(value)
    if isinstance(value, dict) and value:
        written = next(iter(value))
    elif isinstance(value, str):
        written = value
    else:
        raise refuse(
            "a beat: its name, or its name and its fields as in {orbit: {degrees: 90}}", value
        )
    name = known_name(written, BEATS)
    if name is None:
        raise fault(f"there is no beat {quoted(written)}; {_answer(written, value)}")
    return _adapter(tuple(BEATS.values())).validate_python(
        {name: value[written] if isinstance(value, dict) else None}
    )


def _answer(written: str, value: object) -> str:
    """What to write instead of an unknown beat."""
    first = re.match(r"\w+(?=\W)", written) if isinstance(value, str) else None
    name = known_name(first[0], BEATS) if first else None
    if first is not None and name is not None:
        rest = written[first.end() :].strip(" :=(),;")
        if not rest:
            return f"write {name}"
        kind = BEATS[name]
        if kind.shorthand is None:
            return kind.named_field(rest) or kind.other_field(rest)
        return kind.named_field(rest) or f"write {name}: {rest}"
    answer = hint(written, BEATS, "the beats are")
    if question(written, BEATS) == "":
        answer += "; a beat of your own is made known by gdcore --beats FILE.py"
    return answer


def _crowded(entry: dict[str, Any]) -> object:
    """Refuse an entry of several keys: fields beside their beat, or several beats."""
    names = {key: known_name(key, BEATS) for key in entry}
    beats = [key for key, name in names.items() if name is not None]
    if not beats:
        raise refuse("one beat, as in {orbit: {degrees: 90}}", entry)
    fields = {key: BEATS[str(names[key])].fields_by_key() for key in beats}
    # The beat that has most of the other keys as its fields: `caption` may be both.
    own = max(beats, key=lambda key: sum(known_name(k, fields[key]) is not None for k in entry))
    faults: list[tuple[tuple[str | int, ...], PydanticCustomError]] = []
    for key in entry:
        if key == own:
            continue
        if known_name(key, fields[own]) is not None:
            message = f"{key} belongs to {own}: indent it further than {own}, or write "
            message += BEATS[str(names[own])].written(f"{{{key}: …}}")
        elif names[key] is not None:
            message = "a second beat in one entry; begin it with a dash of its own"
        else:
            message = f"unknown key; {hint(key, fields[own], f'the keys of {own} are')}"
        faults.append(((key,), fault(message, UNKNOWN_KEY)))
    try:
        _adapter(tuple(BEATS.values())).validate_python({str(names[own]): entry[own]})
    except ValidationError as error:
        faults += [
            (detail["loc"], fault(detail["msg"], detail["type"]))
            for detail in error.errors(include_url=False)
        ]
    raise faults_at(faults)


@lru_cache(maxsize=1)
def _adapter(kinds: tuple[type[Beat], ...]) -> TypeAdapter[Beat]:
    """A pydantic adapter that reads an entry naming one of these beats.

    It is built when a spec is read, since other authors' beats are defined after this module.
    """
    options = tuple(Annotated[kind, BeforeValidator(_options), Tag(kind.name)] for kind in kinds)
    return TypeAdapter(Annotated[Union[options], Discriminator(_name)])  # type: ignore[arg-type]  # noqa: UP007


def _name(value: Any) -> str:
    return str(next(iter(value)))


def _options(value: Any) -> object:
    """The options of a beat, from a mapping of its name to its fields, its shorthand or nothing."""
    ((name, options),) = value.items()
    kind = BEATS[name]
    if options is None:
        return {}
    if kind.shorthand is None and not isinstance(options, dict):
        raise refuse("fields", options, kind.other_field(options))
    return options


if TYPE_CHECKING:
    AnyBeat = Beat
else:
    AnyBeat = Annotated[Any, BeforeValidator(_beat), WithJsonSchema({"language": "beat"})]
