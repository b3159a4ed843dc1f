"""`gdcore slides`: a lesson as slides that stop where the speaker goes on."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from gdcore.cli.arguments import refuse_overwriting
from gdcore.cli.beats import beats_option
from gdcore.cli.options import film_options
from gdcore.process import loading
from gdcore.spec import Spec, load_spec

if TYPE_CHECKING:
    from gdcore.stage.rendering import RenderOptions

DEFAULT_FOLDER = Path("slides")
"""Where `manim-slides` itself looks for talks."""

_POWERPOINT_QUALITY = "m"
"""1280 × 720 at 30 frames a second: PowerPoint stumbles over dozens of larger clips."""


@cloup.command("slides")
@cloup.argument("spec", type=cloup.Path(path_type=Path), metavar="SPEC", help="A spec file.")
@cloup.option(
    "-o",
    "--output",
    type=cloup.Path(path_type=Path),
    help="A file that ends in .html, .pptx or .pdf, or a folder for `manim-slides present`; by "
    "default the folder slides/.",
)
@film_options(m="for .pptx the default", h="otherwise")
@cloup.option(
    "--media-dir",
    type=cloup.Path(path_type=Path, file_okay=False),
    help="Where the segments are kept that the film shares; by default media/, here.",
)
@beats_option
def command(
    spec: Path,
    output: Path | None,
    quality: str | None,
    resolution: tuple[int, int] | None,
    fps: float | None,
    media_dir: Path | None,
) -> int:
    """Cut a lesson into one clip a beat, and print the file that was written.

    A talk waits after a pause, after a caption that asks a question, and after every beat with
    stop: true; where a story says nothing of this, after each beat.
    """
    if not _is_there("manim-slides"):
        raise click.ClickException(
            "slides need manim-slides: run `pip install 'gdcore[forms]'` in gdcore's environment"
        )
    target = output or DEFAULT_FOLDER
    lesson = load_spec(spec)
    refuse_overwriting(lesson, output)
    # Imported late, with Manim, so that faults of a spec are reported without delay.
    with loading():
        from gdcore.forms.slides.presentation import refuse_suffix
        from gdcore.stage.errors import RequestError, StageError
        from gdcore.stage.rendering import RenderOptions

    logging.getLogger("manim").setLevel("ERROR")
    if target.suffix.lower() == ".pptx" and not (quality or resolution or fps):
        quality = _POWERPOINT_QUALITY
    try:
        refuse_suffix(target)
        options = RenderOptions(quality, resolution, fps, None, media_dir)
        written = _write(spec, lesson, target, options)
    except StageError as error:
        click.echo(f"{spec}: {error}", err=True)
        return 2 if isinstance(error, RequestError) else 1
    click.echo(written)
    return 0


def _write(path: Path, lesson: Spec, target: Path, options: RenderOptions) -> Path:
    from gdcore.forms.slides.clips import talk_of
    from gdcore.forms.slides.presentation import WRITERS, write_folder, write_pdf
    from gdcore.stage.rendering import configured
    from gdcore.stage.scene_names import film_name

    suffix = target.suffix.lower()
    if suffix == ".pdf":
        with configured(options):
            return write_pdf(lesson, target)
    talk = talk_of(path, lesson, options)
    if suffix:
        return WRITERS[suffix](talk, target)
    return write_folder(talk, film_name(path), target)


def _is_there(package: str) -> bool:
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True
