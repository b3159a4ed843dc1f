"""The stills of the first page: each lesson is computed once, and a failure is not for ever."""

import asyncio
from pathlib import Path
from typing import Any

from gdcore.studio.atelier import EaselError
from gdcore.studio.folder import Folder
from gdcore.studio.messages import Overview, Source
from gdcore.studio.studio import Studio

LESSON = Overview("", 10.0, "dark", (), (), (), (), "", (), (), False)


class Backroom:
    """An easel that notes what it is asked for, and fails as often as it is told."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.asked: list[tuple[str, str]] = []

    async def ask(self, slot: object, rank: int, method: str, source: Source, *more: Any) -> Any:
        self.asked.append((method, source.path.name))
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise EaselError("the computation was ended")
        return LESSON if method == "overview" else source.text.encode()


def test_many_stills_at_once_are_drawn_one_after_the_other(tmp_path: Path) -> None:
    names = [f"{letter}.yaml" for letter in "abcdef"]
    for name in names:
        (tmp_path / name).write_text(f"function: x^2  # {name}\n")

    async def check() -> None:
        studio = Studio(Folder(tmp_path))
        studio.backroom = room = Backroom(failures=1)  # type: ignore[assignment]
        first = await asyncio.gather(*(studio.still(name) for name in names))
        assert [still is None for still in first] == [True, *([False] * 5)]
        # An easel keeps the lessons that it drew last: a picture must follow its own lesson.
        order = [asked for asked in room.asked if asked[1] != "a.yaml"]
        assert order == [(m, n) for n in names[1:] for m in ("overview", "picture")]
        again = await asyncio.gather(*(studio.still(name) for name in names))
        assert again[0] == (tmp_path / "a.yaml").read_bytes()
        assert again[1:] == first[1:]
        assert len(room.asked) == 1 + 2 * 6  # none was drawn twice

    asyncio.run(check())
