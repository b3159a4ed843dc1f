"""What the landscape holds: its map, its slices, its critical points, its basins, its slopes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gdcore.story.beats.registry import Shot, beat, length, said, set_stage, settled_in, speak
from gdcore.story.beats.slope import resolve
from gdcore.story.beats.views import rise, risen, sink, way_seconds
from gdcore.story.explanations import (
    basins_words,
    contour_words,
    critical_words,
    field_words,
    slices_words,
)
from gdcore.story.score import Score
from gdcore.story.words import named_place

MAP_SECONDS = 4.0  # for the map itself
WAY = 0.35  # of the beat, at most: the way down to the map, and the same up again
SLICES_SECONDS = 8.0  # two planes, two curves, two slopes: one after the other
MARKS_SECONDS = 6.0
COLOURS_SECONDS = 7.0
FIELD_SECONDS = 6.0
COMING = 1.0  # seconds for something large to come: it should be seen how it comes


@beat("contour")
def direct_contour(score: Score, options: Any) -> Shot:
    """The surface sinks into its map while the camera goes above it, and rises again.

    A map that an earlier contour left rises; with `stay` the map remains.
    """
    flat = score.flat
    caption = said(options, contour_words(rising=flat and not options.stay))
    way, ways = way_seconds(score), 1 if flat or options.stay else 2
    seconds = length(score, options, MAP_SECONDS + ways * way, caption)
    way = min(way, WAY * seconds)
    arrived = score.now + settled_in(set_stage(score), seconds)
    for prop in ("tangent_plane", "slices"):  # from above they hide what they touch
        score.hide(prop, fade=min(0.5, seconds / 4))
    if not flat:
        sink(score, arrived, way)
    if not options.stay:
        rise(score, score.now + seconds - way, way)
    speak(score, caption, seconds)
    return Shot(seconds, "The contour map", caption)


@beat("slices")
def direct_slices(score: Score, options: Any) -> Shot:
    """Two planes cut the surface at a point; the slices' slopes are the partial derivatives."""
    lesson = score.lesson
    p = resolve(lesson, options.at)
    gradient = lesson.function.gradient(p).tolist()
    caption = said(options, slices_words(lesson, p, gradient))
    seconds = length(score, options, SLICES_SECONDS, caption)
    _present(score, options, "slices", seconds, point=p if np.isfinite(gradient).all() else None)
    speak(score, caption, seconds)
    return Shot(seconds, f"Slices at {named_place(lesson, p)}", caption)


@beat("critical_points")
def direct_critical_points(score: Score, options: Any) -> Shot:
    """Minima, maxima and saddles are marked and named."""
    return _landscape(
        score, options, "critical_points", critical_words, MARKS_SECONDS, "Critical points"
    )


@beat("basins")
def direct_basins(score: Score, options: Any) -> Shot:
    """The surface takes the colours of the minima in which its places end."""
    return _landscape(
        score, options, "basins", basins_words, COLOURS_SECONDS, "Basins of attraction"
    )


@beat("vector_field")
def direct_vector_field(score: Score, options: Any) -> Shot:
    """Arrows all over the surface."""
    caption = said(options, field_words(score.lesson, options.direction))
    seconds = length(score, options, FIELD_SECONDS, caption)
    _present(score, options, "vector_field", seconds, text=options.direction)
    speak(score, caption, seconds)
    what = "The gradient field" if options.direction == "ascent" else "The way down, everywhere"
    return Shot(seconds, what, caption)


def _landscape(
    score: Score,
    options: Any,
    prop: str,
    words: Callable[[Any], str],
    natural: float,
    chapter: str,
) -> Shot:
    caption = said(options, words(score.lesson))
    seconds = length(score, options, natural, caption)
    _present(score, options, prop, seconds)
    speak(score, caption, seconds)
    return Shot(seconds, chapter, caption)


def _present(
    score: Score,
    options: Any,
    prop: str,
    seconds: float,
    *,
    text: str = "",
    point: tuple[float, ...] | None = None,
) -> None:
    """Show a prop in this beat, and longer if it is to stay; one from before makes room."""
    arrived = settled_in(set_stage(score), seconds)
    if prop == "slices":
        arrived = max(arrived, risen(score, seconds))
    fade = min(COMING, seconds / 4)
    score.hide(prop, fade=fade)
    if prop == "slices" and point is None:
        return
    score.show(prop, at=score.now + arrived, fade=fade, text=text, point=point)
    if not options.stay:
        gone = min(0.5, seconds / 4)
        score.hide(prop, at=score.now + seconds - gone, fade=gone)
