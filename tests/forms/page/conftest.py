"""Pages made by the command, and a real browser that opens them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gdcore.cli import main

SPEC = """\
# Two ways down the same valley.
title: A bowl
function: x^2 + 3*y^2 + x*y/2 - 1
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
learning_rates: [0.05, 0.28]
steps: 12
story: [surface: {seconds: 1}, descend: {seconds: 1}]
"""

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes the page of a spec's text, `NAME.html` in a folder, or in one file; its path."""

    def made(text: str, name: str = "bowl", *, one: bool = False) -> Path:
        folder = tmp_path_factory.mktemp("pages")
        spec = folder / f"{name}.yaml"
        spec.write_text(text, encoding="utf-8")
        target = folder / "one.html" if one else folder / "site"
        assert main(["page", str(spec), "-o", str(target)]) == 0
        return target if one else target / f"{name}.html"

    return made


@pytest.fixture(scope="session")
def bowl(make: Make) -> Path:
    """The page of `SPEC` in a folder."""
    return make(SPEC)


class Opened:
    """A page in the browser, with all that it asked for and complained of."""

    def __init__(self, browser: Any, file: Path, before: str = "", **options: Any) -> None:
        options = {"viewport": {"width": 1100, "height": 700}, **options}
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        if before:  # a script that runs before the page's own
            self.page.add_init_script(before)
        self.page.set_default_timeout(120_000)
        self.page.set_default_navigation_timeout(120_000)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(file.as_uri())

    def _heard(self, message: Any) -> None:
        # Warnings about software rendering are the browser's own.
        if message.type == "error":
            self.errors.append(message.text)

    def ready(self) -> Any:
        """The page once its pictures are drawn."""
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page

    def until(self, condition: str) -> None:
        """Wait until an expression of the page's is true; the page allows no other way to ask."""
        end = time.monotonic() + 60
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, condition
            time.sleep(0.05)

    def settled(self) -> None:
        """Wait until the pictures show the step that was chosen."""
        self.page.evaluate(
            "async () => { do { await new Promise(requestAnimationFrame) }"
            " while (pictures.some((p) => p.busy || p.changes.size)) }"
        )


@pytest.fixture(scope="module")
def opened(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Opens files in the browser."""
    contexts = []

    def open_file(file: Path, **options: Any) -> Opened:
        found = Opened(browser, file, **options)
        contexts.append(found.context)
        return found

    yield open_file
    for context in contexts:
        context.close()
