"""The run of the descents, seen from the lesson's viewpoint or from close to the first ball."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.clock import longest, motion_seconds, steps_left
from gdcore.story.directing.runs import DRIFT, play, prepare_run, speak_run
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import captions_of_run
from gdcore.story.endings import outcome_words
from gdcore.story.lesson import Lesson
from gdcore.story.numbers import count
from gdcore.story.score import Score
from gdcore.story.words import run_words

ARRIVE, RETURN = 1.4, 1.8
"""Seconds in which the camera moves to the ball, and from it back to its place."""


@beat("descend")
def direct_descend(score: Score, options: Any) -> Shot:
    """All descents run, on one clock; at the end a text says how each ended.

    That text stays until the next caption. If the descents have run to their end before, the balls
    first go back to their starts; if only some steps were shown, they go on from there.
    """
    caption, outcome = captions_of_run(
        options, run_words(score.lesson), outcome_words(score.lesson)
    )
    run = prepare_run(score, options, motion_seconds(steps_left(score)), caption, outcome)
    play(score, run)
    score.turn(DRIFT, score.now, run.seconds)
    speak_run(score, run, caption, outcome)
    return Shot(run.seconds, run_chapter(score.lesson), caption)


@beat("follow")
def direct_follow(score: Score, options: Any) -> Shot:
    """The camera moves to the first ball, follows it to the end and returns to its place."""
    lesson = score.lesson
    caption, outcome = captions_of_run(options, run_words(lesson), outcome_words(lesson))
    motion = 1.2 * motion_seconds(steps_left(score))  # seen from near, the ball looks faster
    run = prepare_run(
        score, options, motion, caption, outcome, before=ARRIVE, after=RETURN, share=0.3
    )
    zoom = score.value_now("camera.zoom")
    arrival = run.begin - score.now
    score.move("follow.weight", 1.0, score.now, arrival)
    score.move("camera.zoom", max(zoom, options.zoom), score.now, arrival)
    play(score, run)
    score.turn(DRIFT, score.now, run.seconds)
    back = min(RETURN, score.now + run.seconds - run.end)
    score.move("follow.weight", 0.0, run.end, back)
    score.move("camera.zoom", zoom, run.end, back)
    speak_run(score, run, caption, outcome)
    return Shot(run.seconds, f"{run_chapter(lesson)}, near by", caption)


def run_chapter(lesson: Lesson) -> str:
    """The title of a beat in which the descents run."""
    noun = "Descents" if len(lesson.descents) > 1 else "Descent"
    return f"{noun}: {count(longest(lesson), 'step')}"
