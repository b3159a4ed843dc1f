"""How fast the studio answers: `python -m tests.bench.studio`.

For each lesson of the gallery the time from a changed text to its picture at 1280 × 720, through
the easel's process as the server has it (the browser adds some milliseconds); pictures a second
while scrubbing; a burst of key strokes; descents a second that follow the pointer; the process's
memory before and after many edits.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path

from gdcore.studio.atelier import Atelier, SupersededError
from gdcore.studio.messages import Overview, Source
from gdcore.studio.yaml_edits import put

SPECS = Path(__file__).resolve().parents[2] / "specs"
SIZE, SMALL = (1280, 720), (960, 540)
EDITS, MOMENTS, BURST, MANY = 7, 60, 50, 200


def edited(path: Path, number: int) -> Source:
    """A lesson's text with another title: all is computed anew but what depends on f alone."""
    return Source(put(path.read_text(), ["title"], f"Edit {number}"), path)


async def edit(atelier: Atelier, source: Source, t: float) -> float:
    """Seconds from a text to its picture."""
    began = time.perf_counter()
    await atelier.ask("overview", 1, "overview", source)
    await atelier.ask("picture", 0, "picture", source, SIZE, t)
    return time.perf_counter() - began


async def lesson(atelier: Atelier, path: Path) -> None:
    """One line of the table."""
    first = await atelier.ask("overview", 1, "overview", edited(path, 0))
    if not isinstance(first, Overview):
        print(f"{path.stem:18} is not live: {type(first).__name__}")
        return
    t = 0.45 * first.duration
    cold = await edit(atelier, edited(path, 0), t)
    times = [await edit(atelier, edited(path, k), t) for k in range(1, EDITS + 1)]
    source = edited(path, EDITS)
    began = time.perf_counter()
    for k in range(MOMENTS):
        await atelier.ask("picture", 0, "picture", source, SIZE, first.duration * k / MOMENTS)
    rate = MOMENTS / (time.perf_counter() - began)
    median, worst = 1e3 * statistics.median(times), 1e3 * max(times)
    print(f"{path.stem:18} {1e3 * cold:7.0f} {median:7.0f} {worst:7.0f} ms {rate:6.1f} a second")


async def burst(atelier: Atelier, path: Path) -> None:
    """Fifty key strokes at once: how many are computed, and that the last one is."""
    before = atelier.calls

    async def stroke(number: int) -> object:
        try:
            return await atelier.ask("overview", 1, "overview", edited(path, number))
        except SupersededError:
            return None

    strokes = []
    for number in range(BURST):
        strokes.append(asyncio.create_task(stroke(number)))
        await asyncio.sleep(0.01)
    answers = await asyncio.gather(*strokes)
    shown = "shown" if answers[-1] is not None else "NOT SHOWN"
    count = atelier.calls - before
    print(f"{BURST} key strokes in {BURST / 100:.1f} s: {count} computed, last {shown}")


async def pointer(atelier: Atelier) -> None:
    """Descents that follow the pointer on peaks."""
    path = SPECS / "peaks.yaml"
    for method in ("gradient_descent", "adam"):
        source = Source(put(path.read_text(), ["optimizers"], [method]), path)
        lesson = await atelier.ask("overview", 1, "overview", source)
        t = lesson.beats[4].start + 1
        _, x, y = (await atelier.ask("starts", 1, "starts", source, SMALL, t))[0]
        await atelier.ask("drag", 0, "drag", source, SMALL, t, 0, x, y)
        began = time.perf_counter()
        for k in range(MOMENTS):
            await atelier.ask("drag", 0, "drag", source, SMALL, t, 0, x + k % 9, y + k % 7)
        print(f"{method} under the pointer: {MOMENTS / (time.perf_counter() - began):.0f} a second")


async def memory(atelier: Atelier) -> None:
    """The process's memory after many edits."""
    path = SPECS / "bowl.yaml"

    def megabytes() -> float:
        status = Path(f"/proc/{atelier.process_id}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    for k in range(20):
        await edit(atelier, edited(path, k), 5.0)
    before = megabytes()
    for k in range(MANY):
        await edit(atelier, edited(path, k % 100), 5.0)
    print(f"memory after 20 edits {before:.0f} MB, after {20 + MANY} {megabytes():.0f} MB")


async def main(names: list[str]) -> None:
    """Measure all lessons, or those that are named."""
    atelier = Atelier()
    atelier.start()
    print(f"{'':18} {'first':>7} {'median':>7} {'worst':>7}    scrubbing")
    for path in sorted(SPECS.glob("*.yaml")):
        if not names or path.stem in names:
            await lesson(atelier, path)
    await burst(atelier, SPECS / "peaks.yaml")
    await pointer(atelier)
    if sys.platform == "linux":
        await memory(atelier)
    atelier.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
