"""The beat `vector_field`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gdcore.spec.beat import OnSurface, Stay


class VectorField(OnSurface):
    """Arrows all over: the gradient of each place, or the way downhill."""

    shorthand = "direction"
    instead = "gradient shows the slope of a curve"
    direction: Literal["descent", "ascent"] = Field(
        "descent", description="descent: the arrows of -∇f; ascent: of ∇f."
    )
    stay: Stay = False
