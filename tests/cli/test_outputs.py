"""Outputs never replace what a command has read, and options are numbers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gdcore.cli import main

ROOT = Path(__file__).parents[2]
SPEC = "function: w*x + b\ndata: {file: line.csv}\nstory: [descend: {seconds: 0.2}]\n"


@pytest.mark.parametrize("command", [["trace"], ["frame", "--at", "0"], ["render"]])
@pytest.mark.parametrize("target", ["spec.png", "line.csv", "link.png", "hard.png"])
def test_an_output_never_replaces_the_spec_or_its_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], target: str
) -> None:
    spec, data = tmp_path / "spec.png", tmp_path / "line.csv"
    spec.write_text(SPEC)
    shutil.copy(ROOT / "specs" / "data" / "line.csv", data)
    (tmp_path / "link.png").symlink_to(spec)
    (tmp_path / "hard.png").hardlink_to(spec)
    before = spec.read_bytes(), data.read_bytes()
    assert main([*command, str(spec), "-o", str(tmp_path / target)]) == 2
    assert "another name" in (said := capsys.readouterr().err) or "should end in .png" in said
    assert (spec.read_bytes(), data.read_bytes()) == before


@pytest.mark.parametrize("rate", ["nan", "NaN", "inf", "-inf", "0", "-1", "1e300", "x"])
@pytest.mark.parametrize("command", [["frame", "--at", "0"], ["render"], ["lint"]])
def test_a_frame_rate_is_a_number(
    capsys: pytest.CaptureFixture[str], command: list[str], rate: str
) -> None:
    assert main([*command, str(ROOT / "specs" / "peaks.yaml"), f"--fps={rate}"]) == 2
    assert "--fps" in capsys.readouterr().err
