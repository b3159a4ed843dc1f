"""The list of beats in a spec, each a name with its options, read as records.

A bare name takes all defaults; a value that is no mapping fills the field that the beat's
`shorthand` names, as in ``pause: 2``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import BeforeValidator, Discriminator, Tag, TypeAdapter, WithJsonSchema

import gdcore.spec.beats  # noqa: F401  (makes the beats of the house known)
from gdcore.maths.spelling import hint, quoted, suggest
from gdcore.spec.beat import BEATS, Beat
from gdcore.spec.refusals import fault, refuse


def _beat(value: object) -> object:
    """The record of a story's entry, which is a name, or a name with options."""
    if isinstance(value, Beat):
        return value
    if isinstance(value, dict) and len(value) == 1:
        name = next(iter(value))
    elif isinstance(value, str):
        name = value
    else:
        raise refuse(
            "a beat: its name, or its name and its fields as in {orbit: {degrees: 90}}", value
        )
    if name not in BEATS:
        answer = hint(name, BEATS, "the beats are")
        if suggest(name, BEATS) is None:
            answer += "; a beat of your own is made known by gdcore --beats FILE.py"
        raise fault(f"there is no beat {quoted(name)}; {answer}")
    return _adapter(tuple(BEATS.values())).validate_python(value)


@lru_cache(maxsize=1)
def _adapter(kinds: tuple[type[Beat], ...]) -> TypeAdapter[Beat]:
    """A pydantic adapter that reads an entry naming one of these beats.

    It is built when a spec is read, since other authors' beats are defined after this module.
    """
    options = tuple(Annotated[kind, BeforeValidator(_options), Tag(kind.name)] for kind in kinds)
    return TypeAdapter(Annotated[Union[options], Discriminator(_name)])  # type: ignore[arg-type]  # noqa: UP007


def _name(value: Any) -> str:
    return value if isinstance(value, str) else str(next(iter(value)))


def _options(value: Any) -> object:
    """The options of a beat, from its bare name, its shorthand or its mapping."""
    if isinstance(value, str):
        return {}
    ((name, options),) = value.items()
    if options is None:
        return {}
    if isinstance(options, dict):
        return options
    shorthand = BEATS[name].shorthand
    if shorthand is None:
        raise refuse(f"fields, as in {{{name}: {{seconds: 3}}}}", options)
    return {shorthand: options}


if TYPE_CHECKING:
    AnyBeat = Beat
else:
    AnyBeat = Annotated[Any, BeforeValidator(_beat), WithJsonSchema({"language": "beat"})]
