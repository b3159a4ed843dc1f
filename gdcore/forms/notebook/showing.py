"""`gdcore.show`: a lesson in a cell, drawn by a process beside the kernel."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from gdcore.forms.notebook.view import LessonView

if TYPE_CHECKING:
    from gdcore.spec import Spec
    from gdcore.story import Lesson

SIZE, FPS = (960, 540), 30.0
"""Of a film in a cell: half of full HD along each side, drawn in a quarter of the time."""
FOLDER = Path("media") / "notebook"
"""Where stills and films go, seen from the working directory."""
_OFTEN = 0.5  # seconds between two states of the progress bar


@dataclass(frozen=True)
class Script:
    """The text of a spec and its name: a file, from whose folder data are sought, or "cell"."""

    text: str
    name: str


def show(
    source: str | Path | Spec | Lesson,
    *,
    at: float | None = None,
    size: tuple[int, int] = SIZE,
    fps: float = FPS,
    embed: bool = False,
    wait: bool = True,
) -> None:
    """Show a lesson in a notebook: a still at once, and the film as soon as it is drawn.

    Args:
        source: a spec's file, YAML of several lines, a `Spec` or a `Lesson`.
        at: the still's moment, seconds; None: when the descents have arrived.
        size: (width, height) of still and film in pixels, both even.
        fps: frames a second of the film.
        embed: whether the film is put into the notebook, which can then be moved without it.
        wait: whether the cell runs until the film is there; if not, it comes into the cell
            meanwhile, and a notebook that is run and saved at once may have the still alone.

    Faults of a spec are shown as text. An interrupt stops the film; the still stays.

    Raises:
        ModuleNotFoundError: IPython is not installed.
    """
    try:
        from IPython import display as cells
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "gdcore.show is for notebooks and needs IPython: pip install 'gdcore[forms]'; "
            "in a shell, gdcore render makes the film"
        ) from None
    display: Any = cells.display
    try:
        script = script_of(source)
    except OSError as error:
        display(LessonView(faults=f"{source}: {error.strerror or error}"))
        return
    view = LessonView(embed=embed)
    handle: Any = display(view, display_id=True)
    process = _start(script, size, fps, at)
    if wait:
        _follow(process, view, handle)
    else:
        Thread(
            target=_follow, args=(process, view, handle), name=f"gdcore {script.name}", daemon=True
        ).start()


def script_of(source: str | Path | Spec | Lesson) -> Script:
    """The text of a spec; OSError if its file can't be read."""
    if isinstance(source, str) and "\n" in source:
        return Script(source, "cell")
    if isinstance(source, (str, Path)):
        return Script(Path(source).read_text(encoding="utf-8"), str(source))
    from gdcore.spec import write_yaml

    spec: Any = getattr(source, "spec", source)
    name = str(spec.source) if spec.source else "cell"
    text = spec.places.text
    # A spec that was changed in Python is no longer what its text says.
    return Script(text if _says(text, name, spec) else write_yaml(spec), name)


def _says(text: str, name: str, spec: Spec) -> bool:
    """Whether a text is that of a spec."""
    from gdcore.spec import SpecError, SpecText, write_yaml

    try:
        # Not by its digest: a changed copy of a spec still has the one of the original.
        return write_yaml(SpecText(text, name, Path(name)).load()) == write_yaml(spec)
    except SpecError:
        return False


def _start(
    script: Script, size: tuple[int, int], fps: float, at: float | None
) -> subprocess.Popen[bytes]:
    """The process that draws, with the spec on its way."""
    arguments = [script.name, *map(str, size), str(fps), str(FOLDER)]
    process = subprocess.Popen(
        [sys.executable, "-m", "gdcore.forms.notebook.filming", *arguments]
        + ([] if at is None else [str(at)]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(script.text.encode())
    process.stdin.close()
    return process


def _follow(process: subprocess.Popen[bytes], view: LessonView, handle: Any) -> None:
    """Bring each state of the drawing into the cell, to the end."""
    shown = time.monotonic()
    try:
        for message in _messages(process):
            view = _after(view, message)
            if "share" not in message or time.monotonic() >= shown + _OFTEN:
                handle.update(view)
                shown = time.monotonic()
        if view.film is None and not view.faults:
            assert process.stderr is not None
            reason = process.stderr.read().decode(errors="replace").strip().splitlines()
            handle.update(LessonView(faults=reason[-1] if reason else "the drawing has ended"))
    except KeyboardInterrupt:
        handle.update(replace(view, stopped=True))
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _messages(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """What the process says, as long as it does."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(b"{"):
            yield json.loads(line)


def _after(view: LessonView, message: dict[str, Any]) -> LessonView:
    """What is to be seen once the process has said this."""
    if "faults" in message:
        return LessonView(faults=message["faults"])
    if "still" in message:
        return replace(
            view,
            still=Path(message["still"]),
            title=message["title"],
            alternative=message["alternative"],
            code=message["language"],
        )
    if "film" in message:
        return replace(view, film=Path(message["film"]), share=1.0)
    return replace(view, share=float(message["share"]))
