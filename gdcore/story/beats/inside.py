"""What happens within a step: the method's memory, its lines, its sign and its size."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdcore.spec.labels import title as optimizer_title
from gdcore.story.beats.registry import Shot, beat, length, said, set_stage, settled_in, speak
from gdcore.story.beats.running import play_singly, prepare_run
from gdcore.story.beats.slope import resolve
from gdcore.story.explanations import algorithm_words, internals_words, sign_words
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.words import named_place

INTERNALS_SECONDS = 1.6  # for each step: look at the arrows, then see where they lead
REST = 0.5  # of a step's time the ball stands still under its arrows
ALGORITHM_SECONDS = 3.6  # for each step: three or four lines, one after the other
ALGORITHM_REST = 0.65  # of that the lines compute; then the ball moves with the last one
LAST_LOOK = 1.0
SIGN_SECONDS = 8.0


@beat("internals")
def direct_internals(score: Score, options: Any) -> Shot:
    """The first steps of a descent, one by one, with what its method keeps in mind."""
    lesson, index = score.lesson, options.descent - 1
    descent = lesson.descents[index]
    steps = min(options.steps, descent.trajectory.steps)
    caption = said(options, internals_words(lesson, descent, steps))
    chapter = f"Inside {optimizer_title(descent.optimizer)}"
    return _step_by_step(
        score, options, "internals", index, steps, INTERNALS_SECONDS, REST, caption, chapter
    )


@beat("algorithm")
def direct_algorithm(score: Score, options: Any) -> Shot:
    """The pseudocode; its lines light up in turn while the first steps are taken."""
    lesson, index = score.lesson, options.descent - 1
    descent = lesson.descents[index]
    steps = min(options.steps, descent.trajectory.steps)
    caption = said(options, algorithm_words(lesson, descent, steps))
    chapter = f"The algorithm: {optimizer_title(descent.optimizer)}"
    return _step_by_step(
        score,
        options,
        "algorithm",
        index,
        steps,
        ALGORITHM_SECONDS,
        ALGORITHM_REST,
        caption,
        chapter,
    )


@beat("sign_step")
def direct_sign_step(score: Score, options: Any) -> Shot:
    """One step along the sign of the gradient and one along the gradient, from one point."""
    lesson = score.lesson
    p = resolve(lesson, options.at)
    gradient = np.asarray(lesson.function.gradient(p), dtype=np.float64)
    rate = options.learning_rate or _first_rate(lesson)
    size = options.size or rate * float(np.nan_to_num(np.abs(gradient)).max()) or rate
    caption = said(options, sign_words(p, gradient.tolist(), size, rate))
    seconds = length(score, options, SIGN_SECONDS, caption)
    begin = score.now + settled_in(set_stage(score), seconds)
    fade = min(0.6, seconds / 4)
    score.hide("sign_step", fade=fade)
    for prop in ("update_rule", "algorithm"):
        score.hide(prop, fade=fade)
    if np.isfinite(gradient).all():
        score.show("sign_step", at=begin, fade=fade, point=p, values=(size, rate))
        if not options.stay:
            score.hide("sign_step", at=score.now + seconds - fade, fade=fade)
    speak(score, caption, seconds)
    return Shot(seconds, f"Which way, and how far, at {named_place(lesson, p)}", caption)


def _step_by_step(
    score: Score,
    options: Any,
    prop: str,
    index: int,
    steps: int,
    each: float,
    rest: float,
    caption: str | None,
    chapter: str,
) -> Shot:
    """Show a prop while the first steps are taken, each in the same time."""
    motion = each * max(steps, 1)
    # Other balls would lie over its arrows; the next beat brings them back.
    alone = index if prop == "internals" else None
    run = prepare_run(score, options, motion, caption, anew=True, after=LAST_LOOK, alone=alone)
    fade = min(0.6, run.seconds / 4)
    if prop == "internals":  # they have an arrow of the gradient of their own
        for other in ("gradient", "tangent_plane"):
            score.hide(other, fade=fade)
    # Where the ball goes back to its start, that is when half the time until the run has passed.
    score.show(prop, at=(score.now + run.begin) / 2, fade=fade, descent=index)
    play_singly(score, run, steps, rest)
    score.alone = None
    score.hide(prop, at=score.now + run.seconds - fade, fade=fade)
    speak(score, caption, run.seconds)
    return Shot(run.seconds, chapter, caption)


def _first_rate(lesson: Lesson) -> float:
    """The first descent's learning rate at its first step; 0.1 where nothing says any."""
    for descent in lesson.descents:
        if isinstance(descent.learning_rate, float):
            return descent.learning_rate
        if len(descent.trajectory.learning_rates):
            return float(descent.trajectory.learning_rates[0])
    return 0.1
