"""`gdcore page`: lessons as interactive pages."""

from __future__ import annotations

from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from gdcore.cli.arguments import refuse_overwriting
from gdcore.cli.beats import beats_option
from gdcore.process import loading
from gdcore.spec import Spec, SpecError, load_spec

if TYPE_CHECKING:
    from gdcore.forms.page.data import PageData
    from gdcore.forms.page.writing import Site

PACKAGES = ("plotly", "jinja2")
"""What a page needs beside the packages of all other commands."""
FOLDER = Path("pages")
_LESSONS = (".yaml", ".yml")
_PAGES = (".html", ".htm")
FPS = 60.0
"""Of the timeline that the page tells of, as of a film that nothing else is asked of."""


@cloup.command("page")
@cloup.argument(
    "specs",
    nargs=-1,
    required=True,
    type=cloup.Path(path_type=Path, exists=True),
    metavar="SPEC…",
    help="Spec files, or folders of them.",
)
@cloup.option(
    "-o",
    "--output",
    type=cloup.Path(path_type=Path),
    help="One file that ends in .html, or a folder; by default the spec's name for one spec, "
    "pages/ for several.",
)
@cloup.option(
    "--media-dir",
    type=cloup.Path(path_type=Path, file_okay=False),
    help="Where rendered films are; by default media/, here.",
)
@beats_option
def command(specs: tuple[Path, ...], output: Path | None, media_dir: Path | None) -> int:
    """Make pages to turn and to step through, and print where they are.

    A folder has a page for each lesson, a list of them with stills, and the films that have been
    rendered; one file has everything but the film. No page needs the internet.
    """
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"pages need {' and '.join(missing)}: run `pip install 'gdcore[forms]'`"
        )
    paths = _lessons(specs)
    single = len(paths) == 1 and not specs[0].is_dir()
    output = output or (Path(f"{paths[0].stem}.html") if single else FOLDER)
    if output.suffix.lower() in _PAGES:
        if len(paths) > 1:
            raise click.UsageError("-o names one file: give one spec, or a folder such as -o pages")
        return _one_file(paths[0], output)
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file: name a folder, or a file that ends in .html")
    return _folder(paths, output, media_dir)


def _lessons(specs: tuple[Path, ...]) -> list[Path]:
    """The spec files that are meant; UsageError if there are none or two would be one page."""
    paths: list[Path] = []
    for path in specs:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in _LESSONS)
            if not inside:
                raise click.UsageError(f"{path} holds no lesson: its files would end in .yaml")
            paths += inside
        else:
            paths.append(path)
    paths = list(dict.fromkeys(paths))
    named = defaultdict(list)
    for path in paths:
        named[path.stem.lower()].append(str(path))
    for name, files in named.items():
        if len(files) > 1:
            raise click.UsageError(
                f"{' and '.join(files)} would both be {name}.html: give them one by one with -o"
            )
    if "index" in named and len(paths) > 1:
        raise click.UsageError(f"{named['index'][0]} would be the list of lessons: rename it")
    return paths


def _one_file(path: Path, output: Path) -> int:
    spec = load_spec(path)
    refuse_overwriting(spec, output)
    # Imported late, with Manim, so that faults of a spec are reported without delay.
    with loading():
        from gdcore.forms.page.writing import write_page

    write_page(_page(spec), output)
    click.echo(output)
    return 0


def _folder(paths: list[Path], output: Path, media_dir: Path | None) -> int:
    status, loaded = 0, []
    for path in paths:
        try:
            loaded.append((path, load_spec(path)))
        except SpecError as error:
            click.echo(str(error), err=True)
            status = 2
    if not loaded:
        return status
    with loading():
        from gdcore.forms.page.writing import Site

    site = Site(output)
    for path, spec in loaded:
        status = max(status, _add(site, path, spec, media_dir))
    if site.names:
        click.echo(site.finish())
    return status


def _add(site: Site, path: Path, spec: Spec, media_dir: Path | None) -> int:
    from gdcore.forms.page.film import find_film
    from gdcore.forms.page.writing import Lecture
    from gdcore.stage.errors import StageError

    try:
        page = _page(spec)
    except SpecError as error:
        click.echo(str(error), err=True)
        return 2
    film, remark = find_film(path, page.lesson, media_dir)
    if remark:
        click.echo(remark, err=True)
    try:
        for file in site.add(Lecture(path.stem, page, film)):
            click.echo(file)
    except StageError as error:
        click.echo(f"{path}: its card has no picture, since {error}", err=True)
        return 1
    return 0


def _page(spec: Spec) -> PageData:
    from gdcore.forms.page.data import page_data
    from gdcore.stage.scene import lesson_timeline

    return page_data(lesson_timeline(spec, FPS))
