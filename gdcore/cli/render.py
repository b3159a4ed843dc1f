"""`gdcore render`: any spec file becomes a video."""

from __future__ import annotations

import logging
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from gdcore.cli.arguments import refuse_overwriting
from gdcore.cli.beats import beats_option
from gdcore.cli.options import film_options
from gdcore.process import loading
from gdcore.spec import Spec, SpecError, load_spec

if TYPE_CHECKING:
    from gdcore.farm.crew import Crew
    from gdcore.farm.films import Film
    from gdcore.stage.rendering import RenderOptions

FORMATS = ("mp4", "webm", "mov", "gif", "png", "png-sequence")
MOST_JOBS = 256
"""More processes than any machine has cores; each takes some 500 MB of memory."""


@cloup.command("render")
@cloup.argument(
    "specs",
    nargs=-1,
    required=True,
    type=cloup.Path(path_type=Path),
    metavar="SPEC…",
    help="Spec files, wherever they lie.",
)
@film_options(h="the default")
@cloup.option(
    "-o",
    "--output",
    type=cloup.Path(path_type=Path, dir_okay=False),
    help="The video's file; only with one spec.",
)
@cloup.option(
    "--media-dir",
    type=cloup.Path(path_type=Path, file_okay=False),
    help="Where videos and their cached segments go; by default media/, here.",
)
@cloup.option(
    "--format",
    type=cloup.Choice(FORMATS),
    help="By default as the output's name says, else mp4; png is the last frame alone.",
)
@cloup.option(
    "--encoder",
    metavar="auto|software|NAME",
    help="auto: one in hardware, if any works here. By default software: x264's files are the same "
    "on every machine. A name is one of FFmpeg's, such as hevc_nvenc or libx265.",
)
@cloup.option(
    "-j",
    "--jobs",
    type=cloup.IntRange(1, MOST_JOBS),
    help="Processes that draw at the same time: by default one for each core.",
)
@cloup.option(
    "--cluster",
    metavar="ADDRESS",
    help="Draw on the workers of a Dask scheduler, such as tcp://10.0.0.1:8786; local: on one that "
    "is started here, with -j workers.",
)
@beats_option
def command(
    specs: tuple[Path, ...],
    quality: str | None,
    resolution: tuple[int, int] | None,
    fps: float | None,
    output: Path | None,
    media_dir: Path | None,
    format: str | None,
    encoder: str | None,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Render lessons to videos, and print where they are.

    Each video comes as soon as it is complete; a faulty spec stops none of the others. What has not
    changed since the last time is not rendered again.

    Beside a video stand its captions (.srt, .vtt), its chapters and descriptions of what is seen
    (.chapters.vtt, .descriptions.vtt), and its transcript (.transcript.txt, and .transcript.html
    with the film in it). The spec is inside the video: `gdcore open` writes it again.
    """
    if output is not None:
        if len(specs) > 1:
            raise click.UsageError("-o names one file: give one spec, or leave it out")
        format = _format_of(output, format)
    status = 0
    lessons: list[tuple[Path, Spec]] = []
    for path in dict.fromkeys(specs):
        try:
            spec = load_spec(path)
            refuse_overwriting(spec, output)
            lessons.append((path, spec))
        except SpecError as error:
            click.echo(str(error), err=True)
            status = 2
    _refuse_clashes([path for path, _ in lessons])
    if lessons:
        # Imported late, with Manim, so that faults of a spec are reported without delay.
        with loading():
            from gdcore.stage.rendering import RenderOptions
        options = RenderOptions(quality, resolution, fps, output, media_dir, format, encoder)
        status = max(status, _render(lessons, options, jobs, cluster))
    return status


def _render(
    lessons: list[tuple[Path, Spec]], options: RenderOptions, jobs: int | None, cluster: str | None
) -> int:
    with loading():
        from gdcore.farm.display import Display
        from gdcore.farm.films import render_films
        from gdcore.farm.worth import pays
        from gdcore.stage.errors import StageError
        from gdcore.stage.film_plan import progress_console

    logging.getLogger("manim").setLevel("ERROR")
    status = 0
    with Display(progress_console()) as display:

        def tell(sentence: str) -> None:
            with display.aside():
                click.echo(sentence, err=True)

        crew = _cluster(cluster, jobs, tell) if cluster else _processes(jobs)
        worth = (lambda plans: True) if cluster else pays
        try:
            with closing(render_films(lessons, options, crew, display, worth)) as films:
                for film in films:
                    with display.aside():
                        status = max(status, _tell(film))
        except StageError as error:  # of the cluster
            tell(str(error))
            status = max(status, 1)
    return status


def _processes(jobs: int | None) -> Callable[[], Crew] | None:
    from gdcore.farm.local import LocalCrew
    from gdcore.farm.worth import cores

    count = jobs or cores()
    return None if count == 1 else lambda: LocalCrew(count)


def _cluster(address: str, jobs: int | None, tell: Callable[[str], None]) -> Callable[[], Crew]:
    missing = [name for name in ("dask", "distributed") if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"--cluster needs the extra farm ({' and '.join(missing)} can't be found): "
            "pip install 'gdcore[farm]'"
        )
    with loading():
        from gdcore.farm.cluster import ClusterCrew
        from gdcore.farm.worth import cores

    return lambda: ClusterCrew(address, jobs or cores(), tell)


def _tell(film: Film) -> int:
    """Print where a film is, or why there is none; the exit status that this makes."""
    from gdcore.stage.errors import RequestError

    found = film.film
    if isinstance(found, Path):
        click.echo(found)
        _name_what_is_beside(found)
        return 0
    if isinstance(found, SpecError):
        click.echo(str(found), err=True)
        return 2
    if isinstance(found, OSError):
        where = f"{found.filename}: " if found.filename else ""
        click.echo(f"{film.path}: {where}{found.strerror or found}", err=True)
        return 1
    click.echo(f"{film.path}: {found}", err=True)
    return 2 if isinstance(found, RequestError) else 1


def _name_what_is_beside(film: Path) -> None:
    """Tell a person, not a program that reads the film's path, which files stand beside it."""
    from gdcore.stage.film.beside import beside

    names = [path.name for path in beside(film) if path.exists()]
    if names and film.suffix in (".mp4", ".webm", ".mov") and sys.stderr.isatty():
        click.echo(f"beside it: {', '.join(names)}", err=True)


def _refuse_clashes(paths: list[Path]) -> None:
    """UsageError if two specs' videos would have the same name, before anything is rendered."""
    if len(paths) < 2:
        return
    from gdcore.stage.scene_names import film_name

    named = defaultdict(list)
    for path in paths:
        named[film_name(path)].append(str(path))
    clashes = [
        f"{' and '.join(files)} would both be rendered to {name}: render them one by one with -o"
        for name, files in named.items()
        if len(files) > 1
    ]
    if clashes:
        raise click.UsageError("; ".join(clashes))


def _format_of(output: Path, format: str | None) -> str | None:
    """The video format by the suffix of `output`; UsageError if --format is another one."""
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        return format
    if format not in (None, suffix) and format != f"{suffix}-sequence":
        raise click.UsageError(f"--format {format} does not fit the name {output}")
    return format or suffix
