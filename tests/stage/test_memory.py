"""A process that draws one lesson after the other keeps none but the last few texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import gc, sys
from pathlib import Path
from gdcore.process import return_memory
from gdcore.spec import load_spec
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.still import draw_still

def resident():
    gc.collect()
    return_memory()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

path = Path(sys.argv[1])
for number in range(40):
    path.write_text(
        f"title: Lesson {number}\\n"
        f"function: x^2*{1 + number / 7} + {number % 9 + 1}*y^2\\n"
        f"starts: [[1.{number:03}, 1]]\\nsteps: 30\\n"
        f"story: [surface: {{caption: Number {number} of forty}}, gradient, descend]\\n"
    )
    timeline = lesson_timeline(load_spec(path), 60.0)
    draw_still(timeline, timeline.duration * (number * 79 % 100) / 100, (960, 540))
    now = resident()
    if number == 9:
        before = now
print(now - before)
"""
MOST = 12.0
"""Megabytes that 30 lessons may add. The code of their functions takes two; a stage that something
holds on to, several each; the rasters of their texts, were they all kept, 20."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="where resident memory can be read in /proc")
def test_forty_lessons_take_little_more_memory_than_ten(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path / "lesson.yaml"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert float(done.stdout) < MOST
