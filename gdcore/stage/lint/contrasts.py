"""The contrast of every text of a film with what stands behind it, whether it is enough or not."""

from __future__ import annotations

from dataclasses import dataclass

from manim import config, tempconfig

from gdcore.stage.lint.finding import Subject
from gdcore.stage.lint.linter import STEADY_SHARE, VISIBLE_OPACITY, sighted
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.scene import build_stage
from gdcore.story import Timeline


@dataclass(frozen=True)
class TextContrast:
    """The least contrast of one text in one beat.

    Attributes:
        subject: the text.
        beat: its index.
        t: seconds, the moment with the least contrast.
        ratio: WCAG's, from 1 to 21.
    """

    subject: Subject
    beat: int
    t: float
    ratio: float


def text_contrasts(timeline: Timeline, size: tuple[int, int]) -> list[TextContrast]:
    """The least contrast of each text in each beat, while it neither comes nor goes.

    size: (width, height) of the frame in pixels.

    Raises:
        StageError: OpenGL can't start.
    """
    with tempconfig({}):
        config.frame_size = size
        camera = MeshCamera()
        stage = build_stage(timeline.lesson, timeline, camera.frame_width, camera.frame_height)
        sightings, _ = sighted(stage, timeline, camera)
    found = []
    for (beat, _), note in sightings.items():
        steady = [
            (ratio, t)
            for t, opacity, ratio in note.contrasts
            if opacity >= STEADY_SHARE * note.strongest
        ]
        if steady and note.opacity >= VISIBLE_OPACITY:
            ratio, t = min(steady)
            found.append(TextContrast(note.subject, beat, t, ratio))
    return found
