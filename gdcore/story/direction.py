"""Settling a story: from beats in words to a timeline in frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.spec import BEATS, unfit
from gdcore.spec import Beat as Options
from gdcore.story.beats import DIRECTORS
from gdcore.story.beats.motion import DRIFT
from gdcore.story.beats.slope import resolve
from gdcore.story.beats.views import ABOVE
from gdcore.story.landscape import Landscape
from gdcore.story.lesson import Lesson, StoryError
from gdcore.story.score import Camera, Score
from gdcore.story.timeline import Beat, Timeline
from gdcore.story.viewpoint import choose_view
from gdcore.story.words import title

FRONT = Camera(-90.0, 0.0, turns=False)
"""One variable: the curve stands upright before the viewer, its variable to the right."""

MAP = Camera(*ABOVE, turns=False)
"""The map alone is always seen from above."""

CLOSING_TURN = 60.0  # degrees at the end: one more look from another side while the outcome is read


def make_timeline(lesson: Lesson, fps: float = 60) -> Timeline:
    """The timeline of a lesson; every beat, cue and keyframe lies on a frame.

    Args:
        lesson: what is told.
        fps: frames per second; 30000/1001 is as good as 60.

    Raises:
        StoryError: a beat can't be told of this function or these descents.
        ValueError: fps is not a positive number.
    """
    if not (fps > 0 and np.isfinite(fps)):
        raise ValueError(f"fps: expected a positive number, found {fps!r}")
    story = lesson.spec.story or default_story(lesson)
    check_story(lesson, story)
    score = Score(lesson, fps, camera(lesson, story))
    beats: list[Beat] = []
    chapter = title(lesson)
    for index, options in enumerate(story):
        score.following = story[index + 1] if index + 1 < len(story) else None
        shot = DIRECTORS[options.name](score, options)
        chapter = shot.chapter or chapter  # what has no title of its own belongs to what it follows
        start = score.now
        frames = score.frames(shot.seconds)
        score.frame += frames
        beats.append(
            Beat(
                index, options.name, start, frames / fps, score.now, chapter, shot.caption, options
            )
        )
    return Timeline(lesson, tuple(beats), score.cues(), score.tracks(), score.now, fps)


def check_story(lesson: Lesson, story: Sequence[Options]) -> None:
    """Raise StoryError where a beat can't be told of this function, with the reason and a way."""
    reasons = [reason for options in story if (reason := unfit(options, lesson.spec))]
    if reasons:
        raise StoryError("\n".join(reasons))


def default_story(lesson: Lesson) -> tuple[Options, ...]:
    """The story of a spec that tells none: a lecture's order, from the picture to its reasons.

    With one descent, each idea behind a step has its beat. With several, what they have in common
    comes once and the race gets the time.
    """
    names = ["title", "surface"]
    descents = lesson.descents
    if lesson.spec.layout == "board":
        if any(descent.trajectory.steps for descent in descents):
            names += ["update_rule", "algorithm"]
            if lesson.data is not None:
                names.append("descend")  # pseudocode and chart take the place of the data
            names.append("loss_curve")
        elif descents:
            names.append("descend")
    elif len(descents) == 1:
        names += ["tangent_plane", "gradient"]
        if descents[0].trajectory.steps:
            names.append("update_rule")
        names.append("descend")
    elif descents:
        if len({descent.start for descent in descents}) == 1:
            names.append("gradient")
        names.append("descend")
    told = [BEATS[name]() for name in names]
    if lesson.spec.layout not in ("curve", "board") and not lesson.spec.flat:
        told.append(BEATS["orbit"].model_validate({"degrees": CLOSING_TURN}))
    else:
        told.append(BEATS["pause"]())
    return tuple(told)


def own_turn(timeline: Timeline, descent: int) -> float:
    """How many degrees a picture of one descent alone is turned from the lesson's view.

    For a function of two variables: the azimuth from which that descent is seen best.
    """
    lesson = timeline.lesson
    alone = replace(lesson, descents=(lesson.descents[descent],))
    return camera(alone, ()).azimuth - camera(lesson, ()).azimuth


def camera(lesson: Lesson, story: Sequence[Options]) -> Camera:
    """Where the viewer stands: where the descents, and the points that beats name, can be seen."""
    if lesson.spec.flat:
        return MAP
    if len(lesson.variables) != 2:
        return FRONT
    landscape = Landscape.survey(lesson.function, lesson.domain, lesson.value_range)
    paths: list[NDArray[np.float64]] = []
    for descent in lesson.descents:
        seen = int(descent.visible_steps) + 1
        points = descent.trajectory.points[:seen]
        # A thinned path shows as much: a viewer sees no more places than these.
        paths.append(points[:: max(1, len(points) // 2000)])
    paths.extend(np.array([_place(lesson, o)]) for o in story if _place(lesson, o) is not None)
    view = choose_view(landscape, paths, (0.0, DRIFT))
    return Camera(view.azimuth, view.elevation)


def _place(lesson: Lesson, options: Any) -> tuple[float, ...] | None:
    at = getattr(options, "at", None)
    return None if at is None else resolve(lesson, at)
