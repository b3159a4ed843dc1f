"""The beats that look inside one descent: `internals` and `algorithm`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pydantic import Field

from gdcore.spec.beat import WHICH, Captioned, Pictured, Which
from gdcore.spec.values import whole

MOST_SHOWN = 100
"""The most steps that are shown one by one; each takes about a second."""

if TYPE_CHECKING:
    Shown: TypeAlias = int
else:
    Shown = whole(1, MOST_SHOWN)


class Internals(Pictured):
    """The first steps, slowly, with what the method keeps in mind: gradient, velocity, step, and
    the ellipse by which an adaptive method scales them."""

    shorthand = "descent"
    descent: Which = Field(1, description=WHICH)
    steps: Shown = Field(6, description="How many steps are shown.")

    @property
    def descents_named(self) -> tuple[int, ...]:
        """The one that is looked into."""
        return (self.descent,)


class Algorithm(Captioned):
    """The method as pseudocode, with the running line lit, while the first steps are taken."""

    shorthand = "descent"
    descent: Which = Field(1, description=WHICH)
    steps: Shown = Field(3, description="How many steps are shown.")

    @property
    def descents_named(self) -> tuple[int, ...]:
        """The one that is looked into."""
        return (self.descent,)
