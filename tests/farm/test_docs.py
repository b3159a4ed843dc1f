"""Every example of docs/farm.md: commands that can run here run, the others are known to who runs
them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("distributed")

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "farm.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.M | re.S)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]


def test_there_are_examples_of_each_kind() -> None:
    assert {line.split()[0] for line in COMMANDS} == {"gdcore", "dask", "pip"}
    for program in blocks("python"):
        ast.parse(program)
    assert len(blocks("python")) == 2


@pytest.mark.slow
@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("gdcore")])
def test_renders(line: str, root: Path, run: Callable, tmp_path: Path) -> None:
    if "tcp://" in line:
        pytest.skip("needs a scheduler; test_cluster.py makes this call to one of its own")
    line = line.replace("specs/*.yaml", "specs/bowl.yaml")
    small = ["-r", "160x90", "--fps", "1", "--media-dir", str(tmp_path)]
    done = run(*line.split(), *small, cwd=root)
    assert done.returncode == 0, done.stderr
    assert all(Path(film).is_file() for film in done.stdout.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("dask")])
def test_dask_knows_the_options(line: str, run: Callable) -> None:
    program, command, *rest = line.split()
    done = run(program, command, "--help")
    assert done.returncode == 0, done.stderr
    for word in rest:
        if word.startswith("--"):
            assert re.search(rf"{word}\b", done.stdout), word
