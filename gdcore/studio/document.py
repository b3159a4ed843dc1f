"""The text of one lesson while it is written: saved or not, undone, changed by others."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable

from gdcore.studio.folder import Draft, Folder, FolderError

MOST_UNDO = 300
"""Texts that can be gone back to."""
_ONE_STROKE = 0.8
"""Seconds: typing without a longer pause is undone at once."""


class Document:
    """The text of one lesson. All tabs that show the lesson share it.

    folder: the opened folder; name: of the file in it.

    Attributes:
        text: as the lecturer sees it.
        saved: the file's text as the studio knows it; None if there is no file yet.
        theirs: the file's text when another program has changed it while ours was changed, too;
            None: no conflict.
        trouble: why the draft can't be kept; empty if it can.

    Raises:
        FolderError: the file can't be read.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        self.folder, self.name = folder, name
        self.saved = folder.read(name)
        self.text = self.saved or ""
        self.theirs: str | None = None
        self.trouble = ""
        self._gone: str | None = None  # the text of a file that has been deleted outside
        self._listeners: list[Callable[[object], None]] = []
        self._undo: list[str] = []
        self._redo: list[str] = []
        self._typed = 0.0  # when the last stroke was typed
        draft = folder.draft(name)
        if draft is not None and draft.text != self.saved:
            self.text = draft.text
            if draft.base != self.saved and self.saved is not None:
                self.theirs = self.saved

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the file's."""
        return self.text != self.saved

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier text to go back to."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether an undone text can be brought back."""
        return bool(self._redo)

    def listen(self, listener: Callable[[object], None]) -> Callable[[], None]:
        """Call `listener(sender)` after each change; returns a function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def change(self, text: str, sender: object = None, *, typed: bool = False) -> None:
        """Replace the text.

        sender: who changed it, handed to the listeners; typed: key by key, so that changes in quick
        succession are undone together.
        """
        if text == self.text:
            return
        now = time.monotonic()
        if not (typed and self._undo and now - self._typed < _ONE_STROKE):
            self._undo.append(self.text)
            del self._undo[:-MOST_UNDO]
        self._typed = now if typed else 0.0
        self._redo.clear()
        self._put(text, sender)

    def undo(self) -> None:
        """Go back to the text before the last change."""
        if self._undo:
            self._redo.append(self.text)
            self._typed = 0.0
            self._put(self._undo.pop(), None)

    def redo(self) -> None:
        """Bring back what was undone last."""
        if self._redo:
            self._undo.append(self.text)
            self._put(self._redo.pop(), None)

    def save(self) -> None:
        """Write the file, whole or not at all.

        Raises:
            FolderError: it can't be written; text and file are as before.
        """
        self._look()
        if self.theirs is not None:
            raise FolderError("another program has changed the file, too: choose one of the texts")
        self.folder.write(self.name, self.text)
        self.saved, self._gone = self.text, None
        self._keep()
        self._tell(None)

    def notice(self) -> None:
        """Look whether another program has changed the file: take its text over if ours is as it
        was saved, else note the conflict in `theirs`."""
        if self._look():
            self._tell(None)

    def settle(self, *, ours: bool) -> None:
        """End a conflict: keep our text (the next save replaces the file) or take the file's."""
        if self.theirs is None:
            return
        self.saved, self.theirs = self.theirs, None
        if ours:
            self._keep()
            self._tell(None)
        else:
            self.change(self.saved)

    def difference(self) -> str:
        """The lines in which the file's text and ours differ, as `diff -u` shows them."""
        theirs = (self.theirs if self.theirs is not None else self.saved or "").splitlines()
        ours = self.text.splitlines()
        lines = difflib.unified_diff(theirs, ours, "the file now", "your text", lineterm="")
        return "\n".join(lines)

    def _look(self) -> bool:
        """Read the file again; whether anything has changed for us."""
        try:
            now = self.folder.read(self.name)
        except FolderError:
            return False  # half written, or no text just now: the next change tells
        if now == self.saved:
            return False
        if now is None:
            # Deleted, or between two steps of a program that saves by renaming.
            self._gone, self.saved, self.theirs = self.saved, None, None
            self._keep()
        elif now == self.theirs:
            return False
        elif now == self.text or (self.saved is None and now == self._gone):
            self.saved, self.theirs = now, None
            self._keep()
        elif self.is_changed and not (self.saved is None and self.text == self._gone):
            self.theirs = now
        else:
            self.saved = now
            self._undo.append(self.text)
            self.text = now
            self._keep()
        return True

    def _put(self, text: str, sender: object) -> None:
        self.text = text
        self._keep()
        self._tell(sender)

    def _keep(self) -> None:
        try:
            draft = Draft(self.text, self.saved) if self.is_changed else None
            self.folder.keep_draft(self.name, draft)
            self.trouble = ""
        except FolderError as error:
            self.trouble = str(error)

    def _tell(self, sender: object) -> None:
        for listener in list(self._listeners):
            listener(sender)
