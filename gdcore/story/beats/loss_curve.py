"""The chart of f against the step."""

from __future__ import annotations

from typing import Any

from gdcore.story.beats.descend import run_chapter
from gdcore.story.directing.clock import longest, motion_seconds, steps_left
from gdcore.story.directing.runs import play, prepare_run, speak_run
from gdcore.story.directing.scenery import seconds_to_set, set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, captions_of_run, speak
from gdcore.story.results import loss_words
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

CHART_SECONDS = 6.0
_FADE = 0.6

# Cue: `text`, "linear" or "log", the scale of the axis of f.
declare(Traits("loss_curve", moves=True, aside="always", in_place_of=("inset_loss",)))


@beat("loss_curve")
def direct_loss_curve(score: Score, options: Any) -> Shot:
    """The chart of f against the step; unless the descents are at their end, they run meanwhile."""
    lesson = score.lesson
    axis = options.axis or lesson.spec.loss_axis
    words = loss_words(lesson, axis)
    if score.shown_steps >= longest(lesson):
        caption = caption_of(options, words)
        seconds = beat_seconds(score, options, CHART_SECONDS, caption)
        begin = score.now + seconds_to_set(set_stage(score), seconds)
        chapter = "f against the step"
        speak(score, caption, seconds)
    else:
        caption, outcome = captions_of_run(options, "The chart draws f at every step.", words)
        motion = motion_seconds(steps_left(score))
        run = prepare_run(score, options, motion, caption, outcome)
        begin, seconds = score.now, run.seconds
        play(score, run)
        speak_run(score, run, caption, outcome)
        chapter = run_chapter(lesson)
    fade = min(_FADE, seconds / 4)
    score.hide("loss_curve", fade=fade)
    inset = score.on("inset_loss")
    score.make_room("loss_curve", fade)
    score.show("loss_curve", at=begin, fade=fade, text=axis)
    if not options.stay:
        gone = score.now + seconds - fade
        score.hide("loss_curve", at=gone, fade=fade)
        if inset:
            score.show("inset_loss", at=gone, fade=fade, text=lesson.spec.loss_axis)
    return Shot(seconds, chapter, caption)
