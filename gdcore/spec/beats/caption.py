"""The beats in which nothing changes: `caption` and `pause`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import Beat, Captioned
from gdcore.spec.quotes import Told


class Caption(Beat):
    """A sentence on the screen while nothing else changes."""

    shorthand = "text"
    text: Told = Field(description="The sentence.")

    @property
    def caption(self) -> str:
        """The sentence: it is this beat's caption."""
        return self.text


class Pause(Captioned):
    """Nothing changes."""

    shorthand = "seconds"
    halts = True
