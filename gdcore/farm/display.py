"""One progress display for all films that are under way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gdcore.farm.films import Watcher


class Display(Watcher):
    """A bar for the frames of all films, as long as there are frames to draw.

    console: where it is shown; None: nowhere.
    """

    def __init__(self, console: Console | None) -> None:
        self._bar = None
        if console is not None:
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=None),
                MofNCompleteColumn(),
                TextColumn("frames"),
                TimeRemainingColumn(),
                console=console,
                transient=True,
                refresh_per_second=4,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._bar.add_task("", total=None)
        self._frames = self._films = self._complete = 0
        self._is_shown = False

    def planned(self, frames: int) -> None:
        """One film and so many frames more."""
        self._frames += frames
        self._films += 1
        if self._bar is not None:
            if not self._is_shown:
                self._bar.start()
            self._is_shown = True
            self._update()

    def advanced(self, frames: int) -> None:
        """Move the bar on."""
        if self._bar is not None:
            self._bar.advance(self._task, frames)

    def completed(self) -> None:
        """Count a film."""
        self._complete += 1
        self._update()

    def _update(self) -> None:
        if self._bar is not None:
            told = f"{self._complete} of {self._films} films" if self._films > 1 else ""
            self._bar.update(self._task, description=told, total=self._frames)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While something else is written to the terminal."""
        if self._bar is None or not self._is_shown:
            yield
            return
        self._bar.stop()
        yield
        self._bar.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
