"""The beat `loss_curve`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gdcore.spec.beat import Captioned, Stay


class LossCurve(Captioned):
    """The chart of f against the step."""

    shorthand = "axis"
    fewest_descents = 1
    axis: Literal["linear", "log"] | None = Field(
        None, description="The scale of f; null: as in loss_axis."
    )
    stay: Stay = False
