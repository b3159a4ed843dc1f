"""The beat `race`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gdcore.spec.beat import Captioned


class Race(Captioned):
    """All descents run at once, with their values and ranks; the winner is named."""

    shorthand = "seconds"
    fewest_descents = 2
    by: Literal["first", "lowest"] = Field(
        "first",
        description="Who wins. first: who is the first to come, and to stay, within 1 % of the way "
        "from the highest start to the minimum, or if none is known, to the lowest value that any "
        "of them reaches; on a tie, and where nobody comes, the lowest. lowest: who ends lowest.",
    )
