"""What moves, in sentences: the ways of the balls, the surface that becomes a map, the view."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdcore.story.describing.places import height, scaled, value_at, way
from gdcore.story.timeline import Beat, Timeline
from gdcore.words.formulas import plain

SHARP = 60.0
"""Degrees from which a change of direction at one step is told as a turn."""
BACK = 150.0
"""Degrees from which it is told as a turn back, without a side: the sides are hard to tell then."""
BEND = 45.0
"""Degrees from which all the slight changes of direction together are told as a bend."""
MOST_TURNS = 3
"""Turns of one run that are told one by one; more are counted."""
MOST_BALLS = 3
"""Balls whose ways are told one by one."""
_SHORTEST = 0.004
"""Part of the domain's longest side below which a step is too short for its direction to be seen.
"""
_WIDEST_TURN = 60.0
"""Degrees by which the view has to turn for a listener to be told."""
_OVERHEAD = 80.0
"""Degrees of elevation above which the view is from above, where a turn means nothing."""

Event = tuple[float, str]
"""(seconds, sentence): from that moment on the sentence is true."""


@dataclass(frozen=True)
class Turn:
    """A sharp change of direction: after so many steps, to the "left", "right" or "back"."""

    step: int
    side: str


def motions(timeline: Timeline, beat: Beat) -> Iterator[Event]:
    """What moves during a beat."""
    yield from _view(timeline, beat)
    runs = [run for i in range(len(timeline.lesson.descents)) if (run := _run(timeline, beat, i))]
    if len(runs) > MOST_BALLS:
        yield from _many(timeline, runs)
    else:
        yield from _starts(timeline, runs)
        for run in runs:
            yield from _single(timeline, run)


@dataclass(frozen=True)
class Run:
    """The steps of one descent within a beat, as far as they are seen.

    Attributes:
        descent: its index.
        first, last: numbers of steps taken before and after; last within the domain.
        begin, end: seconds at which the ball sets out, and has come to rest.
        leaves: whether the ball comes to the edge of the domain and is not seen to go on.
    """

    descent: int
    first: int
    last: int
    begin: float
    end: float
    leaves: bool


def _run(timeline: Timeline, beat: Beat, index: int) -> Run | None:
    """The run of a descent in a beat; None where its ball is not seen to move."""
    descent, track = timeline.lesson.descents[index], timeline.tracks[f"steps.{index}"]
    times, values = np.asarray(track.times, float), np.asarray(track.values, float)
    moving = np.flatnonzero(
        (values[1:] > values[:-1]) & (times[:-1] >= beat.start - 1e-9) & (times[1:] <= beat.end)
    )
    if not len(moving):
        return None
    a, b = moving[0], moving[-1] + 1
    shown = any(
        cue.descent == index and cue.start < times[b] and cue.end > times[a]
        for cue in timeline.cues_of("ball")
    )
    seen = math.floor(min(values[b], descent.visible_steps))
    if not shown or values[a] > descent.visible_steps:
        return None
    leaves = values[b] > descent.visible_steps
    begin, end = float(times[a]), float(times[b])
    if leaves:
        end = time_of_step(timeline, index, descent.visible_steps, begin)
    return Run(index, round(values[a]), seen, begin, end, leaves)


def time_of_step(timeline: Timeline, descent: int, step: float, begin: float) -> float:
    """Seconds at which a descent that runs from `begin` on has taken so many steps."""
    track = timeline.tracks[f"steps.{descent}"]
    for t, value in zip(track.times, track.values, strict=True):
        if t >= begin and value >= step:
            return float(t)
    return float(track.times[-1])


def turns(timeline: Timeline, run: Run) -> tuple[list[Turn], float]:
    """The sharp turns of a run, and the sum of its other changes of direction, in degrees.

    Both as seen from above, in the proportions in which the domain is drawn; counter-clockwise, to
    the left, is positive. Steps too short to be seen have no direction.
    """
    points = timeline.lesson.descents[run.descent].trajectory.points[run.first : run.last + 1]
    steps = np.diff(scaled(timeline.lesson, points), axis=0)
    if steps.shape[1] == 1:
        steps = np.column_stack((steps, np.zeros(len(steps))))
    long = [k for k, step in enumerate(steps) if math.hypot(*step) >= _SHORTEST]
    found, bend = [], 0.0
    for before, after in itertools.pairwise(long):
        (a, b), (c, d) = steps[before].tolist(), steps[after].tolist()
        angle = math.degrees(math.atan2(a * d - b * c, a * c + b * d))
        if abs(angle) < SHARP:
            bend += angle
        else:
            side = "back" if abs(angle) >= BACK else "left" if angle > 0 else "right"
            found.append(Turn(run.first + after, side))
    return found, bend


def _starts(timeline: Timeline, runs: list[Run]) -> Iterator[Event]:
    """From where and where to the balls set out; those that do alike in one sentence."""
    lesson = timeline.lesson
    alike: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        points = lesson.descents[run.descent].trajectory.points
        at = lesson.rounding.place(timeline.position(run.descent, run.begin))
        towards = None
        if run.last > run.first:
            towards = way(lesson, points[run.first + 1] - points[run.first])
        if towards:
            alike.setdefault((at, towards), []).append(run)
    for (at, towards), group in alike.items():
        who, say = _who(timeline, group[0]), lesson.language.say
        if len(group) > 1:
            yield group[0].begin, say("seen.set-out", count=len(group), at=at, way=towards)
        else:
            yield group[0].begin, say("seen.sets-out", ball=who, at=at, way=towards)


def _who(timeline: Timeline, run: Run) -> str:
    """The ball of a run, as the subject of a sentence."""
    lesson = timeline.lesson
    if len(lesson.descents) == 1:
        return lesson.language.say("seen.the-ball")
    label = plain(lesson.descents[run.descent].label)
    return lesson.language.say("seen.the-ball-of", label=label)


def _single(timeline: Timeline, run: Run) -> Iterator[Event]:
    """One ball's way: its turns, and where it comes to."""
    lesson = timeline.lesson
    say, write, who = lesson.language.say, lesson.rounding, _who(timeline, run)
    if run.last > run.first:
        sharp, bend = turns(timeline, run)
        if len(sharp) <= MOST_TURNS:
            for turn in sharp:
                t = time_of_step(timeline, run.descent, turn.step, run.begin)
                yield t, say(f"seen.turns-{turn.side}", ball=who, steps=turn.step)
        else:
            yield run.end, say("seen.turns", ball=who, count=len(sharp))
        if not sharp and abs(bend) >= BEND:
            side = "left" if bend > 0 else "right"
            degrees = lesson.rounding.number(5 * round(abs(bend) / 5))
            yield run.end, say(f"seen.bends-{side}", ball=who, degrees=degrees)
    if run.leaves:
        yield run.end, say("seen.leaves", ball=who, step=str(run.last + 1))
        return
    p = timeline.position(run.descent, run.end)
    told = {"at": write.place(p), "height": height(lesson, value_at(lesson, p))}
    yield run.end, say("seen.arrives", ball=who, steps=run.last, **told)


def _many(timeline: Timeline, runs: list[Run]) -> Iterator[Event]:
    """Many balls: how many move, how many leave, and between which values the others end."""
    lesson, end = timeline.lesson, max(run.end for run in runs)
    say, write = lesson.language.say, lesson.rounding
    yield min(run.begin for run in runs), say("seen.many-set-out", count=len(runs))
    left = sum(run.leaves for run in runs)
    if left:
        yield end, say("seen.many-leave", count=left)
    places = [timeline.position(run.descent, run.end) for run in runs if not run.leaves]
    values = [value for p in places if math.isfinite(value := value_at(lesson, p))]
    if values:
        low, high = write.value(min(values)), write.value(max(values))
        name = "seen.many-arrive-alike" if low == high else "seen.many-arrive"
        yield end, say(name, count=len(values), low=low, high=high)


def _view(timeline: Timeline, beat: Beat) -> Iterator[Event]:
    """A surface that sinks into its map or rises from it, and a view that turns or comes nearer."""
    say, value = timeline.lesson.language.say, timeline.value
    flat = list(_moves(timeline, "surface.flatten", beat))
    for t, _, change in flat:
        yield t, say("seen.sinks" if change > 0 else "seen.rises")
    for t, end, change in _moves(timeline, "camera.azimuth", beat):
        overhead = max(value("camera.elevation", t), value("camera.elevation", end)) > _OVERHEAD
        if abs(change) >= _WIDEST_TURN and not overhead and not flat:
            sense = "counter-clockwise" if change > 0 else "clockwise"
            degrees = timeline.lesson.rounding.number(5 * round(abs(change) / 5))
            yield t, say(f"seen.around-{sense}", degrees=degrees)
    for t, _, change in _moves(timeline, "camera.zoom", beat):
        if not flat:
            yield t, say("seen.nearer" if change > 0 else "seen.farther")


def _moves(timeline: Timeline, track: str, beat: Beat) -> Iterator[tuple[float, float, float]]:
    """(start, end, change) of each move of a track that begins in a beat, while one sees it."""
    moved = timeline.tracks[track]
    times, values = (
        np.asarray(numbers, dtype=float).tolist() for numbers in (moved.times, moved.values)
    )
    for k in range(1, len(times)):
        start, end, change = times[k - 1], times[k], values[k] - values[k - 1]
        seen = timeline.shown("surface", (start + end) / 2) > 0.0
        if beat.start <= start < beat.end and end > start and change and seen:
            yield start, end, change
