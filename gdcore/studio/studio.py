"""What all tabs of one studio share: the folder, the texts that are open, the easel."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import count
from pathlib import Path

from watchfiles import awatch

from gdcore.stage.frame_size import frame_size
from gdcore.studio.atelier import Atelier, EaselError, SupersededError
from gdcore.studio.document import Document
from gdcore.studio.folder import STATE, Folder
from gdcore.studio.messages import Overview, Source

STILL_SHORT = 270
"""Pixels of the shorter side of a still on the first page."""
STILL_MOMENT = 0.45
"""Share of a film at which its still on the first page is taken."""
MOST_STILLS = 200
AGAIN = 1.0
"""Seconds after which a folder that could not be watched is watched again."""
SHELF = 8
"""Pictures of a tab that can still be fetched: those on the way to the browser."""


class Studio:
    """One running studio.

    Attributes:
        folder: the opened one.
        atelier: computes and draws what is waited for at every key stroke.
        backroom: a second easel for what takes seconds: stills, the linter. The first one has the
            processor before it.
        renders: processes that render films just now.
        dark: whether pages are dark; None: as the browser prefers.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.atelier, self.backroom = Atelier(), Atelier(yields=True)
        self.renders: set[asyncio.subprocess.Process] = set()
        self.dark: bool | None = None
        self._documents: dict[Path, Document] = {}
        self._shelves: dict[str, dict[int, tuple[bytes, str]]] = {}
        self._tabs = count(1)
        self._stills: dict[str, asyncio.Task[bytes | None]] = {}
        # Stills one after the other: the easel keeps few lessons, so that of several begun at once
        # each would be computed twice.
        self._drawing = asyncio.Lock()
        self._watcher: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start the easel and watch the folder; call it in the event loop."""
        self.atelier.start()
        self.backroom.start()
        self._watcher = asyncio.create_task(self._watch())

    def stop(self) -> None:
        """End the easel, in the middle of a computation if need be."""
        if self._watcher is not None:
            self._watcher.cancel()
        self.atelier.close()
        self.backroom.close()

    def kill(self) -> None:
        """End all processes that compute, at once; nothing else is tidied up."""
        self.atelier.kill()
        self.backroom.kill()
        for process in self.renders:
            with suppress(ProcessLookupError):
                process.kill()

    def open(self, name: str) -> Document:
        """The text of a lesson, the same for all tabs.

        Raises:
            FolderError: it lies outside the folder or can't be read.
        """
        path = self.folder.path(name)
        if path not in self._documents:
            self._documents[path] = Document(self.folder, name)
        return self._documents[path]

    def new_tab(self) -> str:
        """A name for a tab's pictures."""
        tab = f"tab{next(self._tabs)}"
        self._shelves[tab] = {}
        return tab

    def close_tab(self, tab: str) -> None:
        """Forget a tab's pictures."""
        self._shelves.pop(tab, None)

    def put(self, tab: str, number: int, data: bytes, kind: str = "image/jpeg") -> str:
        """Make a picture ready to be fetched; returns its address."""
        shelf = self._shelves.setdefault(tab, {})
        shelf[number] = data, kind
        while len(shelf) > SHELF:
            shelf.pop(next(iter(shelf)))
        return f"/picture/{tab}/{number}"

    def fetch(self, tab: str, number: int) -> tuple[bytes, str] | None:
        """A picture that was made ready, with its media type."""
        return self._shelves.get(tab, {}).get(number)

    async def still(self, name: str) -> bytes | None:
        """A lesson's still for the first page; None if the lesson is at fault or too heavy.

        Raises:
            FolderError: the file can't be read.
        """
        text = self.folder.read(name)
        if text is None:
            return None
        key = f"{name}\n{text}"
        if key not in self._stills:
            while len(self._stills) >= MOST_STILLS:
                self._stills.pop(next(iter(self._stills)))
            drawing = self._draw_still(name, Source(text, self.folder.path(name)))
            self._stills[key] = asyncio.create_task(drawing)
        # Shielded: a page that is left does not end what another one waits for.
        try:
            return await asyncio.shield(self._stills[key])
        except (SupersededError, EaselError):
            self._stills.pop(key, None)  # no fault of the text: the next one who asks may get it
            return None

    async def _draw_still(self, name: str, source: Source) -> bytes | None:
        async with self._drawing:
            lesson = await self.backroom.ask(("overview of", name), 8, "overview", source)
            if not isinstance(lesson, Overview):
                return None
            moment = STILL_MOMENT * lesson.duration
            size = frame_size(lesson.settings.get("aspect", "16:9"), STILL_SHORT)
            data: bytes = await self.backroom.ask(
                ("still of", name), 8, "picture", source, size, moment
            )
            return data

    async def _watch(self) -> None:
        """Tell the open texts when another program has changed their files."""
        while True:
            with suppress(OSError, RuntimeError):  # the folder itself is gone for a while
                async for changes in awatch(self.folder.root, step=50, recursive=True):
                    self._notice({Path(path) for _, path in changes if STATE not in path})
            await asyncio.sleep(AGAIN)

    def _notice(self, changed: set[Path]) -> None:
        for path, document in self._documents.items():
            # An editor may save by giving a new file the name: any change beside it counts.
            if any(path == other or path.parent == other.parent for other in changed):
                document.notice()
