"""The story as it is written: a list of beats, each with its name and its fields.

A bare name takes all defaults; a value that is no mapping fills the field that the beat's
`shorthand` names, as in ``pause: 2``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import BeforeValidator, Discriminator, Tag, WithJsonSchema

from gdcore.spec import beats, insights
from gdcore.spec.beat import BEATS, Beat
from gdcore.spec.faults import quoted, suggest
from gdcore.spec.values import fault, refuse

__all__ = ["AnyBeat", "beats", "insights"]


def _beat(value: object) -> object:
    """Check the form of an entry of the story: a name, or a name and its fields."""
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
        raise fault(f"there is no beat {quoted(name)}; {suggest(name, BEATS, 'the beats are')}")
    return value


def _name(value: Any) -> str:
    if isinstance(value, Beat):
        return value.name
    return value if isinstance(value, str) else str(next(iter(value)))


def _fields(value: Any) -> object:
    """The fields of a beat, from its bare name, its shorthand or its mapping."""
    if isinstance(value, Beat):
        return value
    if isinstance(value, str):
        return {}
    ((name, fields),) = value.items()
    if fields is None:
        return {}
    if isinstance(fields, dict):
        return fields
    shorthand = BEATS[name].shorthand
    if shorthand is None:
        raise refuse(f"fields, as in {{{name}: {{seconds: 3}}}}", fields)
    return {shorthand: fields}


if TYPE_CHECKING:
    AnyBeat = Beat
else:
    AnyBeat = Annotated[
        Annotated[
            Union[  # noqa: UP007  (a table can't be joined with |)
                tuple(
                    Annotated[kind, BeforeValidator(_fields), Tag(name)]
                    for name, kind in BEATS.items()
                )
            ],
            Discriminator(_name),
        ],
        BeforeValidator(_beat),
        WithJsonSchema({"language": "beat"}),
    ]
