"""A studio as a process of its own, and a real browser that opens it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TEXT = """\
# A bowl, for the tests.
title: A bowl  # says what it is
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]  # one ball
learning_rates: [0.1]
steps: 20
story:
  - surface: {seconds: 3}  # first
  - descend: {seconds: 2}
  - orbit: {seconds: 2, degrees: 20}
"""


@dataclass(frozen=True)
class Served:
    """A running studio: its process, folder, and address with the token."""

    process: subprocess.Popen[str]
    folder: Path
    address: str

    @property
    def base(self) -> str:
        """The address without path and token."""
        return self.address.split("/?")[0]

    @property
    def token(self) -> str:
        """The secret of this run."""
        return self.address.rpartition("token=")[2]


def log_of(folder: Path) -> Path:
    """The file of what the studio of a folder writes to standard error."""
    return folder.with_name(f"{folder.name}.log")


def serve(folder: Path) -> Served:
    """Start a studio, and wait until it listens."""
    with log_of(folder).open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gdcore", "studio", str(folder), "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            # NiceGUI looks whether it is being tested itself.
            env={name: v for name, v in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
        )
    assert process.stdout is not None
    process.stdout.readline()
    studio = Served(process, folder, process.stdout.readline().strip())
    port = int(studio.base.rpartition(":")[2])
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.1)
    return studio


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One studio for all tests of a module; each has a lesson of its own."""
    folder = tmp_path_factory.mktemp("studio") / "lessons"
    folder.mkdir()
    studio = serve(folder)
    yield studio
    studio.process.send_signal(signal.SIGINT)
    studio.process.wait(20)
    assert log_of(folder).read_text() == ""


@pytest.fixture
def lesson(served: Served, request: pytest.FixtureRequest) -> Path:
    """A new lesson in the studio's folder."""
    path = served.folder / f"{request.node.name.partition('[')[0]}.yaml"
    path.write_text(TEXT)
    return path


@pytest.fixture
def errors() -> list[str]:
    """What the browser's console has complained of."""
    return []


@pytest.fixture
def page(browser: Any, served: Served, lesson: Path, errors: list[str]) -> Iterator[Any]:
    """The page of the test's lesson, its picture drawn."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda m: errors.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served.base}/lesson?name={lesson.name}&token={served.token}")
    page.wait_for_selector(".beat")
    page.wait_for_function("document.querySelector('.picture img')?.naturalWidth > 100")
    yield page
    context.close()
