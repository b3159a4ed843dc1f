"""The beats that explain: what the landscape holds, what a method does inside, who is faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from gdcore.spec.beat import Captioned, OnSurface, Pictured, Place, Stay
from gdcore.spec.values import Flag, Positive, refuse, whole

MOST_COMPARED = 4
"""Columns of numbers that a viewer can compare, and that fit side by side."""
_MOST_DESCENTS = 200  # as in a spec
_MOST_SHOWN = 100  # steps shown one by one; each takes about a second

if TYPE_CHECKING:
    Number1: TypeAlias = int
    Shown: TypeAlias = int
else:
    Number1 = whole(1, _MOST_DESCENTS)
    Shown = whole(1, _MOST_SHOWN)

AT = "Where: start, minimum (the best found), or a point."
WHICH = "Which descent, counted from 1."


class Contour(OnSurface):
    """The surface sinks into its contour map, seen from above, and rises again."""

    shorthand = "stay"
    flat = False
    instead = "a curve has no contour map"
    stay: Flag = Field(False, description="Stay a map; the next contour raises the surface again.")


class Slices(OnSurface):
    """Two planes cut the surface: what remains are two curves, whose slopes are the partial
    derivatives."""

    shorthand = "at"
    flat = False
    instead = "tangent_plane shows the slope of a curve"
    at: Place = Field("start", description=AT)
    stay: Stay = False


class CriticalPoints(Pictured):
    """Every minimum, maximum and saddle of the domain, marked and named."""

    stay: Stay = False


class Basins(OnSurface):
    """The surface coloured by the minimum in which a descent from there ends."""

    instead = "critical_points marks the minima of a curve"
    stay: Stay = False


class VectorField(OnSurface):
    """Arrows all over: the gradient of each place, or the way downhill."""

    shorthand = "direction"
    instead = "gradient shows the slope of a curve"
    direction: Literal["descent", "ascent"] = Field(
        "descent", description="descent: the arrows of -∇f; ascent: of ∇f."
    )
    stay: Stay = False


class Zoom(Pictured):
    """The camera goes near a place, and back again."""

    shorthand = "at"
    at: Place = Field("minimum", description=AT)
    zoom: Positive = Field(4, description="Magnification; 1 shows the whole surface.")
    stay: Flag = Field(
        False, description="Stay there; look: {zoom: 1} leads back, so does the next zoom."
    )


class Follow(Pictured):
    """All descents run, and the camera rides with the ball of the first."""

    shorthand = "zoom"
    zoom: Positive = Field(2.5, description="Magnification on the way.")


class Race(Captioned):
    """All descents run at once, with their values and ranks; the winner is named."""

    shorthand = "seconds"
    by: Literal["first", "lowest"] = Field(
        "first",
        description="Who wins. first: who is the first to come, and to stay, within 1 % of the way "
        "from the highest start to the lowest value that any of them reaches; on a tie, and where "
        "nobody comes, the lowest. lowest: who ends lowest.",
    )


def _compared(value: object) -> object:
    if value is not None and (
        not isinstance(value, (list, tuple)) or not 2 <= len(value) <= MOST_COMPARED
    ):
        raise refuse(f"a list of 2 to {MOST_COMPARED} descents such as [1, 2]", value)
    return value


class Compare(Captioned):
    """The final numbers of some descents, side by side."""

    shorthand = "descents"
    descents: Annotated[tuple[Number1, ...] | None, BeforeValidator(_compared)] = Field(
        None,
        description=f"Which descents, 2 to {MOST_COMPARED}, counted from 1; null: the first "
        f"{MOST_COMPARED}.",
        json_schema_extra={"minItems": 2, "maxItems": MOST_COMPARED},
    )
    stay: Stay = False


class LossCurve(Captioned):
    """The chart of f against the step."""

    shorthand = "axis"
    axis: Literal["linear", "log"] | None = Field(
        None, description="The scale of f; null: as in loss_axis."
    )
    stay: Stay = False


class Internals(Pictured):
    """The first steps, slowly, with what the method keeps in mind: gradient, velocity, step, and
    the ellipse by which an adaptive method scales them."""

    shorthand = "descent"
    descent: Number1 = Field(1, description=WHICH)
    steps: Shown = Field(6, description="How many steps are shown.")


class Algorithm(Captioned):
    """The method as pseudocode, with the running line lit, while the first steps are taken."""

    shorthand = "descent"
    descent: Number1 = Field(1, description=WHICH)
    steps: Shown = Field(3, description="How many steps are shown.")


class SignStep(Captioned):
    """One step along the sign of the gradient beside one along the gradient itself."""

    shorthand = "at"
    fewest = 2
    instead = "with one variable both steps go the same way"
    at: Place = Field("start", description=AT)
    size: Positive | None = Field(
        None, description="S in the step -S·sign(∇f); null: α times the largest component of ∇f."
    )
    learning_rate: Positive | None = Field(
        None, description="α in the step -α·∇f; null: the first descent's learning rate."
    )
    stay: Stay = False
