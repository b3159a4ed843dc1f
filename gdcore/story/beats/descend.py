"""The run of the descents, seen from the lesson's viewpoint or from close to the first ball."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdcore.story.directing.causes import cause_words, turn_words
from gdcore.story.directing.clock import (
    longest,
    motion_seconds,
    step_lengths,
    step_times,
    steps_left,
)
from gdcore.story.directing.endings import outcome_words
from gdcore.story.directing.narration import Line, Narration, narration
from gdcore.story.directing.runs import DRIFT, play, prepare_run
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score

ARRIVE, RETURN = 1.4, 1.8
"""Seconds in which the camera moves to the ball, and from it back to its place."""
_CLOSER = 1.2  # seen from near, the ball looks faster: its run takes so many times longer


@beat("descend")
def direct_descend(score: Score, options: Any) -> Shot:
    """All descents run, on one clock; at the end a text says how each ended.

    That text stays until the next caption. If the descents have run to their end before, the balls
    first go back to their starts; if only some steps were shown, they go on from there.
    """
    motion = motion_seconds(steps_left(score))
    told = _told(score.lesson, options, motion)
    run = prepare_run(score, options, motion, told)
    play(score, run)
    score.sway(DRIFT, score.now, run.seconds)
    return Shot(run.seconds, run_chapter(score.lesson), told.text)


@beat("follow")
def direct_follow(score: Score, options: Any) -> Shot:
    """The camera moves to the first ball, follows it to the end and returns to its place."""
    motion = _CLOSER * motion_seconds(steps_left(score))
    told = _told(score.lesson, options, motion)
    run = prepare_run(score, options, motion, told, before=ARRIVE, after=RETURN, share=0.3)
    zoom = score.value_now("camera.zoom")
    arrival = run.begin - score.now
    score.move("follow.weight", 1.0, score.now, arrival)
    score.move("camera.zoom", max(zoom, options.zoom), score.now, arrival)
    play(score, run)
    score.sway(DRIFT, score.now, run.seconds)
    back = min(RETURN, score.now + run.seconds - run.end)
    score.move("follow.weight", 0.0, run.end, back)
    score.move("camera.zoom", zoom, run.end, back)
    return Shot(run.seconds, run_chapter(score.lesson, near=True), told.text)


def run_chapter(lesson: Lesson, near: bool = False) -> str:
    """The title of a beat in which the descents run."""
    count, steps = len(lesson.descents), longest(lesson)
    name = "descend.chapter-near" if near else "descend.chapter"
    return lesson.language.say(name, count=count, steps=steps)


def _told(lesson: Lesson, options: Any, motion: float) -> Narration:
    """The cause from the start on, a turn where it happens, and at the end the outcome."""

    def words() -> list[tuple[int, str]]:
        cause, turn = cause_words(lesson), turn_words(lesson)
        said = [(0, cause)] if cause else []
        if cause and turn and _readable(lesson, Line(0, cause), Line(*turn), motion):
            said.append(turn)
        return said

    return narration(options, words, lambda: outcome_words(lesson, [text for _, text in words()]))


def _readable(lesson: Lesson, cause: Line, turn: Line, motion: float) -> bool:
    """Whether the clock leaves time to read both without slowing down."""
    times = step_times(step_lengths(lesson), motion)
    at = float(np.take(times, turn.step))
    return at >= cause.seconds and motion - at >= turn.seconds
