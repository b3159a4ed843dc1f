"""What the tests of films share: short lessons, a stage that counts, and a look into files."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import av
import numpy as np
from manim import RIGHT, Square, config, tempconfig

from gdcore.stage.scene import LessonScene
from gdcore.stage.spec_scenes import lesson_scene
from gdcore.story import Lesson, Timeline

BOWL = """\
title: Bowl
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
learning_rates: [0.1]
steps: 10
story:
  - surface: {seconds: 0.8, caption: A bowl}
  - descend: {seconds: 1}
  - pause: 0.4
"""


class StandIn:
    """A stage without meshes: a square whose place is the time, and a record of what was asked."""

    shown: ClassVar[list[float]] = []
    built: ClassVar[int] = 0

    def __init__(self, lesson: Lesson, timeline: Timeline, width: float, height: float) -> None:
        StandIn.built += 1
        self.timeline = timeline
        self.mobjects = [Square(2, color="#FFFFFF", fill_opacity=1, stroke_width=0)]

    def show(self, t: float, camera: Any) -> Hashable | None:
        """Move the square from left to right; a pause is still."""
        StandIn.shown.append(t)
        where = -6 + 12 * t / self.timeline.duration
        if self.timeline.beat_at(t).name == "pause":
            where = 6.0
        self.mobjects[0].move_to(where * RIGHT)
        return where


class Counted(LessonScene):
    """A lesson on the stand-in's stage."""

    make_stage = StandIn


def spec_file(folder: Path, text: str = BOWL, name: str = "bowl.yaml") -> Path:
    """A spec in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def render(path: Path, base: type[LessonScene] = Counted, **settings: Any) -> LessonScene:
    """Render a spec small and in this process; `settings` are Manim's."""
    StandIn.shown, StandIn.built = [], 0
    small = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 15, "input_file": "descent.py"}
    with tempconfig({}):
        for key, value in {**small, **settings}.items():
            setattr(config, key, value)
        scene = lesson_scene(path, "Bowl", __name__, base)()
        scene.render()
    return scene


def final_file(scene: LessonScene) -> Path:
    """What was rendered."""
    writer: Any = scene.renderer.file_writer
    return Path(writer.final_file_path)


@dataclass(frozen=True)
class Video:
    """What a player finds in a file."""

    size: tuple[int, int]
    rate: Fraction
    times: list[Fraction]
    duration: float
    chapters: list[tuple[float, float, str]]
    metadata: dict[str, str]
    frames: list[np.ndarray[Any, np.dtype[np.uint8]]]


def watch(path: Path, format: str = "rgb24") -> Video:
    """Decode a video to its end."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = list(container.decode(video=0))
        return Video(
            (stream.width, stream.height),
            Fraction(stream.average_rate),
            [frame.pts * frame.time_base for frame in frames],
            container.duration / 1e6,
            [
                (
                    float(chapter["start"] * chapter["time_base"]),
                    float(chapter["end"] * chapter["time_base"]),
                    chapter["metadata"]["title"],
                )
                for chapter in container.chapters()
            ],
            dict(container.metadata),
            [frame.to_ndarray(format=format) for frame in frames],
        )
