"""The sizes of type, and rows of it: measured in what stands on the frame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from manim import tempconfig

from gdcore.spec import read_spec
from gdcore.stage.layout.type_scale import LEAST
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.scene import build_stage, lesson_timeline
from gdcore.stage.stage import Stage

ONE = "function: x^2 + y^2\nstarts: [[1.5, 1.2]]\nsteps: 20\nstory: [surface, descend]\n"
TWO = """\
function: x^2 + y^2
descents:
  - {start: [1, 1], label: Adam}
  - {start: [1, 0.5], label: Ilona}
steps: 20
story: [surface, descend]
"""
SHAPES = [(1920, 1080), (1080, 1080), (1080, 1920), (854, 480)]


@contextmanager
def shown(spec: str, size: tuple[int, int], share: float = 0.7) -> Iterator[tuple[Stage, float]]:
    """The stage at a share of the last beat, and pixels to a scene unit."""
    with tempconfig({}):
        from manim import config

        config.frame_size = size
        timeline, camera = lesson_timeline(read_spec(spec), 30.0), MeshCamera()
        stage = build_stage(timeline.lesson, timeline, camera.frame_width, camera.frame_height)
        last = timeline.beats[-1]
        stage.show(last.start + share * (last.end - last.start), camera)
        yield stage, size[1] / camera.frame_height


def ems(stage: Stage, name: str) -> list[float]:
    texts = [m for m in stage.mobjects if isinstance(m, (Label, Figures)) and m.opacity > 0.5]
    return [m.size for m in texts if name in m.name]


@pytest.mark.parametrize("size", SHAPES)
def test_what_is_read_is_larger_than_what_is_looked_up_and_that_than_ticks(
    size: tuple[int, int],
) -> None:
    with shown(ONE, size, 0.9) as (stage, ppu):
        numbers, captions = ems(stage, "readout"), [*ems(stage, "caption"), *ems(stage, "outcome")]
        ticks = min(ems(stage, "axes"))
        assert numbers
        assert captions
        assert min(captions) > max(numbers)
        assert min(numbers) > ticks
        assert ticks * ppu >= 0.999 * LEAST * size[1]


def baseline(mesh: Picture, ppu: float) -> float:
    """The row of pixels below the ink of a text without letters that reach below the line."""
    rows = np.flatnonzero((mesh.raster(ppu)[..., 3] >= 100).any(axis=1))
    low, high = mesh.points[:, 1].min(), mesh.points[:, 1].max()
    pixel = (high - low) / mesh.raster(ppu).shape[0]
    return float((high - (rows[-1] + 1) * pixel) * ppu)


@pytest.mark.parametrize(("spec", "prop"), [(ONE, "readout"), (TWO, "legend")])
@pytest.mark.parametrize("size", SHAPES)
def test_a_row_has_one_baseline_and_one_size(spec: str, prop: str, size: tuple[int, int]) -> None:
    with shown(spec, size) as (stage, ppu):
        there = [m for m in stage.mobjects if prop in m.name and m.opacity > 0.5]
        texts = [m for m in there if isinstance(m, (Label, Figures)) and not isinstance(m, Card)]
        level = [m for m in texts if isinstance(m, Figures) or m.markup in ("$x$", "Adam", "Ilona")]
        numbers = [m for m in level if isinstance(m, Figures)]
        for name in (m for m in level if isinstance(m, Label)):
            row = min(numbers, key=lambda n: abs(baseline(n, ppu) - baseline(name, ppu)))
            assert baseline(row, ppu) == pytest.approx(baseline(name, ppu), abs=1.5)
            assert row.size == pytest.approx(name.size)
        assert len(level) > len(numbers) > 0
