"""The benchmark runs, with tiny numbers, also where what it compares with is not installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.bench.against import compare
from tests.bench.runner import CONTESTANTS, ROOT, Contestant, Failed, run
from tests.bench.sight import sight_of

SIZE = (192, 108)


@pytest.mark.slow
def test_the_table(tmp_path: Path) -> None:
    numbers = tmp_path / "numbers.json"
    options = ["--frames", "6", "--size", "192x108", "--json", str(numbers)]
    some = ["--only", "lesson", "encoder", "manim_opengl"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", *options, *some],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    measured = json.loads(numbers.read_text())
    assert set(measured) < {contestant.title for contestant in CONTESTANTS}
    for title, result in measured.items():
        assert result["frames"] >= 3, title
        assert result["seconds"] > 0, title
        assert title in done.stdout


@pytest.mark.slow
def test_a_moving_frame_costs_more_than_its_encoding() -> None:
    (cost,) = compare((ROOT,), "saddle", SIZE, rounds=1)
    assert cost is not None
    assert cost.processor > cost.alone > 0
    assert cost.wall > 0


def test_a_contestant_that_is_not_there_says_why() -> None:
    with pytest.raises(Failed, match="No module named"):
        run(Contestant("nobody", "nobody"), 2, SIZE)


def test_others_get_the_view_that_ours_has() -> None:
    """The ball's middle, projected by the arrays that they get, lies on the ball in our picture."""
    sight = sight_of(ROOT / "specs" / "bowl.yaml", (480, 270), "dark")
    a = sight.arrays
    turned = a["rotation"] @ (a["balls"][0, :3] - a["centre"])
    near = turned[:2] * a["zoom"] * a["focal"] / (a["focal"] - turned[2]) + a["offset"]
    column, row = np.array([240, 135]) + near * [1, -1] * 270 / a["frame"][1]
    red, green, blue = sight.picture[round(row), round(column), :3].astype(int)
    assert red > max(green, blue) + 60
