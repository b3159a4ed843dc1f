"""Beats of other authors: importing the Python files that define them.

A spec never runs code. The user names the files when calling the command, with ``--beats FILE.py``
or in the environment variable GDCORE_BEATS. In a scene file for Manim's command line, an `import`
statement does the same.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import click
import cloup

VARIABLE = "GDCORE_BEATS"
"""The environment variable with the files to import, separated as in PATH."""


beats_option = cloup.option(
    "--beats",
    multiple=True,
    metavar="FILE.py",
    is_eager=True,  # other options and the spec may depend on what the files define
    expose_value=False,
    callback=lambda context, parameter, files: import_beats(files),
    help=f"A Python file that defines beats of your own; also in the variable {VARIABLE}.",
)
"""The option `--beats` of commands that read specs; it imports files and is no parameter of the
command's function."""


def import_from_environment() -> None:
    """Import the files that the environment variable names."""
    import_beats(filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)))


def import_beats(files: Iterable[str]) -> None:
    """Import files that define beats, each once.

    Raises:
        click.ClickException: a file is missing, fails, or defines no beat.
    """
    for file in files:
        path = Path(file).expanduser()
        if not path.is_file():
            raise _Refusal(f"{file}: there is no such file with beats")
        if _imported(path.resolve()) is None:
            _import(path.resolve(), file)


def _imported(path: Path) -> ModuleType | None:
    """The module of a file that has been imported before under any name; None if none has."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and Path(file).name == path.name and Path(file).resolve() == path:
            return module
    return None


def _import(path: Path, file: str) -> None:
    from gdcore.spec import BEATS

    # Registered under the file's name, so that a later `import newton_step` finds the module,
    # unless another module has that name.
    name = path.stem
    if not name.isidentifier() or name in sys.modules or find_spec(name) is not None:
        # The same in every process: it is part of the names of segments.
        name = f"gdcore_beats_{sha256(os.fsencode(path)).hexdigest()[:16]}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise _Refusal(f"{file}: beats are defined in a Python file, whose name ends in .py")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise _Refusal(_sentence(error, path, file)) from error
    if not any(kind.__module__ == name for kind in BEATS.values()):
        raise _Refusal(f"{file}: defines no beat (a class derived from gdcore.spec.Captioned)")


def _sentence(error: BaseException, path: Path, file: str) -> str:
    """One sentence with the error that a file raised and the file's line where it did."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename) == path
    ]
    if isinstance(error, SyntaxError) and error.filename == str(path):
        lines.append(error.lineno)
    place = f"{file}:{lines[-1]}" if lines else file
    reason = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    return f"{place}: {type(error).__name__}" + f": {reason}" * bool(reason)


class _Refusal(click.ClickException):
    exit_code = 2  # the call is at fault
