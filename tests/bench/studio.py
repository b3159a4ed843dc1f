"""How fast the studio answers: `python -m tests.bench.studio [LESSON …]`.

For each lesson of the gallery the time from a changed text to its picture at 1280 × 720, through
the easel's process as the server has it (the browser adds some milliseconds); pictures a second
while scrubbing; a burst of key strokes; pictures a second of a descent that follows the pointer;
memory and OpenGL objects before and after many edits.

"Median" and "worst" are of the first picture of a changed text, "whole" is the worst time until the
one with all that takes a search. Every edit changes something else in turn: a title, a rate, a
start, the steps, the domain.

Beside the time on the clock stands the processor's time of the easel: others may use the machine.
"""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from gdcore.studio.atelier import Atelier, SupersededError
from gdcore.studio.messages import Overview, Source
from gdcore.studio.yaml_edits import put

SPECS = Path(__file__).resolve().parents[2] / "specs"
SIZE, SMALL = (1280, 720), (960, 540)
ROUNDS, MOMENTS, BURST, MANY = 4, 60, 50, 1000


def edited(path: Path, number: int) -> Source:
    """A lesson's text with another title."""
    return Source(put(path.read_text(), ["title"], f"Edit {number}"), path)


def edits(path: Path, lesson: Overview) -> list[Source]:
    """Texts of a lesson, each with another change; no two are the same."""
    text, settings = path.read_text(), lesson.settings

    def near(number: float, k: int) -> float:
        return float(f"{number * (1 + 0.003 * k):.4g}")

    def rate(k: int) -> str:
        rates = [r if isinstance(r, dict) else near(r, k) for r in settings["learning_rates"]]
        return put(text, ["learning_rates"], rates)

    def start(k: int) -> str:
        first, *rest = [list(place) for place in dict.fromkeys(lesson.starts)]
        return put(text, ["starts"], [[near(x, k) for x in first], *rest])

    def domain(k: int) -> str:
        name = lesson.variables[0]
        low, high = lesson.domain[0]
        return put(text, ["domain", name], [low, high + 0.003 * k * (high - low)])

    changes: list[Callable[[int], str]] = [
        lambda k: put(text, ["title"], f"Edit {k}"),
        lambda k: put(text, ["steps"], settings["steps"] + k),
    ]
    if not lesson.listed:
        changes += [start] if lesson.starts else []
        changes += [rate] if settings["learning_rates"] else []
    changes += [domain] if "domain:" in text else []
    return [Source(change(k), path) for k in range(1, ROUNDS + 1) for change in changes]


def processor_time(process: int | None) -> float:
    """Seconds that a process has had of a processor; 0 where the system does not tell."""
    if process is None or sys.platform != "linux":
        return 0.0
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def edit(atelier: Atelier, source: Source, t: float) -> tuple[float, float]:
    """Seconds from a text to its first picture, and to its last one; not-a-number if the text is no
    lesson."""
    began = time.perf_counter()
    sketch = await atelier.ask("sketch", 1, "sketch", source, SIZE, t)
    first = time.perf_counter() - began
    found = await atelier.ask("overview", 1, "overview", source)
    if not isinstance(found, Overview):
        return float("nan"), float("nan")
    await atelier.ask("picture", 0, "picture", source, SIZE, min(t, found.duration))
    whole = time.perf_counter() - began
    return (whole if sketch is None else first), whole


async def lesson(atelier: Atelier, path: Path) -> None:
    """One line of the table."""
    first = await atelier.ask("overview", 1, "overview", Source(path.read_text(), path))
    if not isinstance(first, Overview):
        print(f"{path.stem:18} is not live: {type(first).__name__}")
        return
    t = 0.45 * first.duration
    _, cold = await edit(atelier, edited(path, 0), t)
    sources, before = edits(path, first), processor_time(atelier.process_id)
    times = [await edit(atelier, source, t) for source in sources]
    busy = (processor_time(atelier.process_id) - before) / len(times)
    wholes = [whole for _, whole in times if whole == whole]
    firsts = [first for first, _ in times if first == first]
    source = edited(path, ROUNDS)
    began = time.perf_counter()
    for k in range(MOMENTS):
        moment = first.duration * k / MOMENTS
        await atelier.ask("picture", 0, "picture", source, SIZE, moment, "JPEG", (0.0, 0.0), True)
    rate = MOMENTS / (time.perf_counter() - began)
    median, worst, last = (1e3 * s for s in (statistics.median(firsts), max(firsts), max(wholes)))
    print(
        f"{path.stem:18} {1e3 * cold:7.0f} {median:7.0f} {worst:7.0f} {last:7.0f} "
        f"{1e3 * busy:9.0f} ms {rate:6.1f} a second",
        flush=True,
    )


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
    """Pictures of a whole descent that follows the pointer, on a surface, a map and a curve."""
    wells = "domain: {x: [-2, 2]}\nstarts: [1.6]\nlearning_rates: [0.02]\nsteps: 40\n"
    cases = [
        (f"{method} on peaks, {layout}", f"function: peaks\nlayout: {layout}\n{rest}")
        for layout in ("surface", "contour")
        for method, rest in (
            ("gradient descent", "learning_rates: [0.02]\n"),
            ("Adam", "optimizers: [adam]\nlearning_rates: [0.1]\n"),
        )
    ]
    cases.append(("gradient descent on a curve", f"function: x^4 - 2*x^2\n{wells}"))
    for name, text in cases:
        source = Source(text, SPECS / "pointer.yaml")
        lesson = await atelier.ask("overview", 1, "overview", source)
        beat = next(b for b in lesson.beats if b.name == "descend")
        t = beat.start + 0.2
        _, x, y = (await atelier.ask("starts", 1, "starts", source, SMALL, t))[0]
        await atelier.ask("drag", 0, "drag", source, SMALL, t, 0, x, y)
        began, before = time.perf_counter(), processor_time(atelier.process_id)
        for k in range(MOMENTS):
            await atelier.ask("drag", 0, "drag", source, SMALL, t, 0, x + k % 9, y + k % 7)
        seconds = time.perf_counter() - began
        busy = 1e3 * (processor_time(atelier.process_id) - before) / MOMENTS
        print(f"{name}: {MOMENTS / seconds:.0f} pictures a second, {busy:.0f} ms of processor each")


def gl_objects() -> int:
    """Buffers, textures and vertex arrays that this process holds."""
    import moderngl

    kinds = (moderngl.Buffer, moderngl.Texture, moderngl.VertexArray, moderngl.Framebuffer)
    return sum(isinstance(thing, kinds) for thing in gc.get_objects())


def memory(many: int = MANY) -> None:
    """The memory and OpenGL objects of a process of its own after so many edits."""
    from gdcore.studio.easel import Easel
    from gdcore.studio.easel_process import MOST_LITTER

    easel, path = Easel(), SPECS / "bowl.yaml"

    def state() -> str:
        easel.tidy()
        status = Path("/proc/self/status").read_text()
        size = int(status.split("VmRSS:")[1].split()[0]) / 1024
        return f"{size:.0f} MB, {gl_objects()} OpenGL objects"

    sources = edits(path, easel.overview(Source(path.read_text(), path)))  # type: ignore[arg-type]
    for k in range(many + 1):
        if k in (20, many):
            print(f"after {k} edits: {state()}")
        source = sources[k % len(sources)]
        text = put(source.text, ["title"], f"Edit {k}")
        easel.overview(Source(text, path))
        easel.picture(Source(text, path), SIZE, 0.01 * (k % 900))
        if easel.litter >= MOST_LITTER:
            easel.tidy()


async def main(names: list[str]) -> None:
    """Measure all lessons, or those that are named."""
    print("load of the machine before:", *(f"{load:.1f}" for load in os.getloadavg()))
    atelier = Atelier()
    atelier.start()
    heads = "".join(f"{word:>8}" for word in ("opened", "median", "worst", "whole"))
    print(f"{'':18}{heads} {'processor':>9}    scrubbing")
    for path in sorted(SPECS.glob("*.yaml")):
        if not names or path.stem in names:
            await lesson(atelier, path)
    await burst(atelier, SPECS / "peaks.yaml")
    await pointer(atelier)
    atelier.close()
    if sys.platform == "linux" and not names:
        memory()
    print("load of the machine after:", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
