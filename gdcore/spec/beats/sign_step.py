"""The beat `sign_step`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import AT, Captioned, Place, Stay
from gdcore.spec.values import Positive


class SignStep(Captioned):
    """One step along the sign of the gradient beside one along the gradient itself."""

    shorthand = "at"
    fewest_variables = 2
    instead = "with one variable both steps go the same way"
    at: Place = Field("start", description=AT)
    size: Positive | None = Field(
        None, description="S in the step -S·sign(∇f); null: α times the largest component of ∇f."
    )
    learning_rate: Positive | None = Field(
        None, description="α in the step -α·∇f; null: the first descent's learning rate."
    )
    stay: Stay = False
