"""`gdcore open` and what `gdcore frame` puts inside a still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

LESSON = """\
# kept: π
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
story: [{surface: {seconds: 0.4}}, {descend: {seconds: 0.4}}]
"""
DATA = "function: w*x + b\ndata: {file: some.csv}\ndomain: {w: [-2, 4], b: [-4, 3]}\n"


@pytest.mark.slow
def test_a_still_gives_its_spec_back(tmp_path: Path, run: Callable) -> None:
    (tmp_path / "a.yaml").write_text(LESSON, encoding="utf-8")
    done = run("gdcore", "frame", "a.yaml", "--at", "0.7", "-r", "160x90", "-o", "a.png", "--alt")
    assert done.returncode == 0, done.stderr
    name, alternative = done.stdout.splitlines()
    assert name == "a.png"
    with Image.open(tmp_path / "a.png") as image:
        image.load()
        assert image.text["Description"] == alternative
    done = run("gdcore", "open", "a.png", "-o", "b.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "b.yaml\n", "")
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == LESSON
    assert run("gdcore", "open", "a.png").stdout == LESSON


def test_data_are_told_not_to_be_inside(tmp_path: Path, run: Callable) -> None:
    from gdcore.stage.film.inside import still_texts

    chunks = still_texts(DATA, "A line", "A picture")
    Image.new("RGB", (4, 4)).save(tmp_path / "line.png", pnginfo=chunks)
    done = run("gdcore", "open", "line.png")
    assert (done.returncode, done.stdout) == (0, DATA)
    assert "some.csv, which is not inside" in done.stderr


def test_other_files_are_refused_in_one_line(tmp_path: Path, run: Callable) -> None:
    (tmp_path / "a.yaml").write_text(LESSON, encoding="utf-8")
    done = run("gdcore", "open", "a.yaml", "-o", "b.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "neither a film nor a PNG file" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "b.yaml").exists()
