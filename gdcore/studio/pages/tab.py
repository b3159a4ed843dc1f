"""One open page of a lesson: its text, the last good lesson, and who is told of a new one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from gdcore.spec.faults import Fault
from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.document import Document
from gdcore.studio.messages import Faulty, Heavy, Overview, Source
from gdcore.studio.studio import Studio

Watched = tuple[tuple[int, int], float] | None


class Tab:
    """The state of one page.

    studio: shared by all tabs; document: the lesson's text.

    Attributes:
        key: its name, for pictures and calls.
        lesson, source: the last text without faults, and what is known of its lesson; None until
            there was one.
        faults: of the text as it is now.
        heavy: steps of a lesson that waits for a button to be computed; None if it does not.
        trouble: why nothing could be computed, empty if it could.
        theme: "dark" or "light" in place of the text's own.
        busy: whether a new text is being computed.
        watched: called for the size in pixels and the moment, seconds, of the picture that the
            page shows; None while it shows none.
        show: called after each attempt, before all listeners, and waited for.
    """

    def __init__(self, studio: Studio, document: Document) -> None:
        self.studio, self.document = studio, document
        self.key = studio.new_tab()
        self.lesson: Overview | None = None
        self.source: Source | None = None
        self.faults: tuple[Fault, ...] = ()
        self.heavy: int | None = None
        self.trouble = ""
        self.theme: str | None = None
        self.busy = False
        self.watched: Callable[[], Watched] = lambda: None
        self.show: Callable[[], Awaitable[None]] = _nothing
        self._force = False
        self._begun = 0  # attempts to compute a text
        self._told: list[Callable[[], None]] = []
        self._sketched: list[Callable[[bytes], None]] = []

    def when_computed(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each attempt to compute the text."""
        self._told.append(listener)

    def when_sketched(self, listener: Callable[[bytes], None]) -> None:
        """Call `listener` with the first picture, an image file, of a text that takes longer."""
        self._sketched.append(listener)

    async def compute(self, *, force: bool = False) -> None:
        """Compute the text as it is now; of many calls in a row only the last one counts.

        force: however heavy it is; stays so until the text is light again.
        """
        self._force = self._force or force
        wanted = Source(
            self.document.text,
            self.studio.folder.path(self.document.name),
            self.theme,
            self._force,
        )
        self.busy = True
        self._begun += 1
        mine = self._begun
        try:
            await self._sketch(wanted)
            if mine != self._begun:
                return  # a later text is being computed
            found = await self.studio.atelier.ask((self.key, "overview"), 1, "overview", wanted)
        except SupersededError:
            return
        except EaselError as error:
            self.trouble, self.busy = str(error), False
            await self._tell(mine)
            return
        self.trouble, self.busy = "", False
        self.faults = found.faults if isinstance(found, Faulty) else ()
        self.heavy = found.steps if isinstance(found, Heavy) else None
        if isinstance(found, Overview):
            self.lesson, self.source = found, wanted
        await self._tell(mine)

    async def _sketch(self, wanted: Source) -> None:
        watched = self.watched()
        if watched is None:
            return
        data: bytes | None = await self.studio.atelier.ask(
            (self.key, "sketch"), 1, "sketch", wanted, *watched
        )
        if data is not None and wanted.text == self.document.text:
            for listener in self._sketched:
                listener(data)

    async def _tell(self, mine: int) -> None:
        # The picture is waited for; what is beside it can come a moment later.
        await self.show()
        if mine != self._begun:
            return  # who is told of a later text need not hear of this one
        for listener in self._told:
            listener()


async def _nothing() -> None:
    pass
