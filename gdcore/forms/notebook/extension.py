"""What IPython is told of gdcore: how its values are shown, and the magic ``%%gdcore``."""

from __future__ import annotations

import shlex
from typing import Any

MAGIC = "gdcore"


def register(shell: Any) -> None:
    """Have an IPython shell show lessons and trajectories, and know the magic ``%%gdcore``.

    The types are named, not imported: they are looked up when such a value is shown.
    """
    formatters = shell.display_formatter
    lessons = formatters.ipython_display_formatter
    lessons.for_type_by_name("gdcore.story.lesson", "Lesson", _show)
    bundles = formatters.mimebundle_formatter
    bundles.for_type_by_name("gdcore.maths.descent.trajectory", "Trajectory", _trajectory)
    shell.register_magic_function(_magic, "cell", MAGIC)


def _show(lesson: Any) -> None:
    from gdcore.forms.notebook.showing import show

    show(lesson)


def _trajectory(trajectory: Any, include: object = None, exclude: object = None) -> dict[str, str]:
    from gdcore.forms.notebook.trajectory import trajectory_bundle

    return trajectory_bundle(trajectory)


def _magic(line: str, cell: str) -> None:
    """Show the lesson whose spec stands in the cell; options: --embed, --no-wait, --at SECONDS."""
    from gdcore.forms.notebook.showing import show

    options: dict[str, Any] = {}
    words = shlex.split(line)
    while words:
        match words:
            case ["--embed", *words]:
                options["embed"] = True
            case ["--no-wait", *words]:
                options["wait"] = False
            case ["--at", seconds, *words] if _is_number(seconds):
                options["at"] = float(seconds)
            case ["--size", size, *words] if _is_size(size):
                width, height = size.split("x")
                options["size"] = (int(width), int(height))
            case ["--fps", fps, *words] if _is_number(fps):
                options["fps"] = float(fps)
            case [unknown, *_]:
                raise _usage(unknown)
    show(cell if cell.endswith("\n") else f"{cell}\n", **options)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _is_size(text: str) -> bool:
    sides = text.split("x")
    return len(sides) == 2 and all(side.isdecimal() for side in sides)


def _usage(unknown: str) -> Exception:
    from IPython.core.error import UsageError

    return UsageError(
        f"%%gdcore takes --embed, --no-wait, --at SECONDS, --size 960x540 and --fps 30, "
        f"not {unknown}"
    )
