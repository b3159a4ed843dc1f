"""The beats that a story is told in: one class each, and nothing else to register.

A beat's name in the spec is its class's name in small letters. A bare name takes all defaults; a
value that is no mapping fills the field that `shorthand` names, as in ``pause: 2``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from gdcore.spec.faults import quoted, suggest
from gdcore.spec.values import Frozen, Number, Point, Positive, Text, between, fault, refuse

BEATS: dict[str, type[Beat]] = {}
"""Every beat by its name in the spec, in the order of this file."""

VIEWS: dict[str, tuple[float, float]] = {
    "corner": (-60.0, 30.0),
    "front": (-90.0, 15.0),
    "side": (0.0, 15.0),
    "above": (-90.0, 90.0),
}
"""The named places to look from: azimuth and elevation in degrees. From above, x runs to the right
and y upwards, as on a map."""


if TYPE_CHECKING:
    Elevation: TypeAlias = float
else:
    Elevation = between(-90, 90)


class Beat(Frozen):
    """What every beat has in common: its length and what is said about it."""

    name: ClassVar[str] = ""
    shorthand: ClassVar[str | None] = None

    seconds: Positive | None = Field(
        None, description="How long the beat lasts, in seconds; null: its natural length."
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **keywords: Any) -> None:
        """Give the beat its name and enter it in `BEATS`."""
        super().__pydantic_init_subclass__(**keywords)
        if not cls.__name__.startswith("_"):
            cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
            BEATS[cls.name] = cls


def _caption(value: object) -> object:
    if value is None or value is False:
        return value
    if not isinstance(value, str) or not value.strip():
        raise refuse("text, or false for no caption", value)
    return value


class _Captioned(Beat):
    caption: Annotated[
        str | Literal[False] | None,
        BeforeValidator(_caption),
    ] = Field(
        None,
        description="What is said meanwhile; false: nothing; null: the story's own words.",
    )


PLACES = ("start", "minimum")


def _place_kind(value: object) -> str:
    is_name = isinstance(value, str) and value.isidentifier() and value not in ("pi", "e")
    return "<name>" if is_name else "<point>"


def _place_name(value: object) -> object:
    if value not in PLACES:
        raise refuse(f"{', '.join(PLACES)} or a point such as [1, 2]", value)
    return value


Place = Annotated[
    Annotated[Literal["start", "minimum"], BeforeValidator(_place_name), Tag("<name>")]
    | Annotated[Point, Tag("<point>")],
    Discriminator(_place_kind),
]
"""Where a beat happens. (Tags in angle brackets are no part of a value's path.)"""


class Title(_Captioned):
    """The lesson's title card."""

    shorthand = "text"
    text: Text | None = Field(None, description="The title; null: the title of the spec.")
    subtitle: Text | None = Field(None, description="The line below; null: the function.")


class Surface(_Captioned):
    """The function appears: its surface, or its graph in one dimension."""


class TangentPlane(_Captioned):
    """The tangent plane (in one dimension the tangent line) at a point."""

    shorthand = "at"
    at: Place = Field("start", description="Where: start, minimum (the best found), or a point.")


class Gradient(_Captioned):
    """The gradient at a point: its arrow and its numbers."""

    shorthand = "at"
    at: Place = Field("start", description="Where: start, minimum (the best found), or a point.")


class UpdateRule(_Captioned):
    """The update rule of the optimizer, as a formula and with the numbers of the first step."""


class Descend(_Captioned):
    """All descents run, on one clock."""

    shorthand = "seconds"


class Orbit(_Captioned):
    """The camera walks around the surface."""

    shorthand = "degrees"
    degrees: Number = Field(120, description="How far, in degrees; negative: clockwise.")


class Look(_Captioned):
    """The camera moves to another place. What is left out stays as it was."""

    shorthand = "from"
    view: Literal["corner", "front", "side", "above"] | None = Field(
        None, alias="from", description="A named place, from which azimuth and elevation are taken."
    )
    azimuth: Number | None = Field(
        None,
        description="Where the viewer stands, in degrees from the x axis, counter-clockwise; "
        "-90 looks along the y axis.",
    )
    elevation: Elevation | None = Field(
        None, description="The viewer's height in degrees: 0 is level, 90 straight from above."
    )
    zoom: Positive | None = Field(None, description="Magnification; 1 shows the whole surface.")


class Caption(Beat):
    """A sentence on the screen while nothing else changes."""

    shorthand = "text"
    text: Text = Field(description="The sentence.")

    @property
    def caption(self) -> str:
        """The sentence: it is this beat's caption."""
        return self.text


class Pause(_Captioned):
    """Nothing changes."""

    shorthand = "seconds"


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
