"""What computing the descents will cost is said before it begins, and is about what it costs."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from gdcore.spec import Spec, load_spec
from gdcore.story import compute_lesson, computing_time


def spec_of(tmp_path: Path, optimizer: str, steps: int) -> Spec:
    path = tmp_path / "long.yaml"
    path.write_text(
        "function: x^2 + 3*y^2\nlearning_rates: [1.0e-7]\nstop: {gradient_norm: 1.0e-30}\n"
        f"starts: [[1, 2], [2, 1]]\noptimizers: [{optimizer}]\nsteps: {steps}\n"
    )
    return load_spec(path)


@pytest.mark.parametrize(
    ("optimizer", "steps"), [("gradient_descent", 100_000), ("momentum", 5000), ("adam", 5000)]
)
def test_the_estimate_is_about_right(tmp_path: Path, optimizer: str, steps: int) -> None:
    spec = spec_of(tmp_path, optimizer, steps)
    seconds, size = computing_time.estimated_cost(spec)
    before = time.process_time()
    lesson = compute_lesson(spec)
    assert 1 / 8 < (time.process_time() - before) / seconds < 8
    columns = [
        column
        for t in (descent.trajectory for descent in lesson.descents)
        for column in (t.points, t.values, t.gradients, t.learning_rates, *t.states.values())
    ]
    assert sum(column.nbytes for column in columns) == pytest.approx(size, rel=0.2)


def test_only_long_computing_is_announced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = spec_of(tmp_path, "adam", 1000)
    with caplog.at_level(logging.WARNING):
        computing_time.announce(spec)
        assert not caplog.records
        monkeypatch.setattr(computing_time, "_STEP", 0.05)
        computing_time.announce(spec)
    assert "up to 2 000 steps" in caplog.text
    assert "2 minutes" in caplog.text
    assert "lower `steps`" in caplog.text
