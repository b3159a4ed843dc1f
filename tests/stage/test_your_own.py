"""The example for other authors runs as it stands, and shows what its comments promise."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import tempconfig

from tests.stage.studio import TINY, Pixels

SCENE = Path(__file__).resolve().parents[2] / "scenes" / "your_own.py"


@pytest.mark.slow
def test_manim_renders_it(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "manim", "render", str(SCENE), "-r", "160,90", "--fps", "4",
         "--media_dir", str(tmp_path), "--progress_bar", "none"],
        check=True, timeout=120, cwd=tmp_path, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    (video,) = tmp_path.glob("videos/your_own/*/YourOwn.mp4")
    with av.open(str(video)) as container:
        frames = sum(1 for _ in container.decode(video=0))
    assert frames > 50


def test_its_meshes_come_hide_each_other_and_go() -> None:
    frames: list[Pixels] = []
    with tempconfig({**TINY, "frame_rate": 4}):
        scene: Any = runpy.run_path(str(SCENE))["YourOwn"]()
        scene.renderer.add_frame = lambda frame, num_frames=1: frames.extend(
            [frame.copy()] * num_frames
        )
        scene.render()
    shown = [int((np.ptp(frame[..., :3], axis=-1) > 40).sum()) for frame in frames]
    assert shown[0] == 0
    assert shown[2] < shown[5] < shown[9]
    # The coral line across the pass: there once it is drawn, gone with the ball at the end.
    coral = [
        int((np.abs(f[..., :3].astype(int) - (255, 92, 57)).max(axis=-1) < 30).sum())
        for f in frames
    ]
    assert max(coral[:13]) == 0 < 4 < max(coral[16:40])
    assert coral[-1] == 0
