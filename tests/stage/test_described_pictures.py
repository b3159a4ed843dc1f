"""Whatever a description says is in the picture changes it: without it the picture is another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import gdcore
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.still import draw_still
from gdcore.story.describing.registry import Described, phrase

ROOT = Path(__file__).resolve().parents[2]
SPECS = sorted(path.stem for path in (ROOT / "specs").glob("*.yaml"))
SIZE = (320, 180)


@pytest.mark.slow
@pytest.mark.parametrize("name", SPECS)
def test_what_is_described_is_seen(name: str) -> None:
    timeline = lesson_timeline(gdcore.load_spec(ROOT / "specs" / f"{name}.yaml"), 30)
    told = 0
    for prop in dict.fromkeys(cue.prop for cue in timeline.cues):
        cue = timeline.cues_of(prop)[0]
        t = min((cue.start + min(cue.end, cue.start + 4)) / 2, timeline.duration - 0.1)
        if phrase(Described(timeline, [cue], t)) is None or prop == "surface":
            continue
        told += 1
        whole = draw_still(timeline, t, SIZE).astype(int)
        # Where each descent has a panel, the titles of the panels are the list of the descents.
        titled = prop == "legend" and timeline.lesson.spec.layout == "contour_panels"
        gone = (prop, "axes") if titled else (prop,)
        others = replace(timeline, cues=tuple(c for c in timeline.cues if c.prop not in gone))
        changed = np.abs(draw_still(others, t, SIZE) - whole).max(axis=-1) > 12
        assert changed.sum() >= 10, f"{prop} at {t:g} s"
    assert told >= 3
