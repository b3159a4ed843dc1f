"""What the slope says: tangent plane, gradient, and the step that follows from it."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdcore.story.beats.registry import Shot, beat, length, said, set_stage, settled_in, speak
from gdcore.story.beats.views import risen
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.words import first_step_words, gradient_words, named_place, tangent_words

TANGENT_SECONDS = 5.0
GRADIENT_SECONDS = 5.0
RULE_SECONDS = 7.0  # a formula is read slowly, symbol by symbol


@beat("tangent_plane")
def direct_tangent_plane(score: Score, options: Any) -> Shot:
    """The tangent plane, for one variable the tangent line, touches at a point."""
    return _at_point(score, options, "tangent_plane", tangent_words, TANGENT_SECONDS)


@beat("gradient")
def direct_gradient(score: Score, options: Any) -> Shot:
    """The arrow of the gradient at a point; at a ball's start it will ride on the ball."""
    return _at_point(score, options, "gradient", gradient_words, GRADIENT_SECONDS)


@beat("update_rule")
def direct_update_rule(score: Score, options: Any) -> Shot:
    """The rule of the first descent's optimizer with the numbers of its first step."""
    brought = set_stage(score)
    descents = score.lesson.descents
    words = first_step_words(score.lesson, descents[0]) if descents else None
    caption = said(options, words)
    seconds = length(score, options, RULE_SECONDS, caption)
    if descents and len(descents[0].trajectory.points) > 1:
        fade = min(0.5, seconds / 4)
        start = score.now + settled_in(brought, seconds)
        score.show("update_rule", at=start, fade=fade, descent=0)
        score.hide("update_rule", at=score.now + seconds - fade, fade=fade)
    speak(score, caption, seconds)
    return Shot(seconds, "The update rule", caption)


def _at_point(score: Score, options: Any, prop: str, words: Any, natural: float) -> Shot:
    lesson = score.lesson
    brought = set_stage(score)
    p = resolve(lesson, options.at)
    if getattr(options, "ride", False):
        trajectory = lesson.descents[0].trajectory
        p = tuple(trajectory.points[min(score.shown_steps, trajectory.steps)].tolist())
    gradient = lesson.function.gradient(p).tolist()
    caption = said(options, words(lesson, p, gradient))
    seconds = length(score, options, natural, caption)
    start = score.now + settled_in(brought, seconds)
    if prop == "tangent_plane":
        start = max(start, score.now + risen(score, seconds))
    score.hide(prop, fade=min(0.5, seconds / 4))
    if np.isfinite(gradient).all():
        if _rides(score, options, prop):
            score.show(prop, at=start, fade=min(0.6, seconds / 4), descent=0)
        else:
            score.show(prop, at=start, fade=min(0.6, seconds / 4), point=p)
    speak(score, caption, seconds)
    what = {"gradient": "gradient", "tangent_plane": "tangent plane"}[prop]
    if prop == "tangent_plane" and len(p) == 1:
        what = "tangent line"
    where = {"start": "the start", "minimum": "the lowest point found"}.get(
        options.at if isinstance(options.at, str) else "", named_place(lesson, p)
    )
    return Shot(seconds, f"The {what} at {where}", caption)


def _rides(score: Score, options: Any, prop: str) -> bool:
    """Whether the prop goes along with the first ball: the arrow at its start does by itself."""
    if prop == "tangent_plane":
        return bool(options.ride)
    return options.at == "start" and bool(score.lesson.descents) and not score.has_run()


def resolve(lesson: Lesson, at: str | tuple[float, ...]) -> tuple[float, ...]:
    """The point that a beat's `at` means: (d,).

    "minimum" is the lowest point that any descent visits in the domain. Without a descent both
    names mean the middle of the domain.
    """
    if not isinstance(at, str):
        return at
    if not lesson.descents:
        return tuple(0.5 * (low + high) for low, high in lesson.domain)
    if at == "start":
        return lesson.descents[0].start
    best: tuple[float, tuple[float, ...]] = (np.inf, lesson.descents[0].start)
    for descent in lesson.descents:
        values = descent.trajectory.values[: int(descent.visible_steps) + 1]
        k = int(np.argmin(values))
        if values[k] < best[0]:
            best = (float(values[k]), tuple(descent.trajectory.points[k].tolist()))
    return best[1]
