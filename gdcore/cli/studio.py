"""`gdcore studio`: write, watch and export lessons in the browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click
import cloup

from gdcore.cli.beats import beats_option

STUDIO_PACKAGES = ("nicegui", "ruamel.yaml", "watchfiles")
"""What the studio needs beside the packages of all other commands."""


def missing_packages() -> list[str]:
    """Those of the studio's packages that are not installed."""
    return [name for name in STUDIO_PACKAGES if not _is_there(name)]


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # the package around it is not there
        return False


@cloup.command("studio")
@cloup.argument(
    "place",
    required=False,
    type=cloup.Path(path_type=Path),
    metavar="[SPEC|FOLDER]",
    help="A lesson or a folder of lessons; by default specs/, or else this folder.",
)
@cloup.option("--port", type=click.IntRange(1024, 65535), help="By default 8765, if it is free.")
@cloup.option("--no-browser", is_flag=True, help="Only print the address.")
@beats_option
def command(place: Path | None, port: int | None, no_browser: bool) -> int:
    """Open a page in the browser in which lessons are written, watched and exported.

    Only this computer can reach it. Nothing outside the folder is read or written. Ctrl-C ends it.
    """
    missing = missing_packages()
    if missing:
        raise click.ClickException(
            f"the studio needs {' and '.join(missing)}: run `make studio`, or "
            "`pip install 'gdcore[studio]'`"
        )
    folder, lesson = _opened(place)
    # Imported late: the server is of no use to the other commands.
    from gdcore.studio.server import serve

    try:
        serve(folder, lesson, port, not no_browser)
    except OSError as error:
        raise click.ClickException(error.strerror or str(error)) from None
    return 0


def _opened(place: Path | None) -> tuple[Path, str | None]:
    """The folder to open, and the lesson in it; UsageError if there is no such place."""
    if place is None:
        return (Path("specs") if Path("specs").is_dir() else Path()), None
    if place.is_dir():
        return place, None
    if place.suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(f"{place} is neither a folder nor a lesson's .yaml file")
    if not place.parent.is_dir():
        raise click.UsageError(f"there is no folder {place.parent}")
    return place.parent, place.name
