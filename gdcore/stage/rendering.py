"""One lesson, from its spec to a file, without Manim's command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manim import config, tempconfig

from gdcore.spec import Spec
from gdcore.stage.catalogue import lesson_scene
from gdcore.stage.names import film_name

_FILE = "descent.py"
"""Manim names folders after the file of a scene. With the name of ``scenes/descent.py`` a lesson's
segments are found again whichever way it is rendered."""

QUALITIES = {
    "l": "low_quality",
    "m": "medium_quality",
    "h": "high_quality",
    "p": "production_quality",
    "k": "fourk_quality",
}
"""Manim's letters: 854 × 480 at 15 frames a second, 1280 × 720 at 30, 1920 × 1080, 2560 × 1440 and
3840 × 2160 at 60."""


@dataclass(frozen=True)
class Wishes:
    """How a lesson is to be rendered; None: as Manim is configured.

    Attributes:
        quality: a letter of `QUALITIES`; unless configured, 1080p at 60 frames a second.
        size: (width, height) in pixels.
        fps: frames a second.
        output: the video's file; None: in a folder below `media_dir`.
        media_dir: unless configured, ``media`` in the working directory.
        format: one of Manim's, as "webm"; unless configured, mp4.
    """

    quality: str | None = None
    size: tuple[int, int] | None = None
    fps: float | None = None
    output: Path | None = None
    media_dir: Path | None = None
    format: str | None = None


def render_lesson(path: Path, spec: Spec | None = None, wishes: Wishes = Wishes()) -> Path:
    """Render the lesson of a spec's file and return where the video is.

    `spec` is what the file holds, if it has been read before.

    Raises:
        SpecError: the spec is at fault; nothing is written.
        RequestError: there is no such video, of an odd size for example.
        StageError: the video can't be made here.
        OSError: the video can't be written.
    """
    with tempconfig({}):
        _configure(wishes)
        scene = lesson_scene(path, film_name(path), __name__)()
        if spec is not None:
            scene.spec = spec
        scene.render()
        writer: Any = scene.renderer.file_writer
        return Path(writer.final_file_path)


def _configure(wishes: Wishes) -> None:
    config.input_file = _FILE
    if wishes.quality is not None:
        config.quality = QUALITIES[wishes.quality]
    if wishes.size is not None:
        config.frame_size = wishes.size
    if wishes.fps is not None:
        config.frame_rate = wishes.fps
    if wishes.output is not None:
        config.output_file = str(wishes.output.absolute())
    if wishes.media_dir is not None:
        config.media_dir = str(wishes.media_dir)
    if wishes.format is not None:
        config.format = wishes.format
