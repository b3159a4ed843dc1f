"""A folder of specs as scenes for Manim's command line: one class for each file.

Only the file names are read at import; a spec is loaded when its scene is rendered. So a hundred
specs start as fast as one, and a faulty spec affects its own scene alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import click
from manim import config

from gdcore.maths.spelling import hint
from gdcore.process import prepare
from gdcore.spec import SpecError
from gdcore.stage.errors import RequestError, StageError
from gdcore.stage.manim_adapter.settings import preferred
from gdcore.stage.scene import LessonScene
from gdcore.stage.scene_names import UnfitName, scene_name

SUFFIXES = (".yaml", ".yml")
DEFAULT = "Peaks"
"""The lesson that is rendered when none is named."""

FAULT, FAILURE = 2, 1
"""Exit statuses: the spec or the call is at fault; anything else."""


class SpecFolder:
    """The scenes of a folder of specs.

    Attributes:
        files: the spec file of each scene by the scene's name, in alphabetical order.
        faults: one sentence for each file that can't be a scene, with the reason.
        clashes: of these, the sentence about files whose scenes would have the same name, by name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []
        self.clashes: dict[str, str] = {}
        found: dict[str, list[Path]] = {}
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if path.suffix.lower() in SUFFIXES and not path.name.startswith("."):
                try:
                    found.setdefault(scene_name(path), []).append(path)
                except UnfitName as error:
                    self.faults.append(str(error))
        for name, paths in found.items():
            if len(paths) > 1:
                files = " and ".join(str(path) for path in paths)
                self.clashes[name] = f"{files} would both be the scene {name}; rename one of them"
        self.faults += self.clashes.values()
        self.files = {
            name: paths[0] for name, paths in sorted(found.items()) if name not in self.clashes
        }

    def default(self) -> str | None:
        """The name of the lesson that is rendered when none is named."""
        return DEFAULT if DEFAULT in self.files else next(iter(self.files), None)


class CommandLineScene(LessonScene):
    """A lesson among others on Manim's command line: it prints errors instead of raising them.

    When the last of the requested scenes is done and one of them failed, the process exits with the
    status of the worst failure.
    """

    waiting: ClassVar[list[str]] = []
    """The names of the scenes that are still to be rendered."""
    status: ClassVar[int] = 0

    def __init__(self, renderer: Any = None) -> None:
        try:
            super().__init__(renderer)
        except (StageError, ValueError) as error:  # ValueError: Manim, on flags that don't agree
            _stop(str(error), FAULT)

    def render(self, preview: bool = False) -> bool:
        """Render the lesson, or print the error to standard error."""
        try:
            super().render(preview)
        except (SpecError, StageError, OSError) as error:
            click.echo(str(error), err=True)
            worst = FAULT if isinstance(error, (SpecError, RequestError)) else FAILURE
            CommandLineScene.status = max(CommandLineScene.status, worst)
        name = type(self).__name__
        if name in self.waiting:
            self.waiting.remove(name)
        if not self.waiting and CommandLineScene.status:
            sys.exit(CommandLineScene.status)
        return False


def lesson_scene(
    path: Path, name: str, module: str, base: type[LessonScene] = LessonScene
) -> type[LessonScene]:
    """The scene class of the spec at `path`, without reading the file.

    module: name of the module that will hold the class; Manim ignores classes of other modules.
    """
    document = f"The lesson of {os.fsencode(path).decode(errors='replace')}."
    return type(name, (base,), {"spec_path": path, "__module__": module, "__doc__": document})


def offer_scenes(folder: Path, module: str) -> dict[str, type[LessonScene]]:
    """The scene classes of all specs in a folder, by name, for a module's namespace.

    When Manim's command line renders that module, only the scenes named in the command are
    returned (without names, the default lesson), so that Manim does not prompt for a choice. A
    command that names an unknown scene ends the process with a message.
    """
    is_rendered = _is_rendered(module)
    if is_rendered:
        prepare()
        folder = _typed(folder)  # so that messages show the path as the user would type it
    specs = SpecFolder(folder)
    names: Iterable[str] = specs.files
    if is_rendered:
        names = _wanted(specs)
        config.notify_outdated_version = preferred("notify_outdated_version")
    return {name: lesson_scene(specs.files[name], name, module, CommandLineScene) for name in names}


def _is_rendered(module: str) -> bool:
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None or not config.input_file:
        return False
    return Path(file).resolve() == Path(config.input_file).resolve()


def _wanted(specs: SpecFolder) -> list[str]:
    """Names of the scenes that the command line requests."""
    everything = list(specs.files)
    asked = [name for name in config.scene_names if name]
    for fault in specs.faults:
        click.echo(fault, err=True)
    if config.output_file and (config.write_all or len(asked) > 1):
        _stop("-o names one file: ask for one scene, or leave it out", FAULT)
    if config.write_all:
        if not everything:
            _stop(f"there is no spec in {specs.folder}", FAULT)
        CommandLineScene.status = FAULT if specs.faults else 0
        CommandLineScene.waiting = list(everything)
        return everything
    if not asked:
        default = specs.default()
        if default is None:
            _stop(f"there is no spec in {specs.folder}", FAULT)
        others = ", ".join(name for name in everything if name != default) or "none yet"
        click.echo(
            f"Rendering {default}. Other lessons: {others}. "
            f"(manim render {_typed(config.input_file)} NAME renders one of them, -a all)"
        )
        CommandLineScene.waiting = [default]
        return [default]
    unknown = [name for name in asked if name not in specs.files]
    if unknown:
        _stop("\n".join(_unknown(name, specs) for name in unknown), FAULT)
    CommandLineScene.waiting = list(asked)
    return list(dict.fromkeys(asked))


def _typed(file: str | Path) -> Path:
    path = Path(file)
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _unknown(name: str, specs: SpecFolder) -> str:
    if name in specs.clashes:
        return f"{name} can't be rendered: two files claim the name"
    answer = hint(name, specs.files, f"lessons in {specs.folder}")
    return f"there is no lesson {name}; {answer}"


def _stop(message: str, status: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(status)
