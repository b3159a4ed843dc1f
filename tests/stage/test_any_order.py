"""A moment looks the same whatever was shown before it: so beats can be drawn in any order."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from manim import tempconfig

from gdcore.spec import load_spec
from gdcore.stage.look import look
from gdcore.stage.scene import LessonScene, lesson_timeline
from gdcore.story import Timeline
from tests.conftest import ROOT

FPS = 10.0
SPECS = sorted((ROOT / "specs").glob("*.yaml"))


def moments(timeline: Timeline) -> list[float]:
    """The first frame of each beat, one in its middle, and its last."""
    found = set()
    for beat in timeline.beats:
        first, last = round(beat.start * FPS), round(beat.end * FPS) - 1
        found |= {first, (first + last) // 2, last}
    return [number / FPS for number in sorted(found)]


def looks(timeline: Timeline, times: list[float]) -> dict[float, bytes | None]:
    """What is seen at these times, on one stage, in this order."""
    kind = type("Lesson", (LessonScene,), {"spec_path": Path("lesson.yaml")})
    with tempconfig({"pixel_width": 320, "pixel_height": 180, "frame_rate": FPS}):
        scene = kind()
        scene.timeline = timeline
        scene.set_stage()
        seen = {}
        for t in times:
            scene.show(t)
            seen[t] = look(scene.mobjects, scene.camera)
        return seen


@pytest.mark.slow
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_a_moment_looks_the_same_after_any_other(path: Path) -> None:
    timeline = lesson_timeline(load_spec(path), FPS)
    times = moments(timeline)
    forwards = looks(timeline, times)
    assert None not in forwards.values()
    # Another process gets the lesson as bytes.
    sent = pickle.loads(pickle.dumps(timeline))
    assert sent.digest == timeline.digest
    assert looks(sent, times[::-1]) == forwards
    assert looks(timeline, times[1::2] + times[::2]) == forwards
