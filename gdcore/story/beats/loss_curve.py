"""The chart of f against the step."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdcore.story.beats.descend import run_chapter
from gdcore.story.beats.race import NAMED
from gdcore.story.directing.clock import longest, motion_seconds, steps_left
from gdcore.story.directing.narration import narration
from gdcore.story.directing.runs import play, prepare_run
from gdcore.story.directing.scenery import seconds_to_set, set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts.comparison import FALL, seen_values, settled
from gdcore.story.lesson import Lesson
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
    if score.shown_steps >= longest(lesson):
        caption = caption_of(options, lambda: _words(lesson, axis))
        seconds = beat_seconds(score, options, CHART_SECONDS, caption)
        begin = score.now + seconds_to_set(set_stage(score), seconds)
        chapter = lesson.language.say("loss_curve.chapter")
        speak(score, caption, seconds)
    else:
        opening = [(0, lesson.language.say("loss_curve.running"))]
        told = narration(options, lambda: opening, lambda: _words(lesson, axis))
        run = prepare_run(score, options, motion_seconds(steps_left(score)), told)
        begin, seconds, caption = score.now, run.seconds, told.text
        play(score, run)
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


def _words(lesson: Lesson, axis: str) -> str | None:
    """How fast f falls, and what a logarithmic axis makes of it."""
    if not lesson.descents or not any(np.isfinite(seen_values(d)).any() for d in lesson.descents):
        return None
    parts = [_single(lesson)] if len(lesson.descents) == 1 else _several(lesson)
    if axis == "log":
        parts += _logarithmic(lesson)
    return " ".join(parts)


def _single(lesson: Lesson) -> str:
    say, write, f = lesson.language.say, lesson.rounding, lesson.facts.descent(0)
    values = seen_values(lesson.descents[0])
    steps = len(values) - 1
    first, last = write.value(f.first), write.value(f.inside)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if f.exit is not None and not steps:
        return say("loss_curve.left-at-once", first=first)
    if f.exit is not None:
        return say("loss_curve.left", first=first, last=last, steps=steps)
    if write.alike(low, high):
        return say("loss_curve.level", last=last)
    if write.alike(f.first, f.inside):
        return say("loss_curve.back", last=last, low=write.value(low), high=write.value(high))
    if f.inside > f.first:
        return say("loss_curve.rose", first=first, last=last)
    if not write.alike(low, f.inside):
        at = int(np.nanargmin(values))
        return say("loss_curve.fell-lower", first=first, last=last, low=write.value(low), steps=at)
    part = write.percent(FALL)
    fast = settled(values, f.inside + (1 - FALL) * (f.first - f.inside))
    assert fast is not None  # the last value is that limit, or below
    return say("loss_curve.fell", first=first, last=last, part=part, fast=fast, steps=steps)


def _several(lesson: Lesson) -> list[str]:
    """Who has come most of the way down and when, and who has not and why."""
    say, write, facts = lesson.language.say, lesson.rounding, lesson.facts.descents
    falls = lesson.facts.falls
    if falls.floor is None:
        return [say("loss_curve.nobody")]
    seen = np.concatenate([seen_values(d) for d in lesson.descents])
    if write.alike(float(np.nanmin(seen)), float(np.nanmax(seen))):
        return [say("loss_curve.level", last=write.value(falls.floor.value))]
    parts = []
    arrived = sorted((k, i) for i, k in enumerate(falls.steps) if k is not None)
    if arrived:
        most = NAMED + (len(arrived) == NAMED + 1)
        others = lesson.language.listed(
            [
                say("loss_curve.after", who=lesson.descents[i].label, steps=k)
                for k, i in arrived[:most]
            ]
        )
        more = len(arrived) - most
        name = "arrived" if falls.floor.minimum else "arrived-met"
        name += "-more" if more > 0 else ""
        part, last = write.percent(FALL), write.value(falls.floor.value)
        parts.append(say(f"loss_curve.{name}", part=part, last=last, others=others, more=more))
    missing = [f for f in facts if falls.steps[f.index] is None]
    never = [f for f in missing if f.diagnosis.instability is not None]
    gone = [f for f in missing if f not in never and f.exit is not None]
    late = [f for f in missing if f not in never and f not in gone]
    for name, those in (("never", never), ("gone", gone), ("late", late)):
        if those:
            who = lesson.language.listed([lesson.descents[f.index].label for f in those])
            parts.append(say(f"loss_curve.{name}", who=who))
    return parts


def _logarithmic(lesson: Lesson) -> list[str]:
    say = lesson.language.say
    parts = [say("loss_curve.log")]
    least = lesson.facts.least
    if least <= 0:
        parts.append(say("loss_curve.log-shifted", least=lesson.rounding.value(least)))
    return parts
