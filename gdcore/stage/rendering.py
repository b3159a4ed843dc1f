"""One lesson, from its spec to a file, without Manim's command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from manim import config, tempconfig

from gdcore.spec import Spec, load_spec
from gdcore.stage.manim_adapter.film_of_scene import film_file
from gdcore.stage.manim_adapter.renderer import LessonRenderer
from gdcore.stage.manim_adapter.settings import lesson_size, set_path
from gdcore.stage.scene import LessonScene
from gdcore.stage.scene_names import film_name
from gdcore.stage.spec_scenes import lesson_scene

_FILE = "descent.py"
"""The file name under which Manim files a lesson's segments: that of ``scenes/descent.py``, so that
`gdcore render` and Manim's own command line share their cache."""

QUALITIES = {
    "l": "low_quality",
    "m": "medium_quality",
    "h": "high_quality",
    "p": "production_quality",
    "k": "fourk_quality",
}
"""Manim's letters: 480 pixels at the shorter side at 15 frames a second, 720 at 30, 1080, 1440 and
2160 at 60."""


@dataclass(frozen=True)
class RenderOptions:
    """Options of a render; an option that is None is as Manim is configured.

    Attributes:
        quality: a letter of `QUALITIES`, for the spec's shape; unless configured, 1080 lines at 60
            frames a second.
        size: (width, height) in pixels, whatever shape the spec names.
        fps: frames a second.
        output: the video's file; None: in a folder below `media_dir`.
        media_dir: unless configured, ``media`` in the working directory.
        format: one of Manim's, as "webm"; unless configured, mp4.
        encoder: "auto" for one in hardware where one works, "software", or its name in FFmpeg.
    """

    quality: str | None = None
    size: tuple[int, int] | None = None
    fps: float | None = None
    output: Path | None = None
    media_dir: Path | None = None
    format: str | None = None
    encoder: str | None = None


def render_lesson(
    path: Path,
    spec: Spec | None = None,
    options: RenderOptions = RenderOptions(),
    advanced: Callable[[int], None] | None = None,
) -> Path:
    """Render the lesson of a spec's file and return where the video is.

    spec: the spec of the file `path`, if it has been loaded already; None: it is loaded;
    advanced: called with the number of frames that the film has got since the last call.

    Raises:
        SpecError: the spec is at fault; nothing is written.
        RequestError: no such video can exist, as with an odd number of pixels.
        StageError: the video can't be made here.
        OSError: the video can't be written.
    """
    return film_file(rendered(path, spec, options, advanced))


def rendered(
    path: Path,
    spec: Spec | None = None,
    options: RenderOptions = RenderOptions(),
    advanced: Callable[[int], None] | None = None,
    base: type[LessonScene] = LessonScene,
) -> LessonScene:
    """The scene that has rendered the lesson of a spec's file; see `render_lesson`.

    base: the class of the scene, which may play the lesson in a way of its own.
    """
    spec = spec or load_spec(path)
    with configured(options):
        scene = make_scene(path, spec, options, base)
        if advanced is not None:
            scene.report_to(advanced)
        scene.render()
        return scene


def make_scene(
    path: Path, spec: Spec, options: RenderOptions, base: type[LessonScene] = LessonScene
) -> LessonScene:
    """The scene of a lesson, not rendered yet; Manim must be `configured` as long as it lives."""
    config.frame_size = options.size or lesson_size(spec)
    # With a renderer of its own the scene leaves the size as it is.
    renderer = LessonRenderer(encoder=options.encoder)
    scene = lesson_scene(path, film_name(path), __name__, base)(renderer)
    scene.spec = spec
    return scene


@contextmanager
def configured(options: RenderOptions) -> Iterator[None]:
    """Manim's configuration with these options, and afterwards as it was."""
    with tempconfig({}):
        _configure(options)
        yield


def _configure(options: RenderOptions) -> None:
    config.input_file = _FILE
    if options.quality is not None:
        config.quality = QUALITIES[options.quality]
    if options.size is not None:
        config.frame_size = options.size
    if options.fps is not None:
        config.frame_rate = options.fps
    if options.output is not None:
        set_path("output_file", options.output.absolute())
    if options.media_dir is not None:
        set_path("media_dir", options.media_dir)
    if options.format is not None:
        config.format = options.format
