"""What every beat of a story has in common: its name, its length, what is said, and where it is."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from gdcore.spec.values import Flag, Frozen, Point, Positive, refuse

BEATS: dict[str, type[Beat]] = {}
"""Every beat by its name in the spec, in the order of `gdcore.spec.beats`."""


class Beat(Frozen):
    """What every beat has in common: its length and what is said about it."""

    name: ClassVar[str] = ""
    shorthand: ClassVar[str | None] = None
    fewest: ClassVar[int] = 1
    """The fewest variables of a function that it can be told about."""
    most: ClassVar[int | None] = None
    """The most; two for what happens on a surface, None for what needs no picture."""
    flat: ClassVar[bool] = True
    """Whether it can be seen on a contour map."""
    instead: ClassVar[str] = ""
    """What serves where it can't be told."""

    seconds: Positive | None = Field(
        None, description="How long the beat lasts, in seconds; null: its natural length."
    )

    def __init_subclass__(cls, *, template: bool = False, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)

    @classmethod
    def __pydantic_init_subclass__(cls, *, template: bool = False, **keywords: Any) -> None:
        """Give the beat its name and enter it in `BEATS`, unless others are made from it."""
        super().__pydantic_init_subclass__(**keywords)
        if not template:
            cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
            BEATS[cls.name] = cls


def _caption(value: object) -> object:
    if value is None or value is False:
        return value
    if not isinstance(value, str) or not value.strip():
        raise refuse("text, or false for no caption", value)
    return value


class Captioned(Beat, template=True):
    """A beat with a caption."""

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


class Pictured(Captioned, template=True):
    """A beat that happens on the surface, or on the curve of a function of one variable."""

    most = 2


class OnSurface(Pictured, template=True):
    """A beat that happens on the surface of a function of two variables."""

    fewest = 2


Stay = Annotated[Flag, Field(description="Whether it stays on screen after the beat.")]
