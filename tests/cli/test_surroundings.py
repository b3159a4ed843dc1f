"""Closed streams, full disks, missing variables and odd names: every command gives a result or a
sentence, and never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")

SPEC = """\
function: x^2 + 3*y^2
starts: [[2, 1]]
learning_rates: [0.1]
steps: 3
story: [surface: {seconds: 0.2}, descend: {seconds: 0.2}]
"""
LIGHT = ["check s.yaml", "explain s.yaml", "trace s.yaml", "functions", "schema", "--help"]
HEAVY = [
    "frame s.yaml --at 0.2 -r 32x18 -o f.png",
    "render s.yaml -r 32x18 --fps 15",
    "lint s.yaml -r 160x90 --at 0.2",
    "doctor",
]
REFUSED = {"check none.yaml": 2, "chekc": 2}
GDCORE = f'"{sys.executable}" -m gdcore'
ALWAYS = {"--help", "chekc"}
"""What is answered before anything is looked for."""
SURROUNDINGS = {
    "no stdin": "$G <&-",
    "no stdout": "$G >&-",
    "no stderr": "$G 2>&-",
    "no stream": "$G <&- >&- 2>&-",
    "a reader that leaves": "{ $G; echo $? >&3; } 3>status | true; exit $(cat status)",
    "a full disk": "$G >/dev/full",
    "a full disk for errors": "$G 2>/dev/full",
    "no PATH": "unset PATH; $G",
    "no HOME": "unset HOME; $G",
    "a home that is not there": "HOME=/none/such $G",
    "a terminal of one column": "COLUMNS=1 $G",
    "no locale": "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $G",
    "a deleted directory": "mkdir gone; cd gone; rmdir ../gone; $G",
}
FAILING = {"a full disk", "a reader that leaves", "a deleted directory"}


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env={**os.environ, "PYTHONPATH": root},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def meet(name: str, command: str, expected: int, folder: Path) -> None:
    """Run a command in one of the surroundings."""
    (folder / "s.yaml").write_text(SPEC)
    done = shell(SURROUNDINGS[name].replace("$G", f"{GDCORE} {command}"), folder)
    said = done.stdout + done.stderr
    assert "Traceback" not in said, command
    assert "xception ignored" not in said, command
    if name in FAILING and command not in ALWAYS:
        assert done.returncode in (expected, 1), (command, said)
    elif name == "a full disk for errors":
        assert bool(done.returncode) == bool(expected), (command, said)
    else:
        assert done.returncode in (expected, 1 if name in FAILING else expected), (command, said)
    if name == "a deleted directory" and command not in ALWAYS:
        assert "the working directory has been deleted" in said, command
    if name == "a full disk" and not expected:
        assert "No space left on device" in said, command


@pytest.mark.slow
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_a_result_or_a_sentence(tmp_path: Path, name: str) -> None:
    """Each of the surroundings with one command of each kind, in turn; with GDCORE_FUZZ, all."""
    turn = list(SURROUNDINGS).index(name)
    for kind in (LIGHT, HEAVY, list(REFUSED)):
        for command in kind if "GDCORE_FUZZ" in os.environ else [kind[turn % len(kind)]]:
            meet(name, command, REFUSED.get(command, 0), tmp_path)


INTERRUPTED = """
import os, signal, sys
from gdcore.cli import main
left = int(sys.argv[1])
def count(event, arguments):
    global left
    if event in ("import", "open"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(count)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 3, 10, 30, 100, 300, 1000, 2000, 3500, 5000])
def test_an_interrupt_at_any_moment_is_no_error(tmp_path: Path, count: int) -> None:
    """Ctrl-C at the n-th import or opening of a file."""
    (tmp_path / "s.yaml").write_text(SPEC)
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(count), *HEAVY[1].split()],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    # Where code that was made at run time is interrupted, Python ends itself by the signal, which
    # a shell reports as 130, too.
    assert done.returncode in (130, -signal.SIGINT), done.stderr
    assert done.stderr.strip().endswith("interrupted")
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob(".unfinished*"))
