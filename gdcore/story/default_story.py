"""The story of a spec without one of its own, and the check that a story suits its lesson."""

from __future__ import annotations

from collections.abc import Sequence

from gdcore.spec import BEATS, unfit
from gdcore.spec import Beat as Options
from gdcore.story.lesson import Lesson, StoryError

CLOSING_TURN = 60.0
"""Degrees of the closing orbit: one look from another side while the outcome is read."""


def check_story(lesson: Lesson, story: Sequence[Options]) -> None:
    """Raise StoryError, with the reason and a remedy, if a beat does not suit this lesson."""
    reasons = [reason for options in story if (reason := unfit(options, lesson.spec))]
    if reasons:
        raise StoryError("\n".join(reasons))


def default_story(lesson: Lesson) -> tuple[Options, ...]:
    """The story of a spec without one: in the order of a lecture, from the picture to its reasons.

    With one descent, each idea behind a step (tangent, gradient, rule) has its beat. With several,
    these ideas are shown once and the race gets most of the time. Beats that don't suit the layout
    are left out.
    """
    story = [BEATS[name]() for name in _names(lesson)]
    spec = lesson.spec
    still = spec.flat or spec.layout in ("curve", "board")  # the camera does not orbit
    story.append(
        BEATS["pause"]() if still else BEATS["orbit"].model_validate({"degrees": CLOSING_TURN})
    )
    return tuple(options for options in story if unfit(options, spec) is None)


def _names(lesson: Lesson) -> list[str]:
    """The names of the beats in order, but for the last one."""
    names, descents = ["title", "surface"], lesson.descents
    moving = any(descent.trajectory.steps for descent in descents)
    if lesson.spec.layout == "board":
        if moving:
            # Pseudocode and chart would cover the data, so with data the run is shown before them.
            run = ["descend"] if lesson.data is not None else []
            return [*names, "update_rule", "algorithm", *run, "loss_curve"]
        return [*names, "descend"] if descents else names
    if len(descents) == 1:
        names += ["tangent_plane", "gradient", *(["update_rule"] if moving else [])]
    elif len({descent.start for descent in descents}) == 1:
        names.append("gradient")
    return [*names, "descend"] if descents else names
