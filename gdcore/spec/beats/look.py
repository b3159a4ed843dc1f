"""The beat `look`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import Field

from gdcore.spec.beat import Degrees, Magnification, Pictured
from gdcore.spec.values import between

VIEWPOINTS: dict[str, tuple[float, float]] = {
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


class Look(Pictured):
    """The camera moves to another place. What is left out stays as it was."""

    shorthand = "from"
    view: Literal["corner", "front", "side", "above"] | None = Field(
        None, alias="from", description="A named place, from which azimuth and elevation are taken."
    )
    azimuth: Degrees | None = Field(
        None,
        description="Where the viewer stands, in degrees from the x axis, counter-clockwise; "
        "-90 looks along the y axis.",
    )
    elevation: Elevation | None = Field(
        None,
        description="The viewer's height in degrees: 0 is level, 90 straight from above. In 9:16, "
        "where the box is taller, it is so much higher that the same is seen.",
    )
    zoom: Magnification | None = Field(
        None, description="Magnification; 1 shows the whole surface."
    )
