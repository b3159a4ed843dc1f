"""Every example in the README is run, in a copy of the checkout, in the README's order.

Commands run as they stand, but for a few: renders are made small, and what installs or needs the
network is only checked.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gdcore.spec import load_spec

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8") if README.exists() else ""

# The same command, cheaper. Flags that follow win, so the README may name its own.
CHEAPER = (
    (re.compile(r"\bmanim render "), "manim render -r 192,108 --fps 4 --progress_bar none "),
    (re.compile(r"\bgdcore render "), "gdcore render -r 192x108 --fps 4 "),
    (re.compile(r"\bgdcore slides "), "gdcore slides -r 192x108 --fps 4 "),
    (re.compile(r"\bgdcore frame "), "gdcore frame -r 320x180 "),
    (re.compile(r"-r 1080,1920"), "-r 108,192"),
    # A reader that leaves early is no failure, but looks like one.
    (re.compile(r"\|\s*head\b[^|]*$"), ""),
)
# Not run here: they change the machine, or need the network.
ELSEWHERE = ("apt", "apt-get", "brew", "cd", "git", "pip", "source", "sudo", ".", "python3")


def blocks(*languages: str) -> list[str]:
    """The content of the README's fenced blocks of these languages."""
    pattern = re.compile(rf"^```(?:{'|'.join(languages)})\s*\n(.*?)^```", re.M | re.S)
    return pattern.findall(TEXT)


def commands() -> list[str]:
    """Each command of the README's shell blocks, without its comment."""
    found = []
    for block in blocks("sh", "bash", "shell", "console"):
        for line in block.replace("\\\n", " ").splitlines():
            command = re.sub(r"(^|\s)#.*$", "", line.removeprefix("$ ")).strip()
            if command:
                found.append(command)
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader has in front of them: lessons, scenes and settings; media go here."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("specs", "scenes"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "manim.cfg", folder)
    return folder


def test_there_is_something_to_run() -> None:
    assert commands()
    assert blocks("yaml")


@pytest.mark.slow
@pytest.mark.parametrize("command", commands())
def test_command(command: str, copy: Path) -> None:
    word = command.split()[0]
    if word == "make":
        done = subprocess.run(
            ["make", "-n", *command.split()[1:]],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    elif word in ELSEWHERE:
        return
    else:
        for pattern, cheaper in CHEAPER:
            command = pattern.sub(cheaper, command)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=copy,
            env={
                **os.environ,
                "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("text", blocks("yaml"))
def test_spec(text: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(text, encoding="utf-8")
    load_spec(path)


@pytest.mark.slow
@pytest.mark.parametrize("text", blocks("python", "py"))
def test_program(text: str, copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", text],
        cwd=copy,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", TEXT):
        if "://" not in target:
            assert (ROOT / target).exists(), f"README.md links to {target}, which is not there"
