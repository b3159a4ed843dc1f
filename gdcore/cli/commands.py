"""The subcommands of `gdcore`, each in a module of its own, and how their errors are told."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import click
import cloup

from gdcore.cli.beats import beats_option, import_from_environment
from gdcore.process import give_up_on, loading

COMMANDS = {
    "check": "Validate specs: every fault at once.",
    "explain": "A spec with every default filled in, and its timeline.",
    "facts": "What a caption of a spec can quote: every fact with its name and value.",
    "trace": "The numbers: every point, value and gradient of each descent.",
    "frame": "One frame of a lesson, fast.",
    "render": "The video of any spec file, wherever it lies.",
    "slides": "A lesson as slides: HTML, PowerPoint, PDF, or for manim-slides.",
    "page": "Lessons as interactive pages.",
    "open": "The spec inside a film or a still: its YAML again.",
    "studio": "Write, watch and export lessons in the browser.",
    "lint": "What is wrong with a lesson's pictures: texts, contrasts, what is hidden.",
    "accessible": "How far a film meets WCAG 2.1 AA, measured, and what a person judges.",
    "functions": "What a spec can name: functions, optimizers, schedules.",
    "schema": "The JSON Schema of the spec language, for editors.",
    "doctor": "What is installed, what is missing, how to get it.",
}
"""The subcommands with their lines in the help; each is in the module of its name."""


NARROWEST, WIDEST = 40, 80
"""Columns of the help; cloup fails in a terminal of fewer than three."""


class Commands(cloup.Group):
    """The group of all commands; a command's module is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        with loading():
            return cast(click.Command, import_module(f"gdcore.cli.{cmd_name}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@cloup.group(
    cls=Commands,
    help="Lecture videos of gradient descent. The main road is `manim render scenes/descent.py`.",
    context_settings=cloup.Context.settings(help_option_names=["-h", "--help"]),
)
@cloup.version_option(None, "--version", package_name="gdcore", message="%(prog)s %(version)s")
@beats_option
def cli() -> None:
    """The companion command."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise click.ClickException("the working directory has been deleted; change it") from None
    import_from_environment()


def run(arguments: Sequence[str] | None) -> int:
    """Run the command line; returns the exit status, as `gdcore.cli.main` does."""
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal can't encode is printed as its code point.
        cast(Any, stream).reconfigure(errors="backslashreplace")
    try:
        status = _run(arguments)
    except BrokenPipeError:
        # The reader has closed the pipe, as in `gdcore functions | head`: no error.
        status = 1
    return _flushed(status)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        columns = shutil.get_terminal_size().columns - 1
        width = min(max(columns, NARROWEST), WIDEST)
        result = cli.main(arguments, "gdcore", standalone_mode=False, terminal_width=width)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:
        _tell(error)
        return 1
    except Exception as error:
        if not _is_refusal(error):
            raise
        click.echo(str(error), err=True)
        return 2


def _flushed(status: int) -> int:
    """Write what is still buffered; the exit status, which is not 0 if that fails."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            give_up_on(stream.fileno())
            if status == 0 and not isinstance(error, BrokenPipeError):
                _tell(error)
            status = status or 1
    return status


def _tell(error: OSError) -> None:
    """Print an error of the operating system, if standard error takes it."""
    about = f"{error.filename}: " if error.filename else ""
    with suppress(OSError):
        click.echo(f"gdcore: {about}{error.strerror or error}", err=True)


def _is_refusal(error: Exception) -> bool:
    """Whether an exception reports a fault of the spec."""
    # By name in `sys.modules`: importing the package here could fail once more.
    classes = (("gdcore.spec", "SpecError"), ("gdcore.story", "StoryError"))
    return any(
        room in sys.modules and isinstance(error, getattr(sys.modules[room], name, ()))
        for room, name in classes
    )
