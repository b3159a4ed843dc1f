"""When in the film a claim is about what is seen."""

from __future__ import annotations

from gdcore.spec.expect import Claim, DescentClaim, FastestClaim, LowestClaim, ReachedClaim
from gdcore.story.timeline import Timeline


def claim_span(timeline: Timeline, claim: Claim) -> tuple[float, float]:
    """(start, end) in seconds of the time in which a viewer sees what a claim speaks of.

    What is claimed of a descent shows in the beat in which its last step is taken; what is claimed
    of all descents, when the last of them has ended. What is claimed of the function, or of a
    descent that the film does not show, is about the whole film.
    """
    descents: list[int] = []
    match claim:
        case DescentClaim():
            plans = timeline.lesson.spec.descents
            labels = [plan.label for plan in plans]
            which = claim.descent
            descents = [labels.index(which) if isinstance(which, str) else which - 1]
        case FastestClaim() | LowestClaim() | ReachedClaim():
            descents = list(range(len(timeline.lesson.descents)))
    ends = [end for index in descents if (end := _end(timeline, index)) is not None]
    if not ends:
        return 0.0, timeline.duration
    beat = timeline.beat_at(max(ends) - 0.5 / timeline.fps)
    return beat.start, beat.end


def _end(timeline: Timeline, descent: int) -> float | None:
    """Seconds at which a descent takes its last step; None if it takes none."""
    track = timeline.tracks[f"steps.{descent}"]
    values = [float(value) for value in track.values]
    last = max(values)
    return float(track.times[values.index(last)]) if last > 0 else None
