"""The base classes of a story's beats: their options, and the lessons that they suit.

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

from gdcore.maths import CONSTANTS
from gdcore.maths.spelling import question
from gdcore.spec.frozen import Frozen
from gdcore.spec.quotes import ToldCaption, is_told
from gdcore.spec.refusals import refuse
from gdcore.spec.values import MOST_DESCENTS, Flag, Point, limited, whole

BEATS: dict[str, type[Beat]] = {}
"""The classes of all beats by their names in the spec: gdcore's own in alphabetical order of their
files, then those of other authors in the order in which they were defined."""

MOST_SECONDS = 600.0
"""The longest beat. Ten minutes for one picture are more likely a typing error than intended, and
would cost hours of rendering."""

MOST_DEGREES = 36_000.0
"""The largest turn of the camera: a hundred times around."""

MAGNIFICATIONS = (0.01, 1000.0)
"""The least and the greatest magnification; beyond these the picture shows nothing."""

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
    """The base of all beats.

    A beat's class overrides these class variables to declare which lessons it suits:

    Attributes:
        shorthand: the field that a value without a mapping fills, as in ``pause: 2``; None: the
            beat has no such field.
        fewest_variables: the fewest variables of a function for which the beat makes sense.
        most_variables: the greatest number; 2 for a beat that needs a picture, None for no limit.
        on_map: whether the beat suits a lesson that shows only flat contour maps.
        fewest_descents: the least number of descents of the lesson.
        instead: advice for a lesson with fewer variables, the end of the fault's message.
        halts: whether slides stop after the beat where its options don't say.
    """

    name: ClassVar[str] = ""
    fewest_variables: ClassVar[int] = 1
    most_variables: ClassVar[int | None] = None
    on_map: ClassVar[bool] = True
    fewest_descents: ClassVar[int] = 0
    instead: ClassVar[str] = ""
    halts: ClassVar[bool] = False

    seconds: Seconds | None = Field(
        None, description="How long the beat lasts, in seconds; null: its natural length."
    )
    stop: Flag | None = Field(
        None,
        description="Whether slides stop after the beat until the speaker goes on; the film never "
        "does. null: after a pause, and after a caption that ends with a question mark.",
    )

    @property
    def descents_needed(self) -> int:
        """The least number of descents that the lesson must have for these options."""
        return self.fewest_descents

    @property
    def descents_named(self) -> tuple[int, ...]:
        """The descents that the options name, counted from 1."""
        return ()

    @classmethod
    def written(cls, fields: str) -> str:
        """The beat with fields in braces, as a spec writes it."""
        return f"{cls.name}: {fields}"

    @classmethod
    def place_fields(cls) -> tuple[str, ...]:
        """The names of the fields that hold a `Place`."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if any(isinstance(mark, _PlaceMark) for mark in field.metadata)
        )

    @classmethod
    def told_fields(cls) -> tuple[str, ...]:
        """The names of the fields whose texts may quote facts."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if is_told(field.annotation) or any(map(is_told, field.metadata))
        )

    def __init_subclass__(cls, *, template: bool = False, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)

    @classmethod
    def __pydantic_init_subclass__(cls, *, template: bool = False, **keywords: Any) -> None:
        """Register the beat's class under its name.

        Args:
            template: whether the class is a base for beats, which is not registered.
            keywords: handed on to pydantic.

        Raises:
            ValueError: another file defines a beat of this name.
        """
        super().__pydantic_init_subclass__(**keywords)
        if template:
            return
        cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        known = BEATS.get(cls.name)
        # The same file may be imported again under another module name: it replaces the class.
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


def _caption_kind(value: object) -> str:
    return "<text>" if isinstance(value, str) else "<none>"


class Captioned(Beat, template=True):
    """A beat with a caption."""

    caption: Annotated[
        Annotated[ToldCaption, Tag("<text>")] | Annotated[Literal[False] | None, Tag("<none>")],
        Discriminator(_caption_kind),
        BeforeValidator(_caption),
    ] = Field(
        None,
        description="The sentence on screen during the beat; false: none; null: the story's own "
        "words.",
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
    is_name = isinstance(value, str) and value.isidentifier() and value not in CONSTANTS
    return "<name>" if is_name else "<point>"


def _place_name(value: object) -> object:
    if value not in PLACES:
        meant = question(str(value), PLACES)
        raise refuse(f"{', '.join(PLACES)} or a point such as [1, 2]", value, meant)
    return value


Place = Annotated[
    Annotated[Literal["start", "minimum"], BeforeValidator(_place_name), Tag("<name>")]
    | Annotated[Point, Tag("<point>")],
    Discriminator(_place_kind),
    _PlaceMark(),
]
"""Where a beat happens: the first descent's start, the lowest point found, or a point of the
domain. (Tags in angle brackets are no part of a value's path.)"""

AT = "Where: start (of the first descent), minimum (the lowest found), or a point as [1, 2]."
"""The description of a field of type `Place`."""

WHICH = "Which descent, counted from 1."
"""The description of a field of type `Which`."""

Stay = Annotated[Flag, Field(description="Whether what the beat shows stays on screen after it.")]
