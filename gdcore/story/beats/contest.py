"""Descents measured against each other: the race, the final numbers, the chart."""

from __future__ import annotations

import math
from typing import Any

from gdcore.spec.beats.compare import MOST_COMPARED
from gdcore.story.beats.motion import DRIFT, run_chapter, spoken
from gdcore.story.beats.registry import (
    Shot,
    beat,
    length,
    said,
    set_stage,
    settled_in,
    speak,
)
from gdcore.story.beats.running import (
    longest,
    motion_seconds,
    play,
    prepare_run,
    speak_run,
    steps_left,
)
from gdcore.story.ranking import rank
from gdcore.story.results import (
    challenge_words,
    compare_words,
    loss_words,
    race_words,
    winner_words,
)
from gdcore.story.score import FADE, Score

COMPARE_SECONDS = 6.0
CHART_SECONDS = 6.0
TABLE_FADE = 0.6


@beat("race")
def direct_race(score: Score, options: Any) -> Shot:
    """All descents run on one clock with a live table of their values; the winner is named."""
    lesson = score.lesson
    ranking = rank(lesson, options.by)
    caption, outcome = spoken(
        options, challenge_words(lesson, ranking), race_words(lesson, ranking)
    )
    run = prepare_run(score, options, motion_seconds(longest(lesson)), caption, outcome, anew=True)
    fade = min(FADE, run.seconds / 6)
    for prop in ("legend", "readout", "winner"):
        score.hide(prop, fade=fade)
    score.hide("race", fade=fade)
    arrivals = tuple(math.inf if k is None else float(k) for k in ranking.arrivals)
    score.show("race", at=min(score.now + fade, run.begin), fade=fade, values=arrivals)
    play(score, run)
    score.turn(DRIFT, score.now, run.seconds)
    speak_run(score, run, caption, outcome)
    score.show("winner", at=run.end, fade=min(0.4, (score.now + run.seconds - run.end) / 2),
               text=winner_words(lesson, ranking), descent=ranking.winner)  # fmt: skip
    if not outcome:
        score.hide("winner", at=score.now + run.seconds - fade, fade=fade)
    return Shot(run.seconds, f"Race of {len(lesson.descents)} descents", caption)


@beat("compare")
def direct_compare(score: Score, options: Any) -> Shot:
    """The final numbers side by side; descents that have not arrived run first."""
    lesson = score.lesson
    count = min(len(lesson.descents), MOST_COMPARED)
    chosen = tuple(n - 1 for n in options.descents or range(1, count + 1))
    caption = said(options, compare_words(lesson, chosen))
    table = max(COMPARE_SECONDS, length(score, options, 0.0, caption))
    if score.shown_steps >= longest(lesson):
        seconds = length(score, options, COMPARE_SECONDS, caption)
        begin = score.now + settled_in(set_stage(score), seconds)
        speak(score, caption, seconds)
    else:
        if options.seconds is not None:
            table = 0.6 * options.seconds
        motion = motion_seconds(steps_left(score))
        run = prepare_run(score, options, motion, None, after=table, share=0.6)
        play(score, run)
        seconds, begin = run.seconds, run.end
        if caption:
            score.hush(0.2)
            score.say(caption, begin, score.now + seconds)
    fade = min(TABLE_FADE, (score.now + seconds - begin) / 4)
    score.hide("compare", fade=fade)
    score.hide("readout", at=begin, fade=fade)
    score.show("compare", at=begin, fade=fade, descents=chosen)
    if not options.stay:
        score.hide("compare", at=score.now + seconds - fade, fade=fade)
    return Shot(seconds, "Final numbers", caption)


@beat("loss_curve")
def direct_loss_curve(score: Score, options: Any) -> Shot:
    """The chart of f against the step, drawn while the descents run if they have not arrived."""
    lesson = score.lesson
    axis = options.axis or lesson.spec.loss_axis
    words = loss_words(lesson, axis)
    if score.shown_steps >= longest(lesson):
        caption = said(options, words)
        seconds = length(score, options, CHART_SECONDS, caption)
        begin = score.now + settled_in(set_stage(score), seconds)
        chapter = "f against the step"
        speak(score, caption, seconds)
    else:
        caption, outcome = spoken(options, "The chart draws f at every step.", words)
        motion = motion_seconds(steps_left(score))
        run = prepare_run(score, options, motion, caption, outcome)
        begin, seconds = score.now, run.seconds
        play(score, run)
        speak_run(score, run, caption, outcome)
        chapter = run_chapter(lesson)
    fade = min(TABLE_FADE, seconds / 4)
    score.hide("loss_curve", fade=fade)
    inset = score.on("inset_loss")
    score.hide("inset_loss", fade=fade)  # it would say the same twice
    score.show("loss_curve", at=begin, fade=fade, text=axis)
    if not options.stay:
        gone = score.now + seconds - fade
        score.hide("loss_curve", at=gone, fade=fade)
        if inset:
            score.show("inset_loss", at=gone, fade=fade, text=lesson.spec.loss_axis)
    return Shot(seconds, chapter, caption)
