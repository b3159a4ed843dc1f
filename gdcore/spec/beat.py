"""What a beat of a story is: its name, its length, its caption, its place, and what it needs.

A beat is a class derived from `Beat`, `Captioned`, `Pictured` or `OnSurface`. Its fields are its
options in the spec, its class variables say which lessons it suits, and its name in the spec is the
class's name in small letters (`TangentPlane` is ``tangent_plane``). Defining the class makes the
beat known to everyone who reads a spec; the beats of the house are in `gdcore.spec.beats`.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag

from gdcore.spec.values import MOST_DESCENTS, Flag, Frozen, Point, limited, refuse, whole

BEATS: dict[str, type[Beat]] = {}
"""Every beat that is known, by its name in the spec: those of the house in the order of their
files, then those of other authors in the order in which they were defined."""

MOST_SECONDS = 600.0
"""The longest beat. Nobody looks at one picture for ten minutes; a slip of the keyboard is likelier
than a wish, and would cost hours of rendering."""

MOST_DEGREES = 36_000.0
"""The farthest that the camera is turned: a hundred times around."""

MAGNIFICATIONS = (0.01, 1000.0)
"""The least and the most: beyond, there is nothing to see."""

if TYPE_CHECKING:
    Degrees: TypeAlias = float
    Magnification: TypeAlias = float
    Seconds: TypeAlias = float
    Which: TypeAlias = int
else:
    Degrees = limited(-MOST_DEGREES, MOST_DEGREES, "degrees")
    Magnification = limited(*MAGNIFICATIONS, "times", positive=True)
    Seconds = limited(0, MOST_SECONDS, "seconds", positive=True)
    Which = whole(1, MOST_DESCENTS)
    """The number of a descent, counted from 1."""


class Beat(Frozen):
    """What every beat has in common.

    The class variables are declarations for the beat's class to change:

    Attributes:
        shorthand: the field that a value without a mapping fills, as in ``pause: 2``; None: the
            beat has no such field.
        fewest_variables: the fewest variables of a function for which the beat makes sense.
        most_variables: the most; 2 for a beat that needs a picture, None for any number.
        on_map: whether the beat can be seen where the lesson shows flat contour maps alone.
        fewest_descents: how many descents the lesson must have.
        instead: what to do in a lesson with fewer variables; the end of the message.
    """

    name: ClassVar[str] = ""
    shorthand: ClassVar[str | None] = None
    fewest_variables: ClassVar[int] = 1
    most_variables: ClassVar[int | None] = None
    on_map: ClassVar[bool] = True
    fewest_descents: ClassVar[int] = 0
    instead: ClassVar[str] = ""

    seconds: Seconds | None = Field(
        None, description="How long the beat lasts, in seconds; null: its natural length."
    )

    @property
    def descents_needed(self) -> int:
        """How many descents the lesson must have for these options."""
        return self.fewest_descents

    @property
    def descents_named(self) -> tuple[int, ...]:
        """The descents that the options name, counted from 1."""
        return ()

    @classmethod
    def place_fields(cls) -> tuple[str, ...]:
        """The names of the fields that hold a `Place`."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if any(isinstance(mark, _PlaceMark) for mark in field.metadata)
        )

    def __init_subclass__(cls, *, template: bool = False, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)

    @classmethod
    def __pydantic_init_subclass__(cls, *, template: bool = False, **keywords: Any) -> None:
        """Name the beat and make it known.

        Args:
            template: the class is a base for beats, and none itself.
            keywords: for pydantic.

        Raises:
            ValueError: another file defines a beat of this name.
        """
        super().__pydantic_init_subclass__(**keywords)
        if template:
            return
        cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        known = BEATS.get(cls.name)
        # A file that is read a second time, under another module name perhaps, defines it anew.
        if known is not None and _file(known) != _file(cls):
            raise ValueError(
                f"two beats are called {cls.name}: in {_file(known)} and in {_file(cls)}"
            )
        BEATS[cls.name] = cls


def _file(kind: type) -> str:
    return getattr(sys.modules.get(kind.__module__), "__file__", None) or kind.__module__


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


class Pictured(Captioned, template=True):
    """A beat that happens on the surface, or on the curve of a function of one variable."""

    most_variables = 2


class OnSurface(Pictured, template=True):
    """A beat that happens on the surface of a function of two variables."""

    fewest_variables = 2


class _PlaceMark:
    """Marks the fields of type `Place`."""


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
    _PlaceMark(),
]
"""Where a beat happens: the first descent's start, the lowest point found, or a point of the
domain. (Tags in angle brackets are no part of a value's path.)"""

AT = "Where: start, minimum (the best found), or a point."
"""The description of a field of type `Place`."""

WHICH = "Which descent, counted from 1."
"""The description of a field of type `Which`."""

Stay = Annotated[Flag, Field(description="Whether it stays on screen after the beat.")]
