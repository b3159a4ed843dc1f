"""What all tests share: where media go, and a helper to run commands as a user would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.browser import BROWSERS, browser_path

ROOT = Path(__file__).resolve().parent.parent

# On a shared machine an example that is slow once proves nothing; the same examples in every run of
# the suite make a failure one that can be found again.
hypothesis.settings.register_profile("gdcore", deadline=None, derandomize=True)
hypothesis.settings.load_profile("gdcore")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def media_dir(tmp_path: Path) -> Iterator[Path]:
    """A folder of its own for what Manim renders in this process."""
    from manim import config, tempconfig

    media = tmp_path / "media"
    with tempconfig({"media_dir": str(media), "progress_bar": "none", "verbosity": "WARNING"}):
        assert config.media_dir == str(media)
        yield media


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command the way a user's shell would and returns the finished process.

    `python`, `gdcore` and `manim` are those of this environment; the working directory is a
    temporary one unless `cwd` says otherwise, so that nothing is written into the checkout.
    """

    def runner(
        *command: str | Path,
        cwd: Path = tmp_path,
        env: dict[str, str] | None = None,
        timeout: float = 300,
        text_in: str | None = None,
    ) -> subprocess.CompletedProcess[str]:
        scripts = Path(sys.executable).parent
        path = os.pathsep.join((str(scripts), os.environ.get("PATH", "")))
        stdin = {"stdin": subprocess.DEVNULL} if text_in is None else {"input": text_in}
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, "PATH": path, **(env or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
            **stdin,
        )

    return runner


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless browser."""
    path = browser_path()
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
