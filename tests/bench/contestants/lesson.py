"""This project, by its real road: a spec, its scene, segments, the joined film."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from manim import tempconfig

from gdcore.stage.film.frames import Frame
from gdcore.stage.manim_adapter.file_writer import FilmWriter
from gdcore.stage.scene import LessonScene
from tests.bench.contest import Job, Watch
from tests.bench.picture import DEGREES_PER_FRAME, EXTENT, FUNCTION, RATE, START, TITLE

FRAMES_PER_SECOND = 60

SPEC = f"""\
title: {TITLE}
function: {FUNCTION}
domain: {{x: [{-EXTENT}, {EXTENT}], y: [{-EXTENT}, {EXTENT}]}}
starts: [[{START[0]}, {START[1]}]]
learning_rates: [{RATE}]
steps: 200
story:
"""

SEVEN = """\
optimizers: [gradient_descent, momentum, nesterov, adagrad, adadelta, rmsprop, adam]
"""
"""More keys of the spec: seven descents at once."""

# More keys of the spec, and its beats. The last beat is drawn, those before it only set the stage.
_ORBIT = ("surface", "descend: 1", "orbit: {{degrees: {degrees}, seconds: {seconds}}}")
STORIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "orbit": ("", _ORBIT),
    "descend": ("", ("surface", "descend: {seconds}")),
    "split": ("layout: split\n", _ORBIT),
    "panels": (f"layout: panels\nstarts: [[{START[0]}, {START[1]}], [-1, 1], [1, -1]]\n", _ORBIT),
    "race": (SEVEN, ("surface", "race: {seconds}")),
}


def render(job: Job, take: Callable[[Frame, int], None]) -> LessonScene:
    """Render the last beat of the story; `take` sees each frame and how often it is shown."""
    keys, story = STORIES[str(job.options.get("story", "orbit"))]
    numbers = {
        "seconds": job.frames / FRAMES_PER_SECOND,
        "degrees": job.frames * DEGREES_PER_FRAME,
    }
    head = SPEC.replace("starts: ", "# ") if "starts" in keys else SPEC
    beats = "".join(f"  - {beat.format(**numbers)}\n" for beat in story)
    text = head.replace("story:\n", f"{keys}story:\n") + beats
    path = Path(job.folder) / "bench.yaml"
    path.write_text(text, encoding="utf-8")
    original = FilmWriter.write_frame

    def seen(self: FilmWriter, pixels: Frame, *, repeat: int = 1) -> None:
        take(pixels, repeat)
        original(self, pixels, repeat=repeat)

    scene_class = type("Bench", (LessonScene,), {"spec_path": path})
    settings = {
        "media_dir": job.folder,
        "pixel_width": job.width,
        "pixel_height": job.height,
        "frame_rate": FRAMES_PER_SECOND,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "notify_outdated_version": False,
        "from_animation_number": len(story) - 1,
    }
    FilmWriter.write_frame = seen
    try:
        with tempconfig(settings):
            scene = scene_class()
            scene.render()
    finally:
        FilmWriter.write_frame = original
    return scene


def draw(job: Job, watch: Watch) -> tuple[str, Path]:
    """Draw the picture; what was drawn, and where."""
    scene = render(job, lambda pixels, repeat: watch.frame(repeat))
    watch.done()
    remark = "depth buffer, antialiased"
    return remark, Path(scene.renderer.file_writer.movie_file_path)
