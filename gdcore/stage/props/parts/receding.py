"""How the surface recedes behind the slices that are cut through it."""

from __future__ import annotations

from collections.abc import Sequence

from gdcore.story import Cue, Timeline
from gdcore.story.track import smooth

RECEDES_TO = 0.42
"""Opacity of the surface behind the slices."""
SHINES_THROUGH = 0.62
"""Opacity of a surface over a tangent plane that lies below it, as below every valley."""
SECONDS = 6.0
"""What two slices take to be drawn one after the other, where there is time for it."""
_SHARE = 0.7  # of the cue, at most, for the drawing; the rest is for looking


def progress(cue: Cue, t: float) -> float:
    """How far both slices are drawn, from 0 to 1."""
    return min(1.0, max(0.0, (t - cue.start) / _seconds(cue)))


def receded(cue: Cue, t: float) -> float:
    """How far the surface has receded behind a cue's slices, from 0 to 1.

    It does so before the first tangent comes, since that may lie below it.
    """
    return smooth((progress(cue, t) - 0.3) / 0.2) * cue.opacity(t)


def surface_share(timeline: Timeline, t: float, veiling: Sequence[Cue] = ()) -> float:
    """What opacity is left to the surface at `t`: 1, or less while it recedes behind slices.

    veiling: cues of tangent planes that the surface would hide; it lets them shine through.
    """
    gone = max((receded(cue, t) for cue in timeline.cues_of("slices")), default=0.0)
    veil = max((cue.opacity(t) for cue in veiling), default=0.0)
    return min(1.0 - (1.0 - RECEDES_TO) * gone, 1.0 - (1.0 - SHINES_THROUGH) * veil)


def _seconds(cue: Cue) -> float:
    return max(min(SECONDS, _SHARE * (cue.end - cue.start)), 1e-6)
