"""The command `gdcore` with its subcommands, each in a module of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

import click
import cloup

from gdcore.cli.beats import beats_option, import_from_environment

COMMANDS = {
    "check": "Validate specs: every fault at once.",
    "explain": "A spec with every default filled in, and its timeline.",
    "facts": "What a caption of a spec can quote: every fact with its name and value.",
    "trace": "The numbers: every point, value and gradient of each descent.",
    "frame": "One frame of a lesson, fast.",
    "render": "The video of any spec file, wherever it lies.",
    "lint": "What is wrong with a lesson's pictures: texts, contrasts, what is hidden.",
    "functions": "What a spec can name: functions, optimizers, schedules.",
    "schema": "The JSON Schema of the spec language, for editors.",
    "doctor": "What is installed, what is missing, how to get it.",
}
"""The subcommands with their lines in the help; each is in the module of its name."""


class Commands(cloup.Group):
    """The group of all commands; a command's module is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
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
    import_from_environment()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status.

    0: success. 2: a fault of the spec or the arguments. 130: interrupted. 1: any other error.
    """
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal can't encode is printed as its code point.
        cast(Any, stream).reconfigure(errors="backslashreplace")
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe, as in `gdcore functions | head`: no error. Output that is
        # still buffered would raise again when Python exits, so it goes to the null device.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _run(arguments: Sequence[str] | None) -> int:
    try:
        result = cli.main(arguments, prog_name="gdcore", standalone_mode=False)
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
        about = f"{error.filename}: " if error.filename else ""
        click.echo(f"gdcore: {about}{error.strerror or error}", err=True)
        return 1
    except Exception as error:
        if not _is_refusal(error):
            raise
        click.echo(str(error), err=True)
        return 2


def _is_refusal(error: Exception) -> bool:
    """Whether an exception reports a fault of the spec."""
    # By name in `sys.modules`: importing the package here could fail once more.
    classes = (("gdcore.spec", "SpecError"), ("gdcore.story", "StoryError"))
    return any(
        room in sys.modules and isinstance(error, getattr(sys.modules[room], name, ()))
        for room, name in classes
    )
