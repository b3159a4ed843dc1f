"""When the table of several descents is spoken of, where a picture has its place otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from gdcore.stage.layout.aside import asides
from gdcore.stage.layout.regions import Layout
from gdcore.story import Timeline

Span = tuple[float, float]
"""From when to when, seconds."""


def told(timeline: Timeline, layout: Layout) -> tuple[Span, ...]:
    """The spans in which a table stands above a single picture: the beats in which descents run,
    and those with a chart or a text whose colours it explains.

    Beside a picture, where it costs less, it stays; for one descent there is none.
    """
    if layout.wide or layout.several or layout.board or not layout.table[1]:
        return ((0.0, timeline.duration),)
    charts = [cue for prop in asides(layout) for cue in timeline.cues_of(prop)]
    count = range(len(timeline.lesson.descents))
    found: list[Span] = []
    for beat in timeline.beats:
        last = beat.end - 1 / timeline.fps
        runs = any(timeline.steps(i, last) > timeline.steps(i, beat.start) for i in count)
        if runs or any(cue.start < beat.end and cue.end > beat.start for cue in charts):
            if found and found[-1][1] >= beat.start:
                found[-1] = (found[-1][0], beat.end)
            else:
                found.append((beat.start, beat.end))
    return tuple(found)


def common(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """What is in some of these spans and in some of the others."""
    rest = list(others)
    both = [(max(a, c), min(b, d)) for a, b in spans for c, d in rest]
    return tuple((start, end) for start, end in both if start < end)


def without(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """What is in some of these spans and in none of the others."""
    left = list(spans)
    for c, d in others:
        parts = [part for a, b in left for part in ((a, min(b, c)), (max(a, d), b))]
        left = [(a, b) for a, b in parts if a < b]
    return tuple(left)
