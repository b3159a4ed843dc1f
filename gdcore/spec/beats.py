"""The beats of a plain lesson: one class each, and nothing else to register.

A beat's name in the spec is its class's name in small letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import Field

from gdcore.spec.beat import Beat, Captioned, Pictured, Place
from gdcore.spec.values import Flag, Number, Positive, Text, between

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


class Title(Captioned):
    """The lesson's title card."""

    shorthand = "text"
    text: Text | None = Field(None, description="The title; null: the title of the spec.")
    subtitle: Text | None = Field(None, description="The line below; null: the function.")


class Surface(Captioned):
    """The function appears: its surface, its graph in one dimension, on a board its formula."""


class TangentPlane(Pictured):
    """The tangent plane (in one dimension the tangent line) at a point."""

    shorthand = "at"
    flat = False
    at: Place = Field("start", description="Where: start, minimum (the best found), or a point.")
    ride: Flag = Field(
        False, description="Ride on the first descent's ball, from here to the end, in place of at."
    )


class Gradient(Pictured):
    """The gradient at a point: its arrow and its numbers."""

    shorthand = "at"
    at: Place = Field("start", description="Where: start, minimum (the best found), or a point.")


class UpdateRule(Captioned):
    """The update rule of the optimizer, as a formula and with the numbers of the first step."""


class Descend(Captioned):
    """All descents run, on one clock."""

    shorthand = "seconds"


class Orbit(Pictured):
    """The camera walks around the surface."""

    shorthand = "degrees"
    degrees: Number = Field(120, description="How far, in degrees; negative: clockwise.")


class Look(Pictured):
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


class Pause(Captioned):
    """Nothing changes."""

    shorthand = "seconds"
