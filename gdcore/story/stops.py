"""Where slides of a lesson stop until the speaker goes on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from gdcore.story.timeline import Beat, Timeline

_CLOSING = "\"'”’»«)] "
"""What may stand behind the mark that ends a sentence."""


@dataclass(frozen=True)
class Passage:
    """What slides play from one key press, or one beat, to the next.

    Attributes:
        beat: the beat that it shows.
        frames: of the film, as its timeline counts them. Where slides stop, they end with the last
            picture in which all texts of the beat are there: they fade when the speaker goes on.
        stop: whether slides wait after it.
    """

    beat: Beat
    frames: range
    stop: bool


def passages(timeline: Timeline) -> tuple[Passage, ...]:
    """The lesson cut into passages, one for each beat."""
    fps, stopping = timeline.fps, stops(timeline)
    ends = [
        _rest(timeline, beat) if stop else round(beat.end * fps)
        for beat, stop in zip(timeline.beats, stopping, strict=True)
    ]
    return tuple(
        Passage(beat, range(start, end), stop)
        for beat, (start, end), stop in zip(
            timeline.beats, pairwise([0, *ends]), stopping, strict=True
        )
    )


def _rest(timeline: Timeline, beat: Beat) -> int:
    """The number of the frame after the last one of a beat in which nothing fades away yet."""
    fps = timeline.fps
    first, end = round(beat.start * fps), round(beat.end * fps)
    fades = (
        math.floor((cue.end - cue.fade_out) * fps + 1e-6) + 1
        for cue in timeline.cues
        if cue.fade_out > 0 and round(cue.end * fps) == end
    )
    return max(first + 1, min((end, *fades)))


def stops(timeline: Timeline) -> tuple[bool, ...]:
    """For each beat, whether slides stop after it; they always stop after the last one.

    A beat's `stop` decides. Without one, slides stop after a pause and after a question. A story in
    which nothing asks for a stop would run through like the film: its slides stop after each beat.
    """
    asked = [_stops(beat) for beat in timeline.beats]
    if not any(asked) and all(_wish(beat) is None for beat in timeline.beats):
        return (True,) * len(asked)
    return (*asked[:-1], True)


def _stops(beat: Beat) -> bool:
    options: Any = beat.options
    wish = _wish(beat)
    return options.halts or _asks(beat.caption) if wish is None else wish


def _wish(beat: Beat) -> bool | None:
    options: Any = beat.options
    wish: bool | None = options.stop
    return wish


def _asks(caption: str | None) -> bool:
    """Whether a caption ends with a question."""
    return bool(caption) and str(caption).rstrip(_CLOSING).endswith(("?", "？"))
