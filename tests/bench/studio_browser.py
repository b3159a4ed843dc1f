"""How fast the studio is seen to answer: `python -m tests.bench.studio_browser [LESSON …]`.

In Chromium, from a key stroke in the editor to the new picture painted, for each kind of edit of
`tests.bench.studio`; and the pictures a second that are painted while the time slider is dragged.
Beside the time on the clock stands the processor's time of the server and of the easel.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from gdcore.studio.easel import Easel
from gdcore.studio.messages import Overview, Source
from tests.bench.studio import SPECS, edits, processor_time
from tests.browser import browser_path
from tests.studio.conftest import Served, serve

EDITOR = "getElement(+document.querySelector('.editor').id.slice(1)).editor"
WATCH = """() => {
  window.painted = [];
  const image = document.querySelector('.picture img');
  image.addEventListener('load', () => requestAnimationFrame(() => setTimeout(
    () => window.painted.push(performance.now()))));
}"""
REPLACE = f"""(text) => {{
  window.painted = [];
  const editor = {EDITOR}, old = editor.state.doc.toString();
  let from = 0, end = 0;
  while (from < old.length && old[from] === text[from]) from++;
  const least = Math.min(old.length, text.length) - from;
  while (end < least && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  window.began = performance.now();
  editor.dispatch({{ changes:
    {{ from, to: old.length - end, insert: text.slice(from, text.length - end) }} }});
}}"""
QUIET = 1500
"""Milliseconds without a new picture after which the last one is there."""
DRAG = 3.0  # seconds


def children(process: int) -> list[int]:
    """The processes that a process has started, whichever of its threads did."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for file in found for word in file.read_text().split()]


def lesson(page: Any, served: Served, path: Path) -> None:
    """One line of the table."""
    easel = Easel()
    whole = easel.overview(Source(path.read_text(), path))
    assert isinstance(whole, Overview)
    page.goto(f"{served.base}/lesson?name={path.name}&token={served.token}")
    page.wait_for_selector(".beat")
    page.wait_for_function("document.querySelector('.picture img')?.naturalWidth > 100")
    page.wait_for_timeout(2 * QUIET)
    page.evaluate(WATCH)
    firsts, lasts = [], []
    server = served.process.pid
    processes = [server, *children(server)]
    before = [processor_time(process) for process in processes]
    sources = edits(path, whole)
    for source in sources:
        page.evaluate(REPLACE, source.text)
        page.wait_for_function("window.painted.length > 0", polling=20)
        page.wait_for_function(
            f"performance.now() - window.painted.at(-1) > {QUIET}", polling=100, timeout=60_000
        )
        times = page.evaluate("window.painted.map(t => t - window.began)")
        firsts.append(times[0])
        lasts.append(times[-1])
    used = [
        1e3 * (processor_time(process) - old) / len(sources)
        for process, old in zip(processes, before, strict=True)
    ]
    print(
        f"{path.stem:18}{statistics.median(firsts):8.0f}{max(firsts):8.0f}{max(lasts):8.0f} ms"
        f"{used[0]:9.0f}{sum(used[1:]):8.0f} ms{dragged(page):9.1f} a second",
        flush=True,
    )


def dragged(page: Any) -> float:
    """Pictures a second that are painted while the slider is dragged along."""
    track = page.locator(".time-slider").bounding_box()
    y = track["y"] + track["height"] / 2
    page.mouse.move(track["x"] + 5, y)
    page.mouse.down()
    page.evaluate("window.painted = []; window.began = performance.now()")
    steps = int(DRAG * 60)
    for k in range(steps):
        page.mouse.move(track["x"] + 5 + (track["width"] - 10) * k / steps, y)
        page.wait_for_timeout(10)
    count, seconds = page.evaluate(
        "[window.painted.length, (performance.now() - window.began) / 1000]"
    )
    page.mouse.up()
    return float(count) / float(seconds)


def main(names: list[str]) -> None:
    """Measure all lessons, or those that are named."""
    print("load of the machine before:", *(f"{load:.1f}" for load in os.getloadavg()))
    heads = "".join(f"{word:>8}" for word in ("median", "worst", "whole"))
    print(f"{'':18}{heads}      server   easels    scrubbing")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place) / "lessons"
        shutil.copytree(SPECS, folder)
        served = serve(folder)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        page.set_default_timeout(60_000)
        try:
            for path in sorted(folder.glob("*.yaml")):
                if not names or path.stem in names:
                    lesson(page, served, path)
        finally:
            browser.close()
            served.process.kill()
    print("load of the machine after:", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main(sys.argv[1:])
