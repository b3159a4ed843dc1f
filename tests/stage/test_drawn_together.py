"""Strokes and balls that are drawn in one call look as if each had been drawn in its own."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from gdcore.stage.gl.painter import FramePainter
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from tests.stage.studio import BACKGROUND, SMALL, look

VIEW = look(azimuth=-60, elevation=35)


def scene() -> list[Mesh]:
    """Crossing lines and touching balls that differ in everything that can differ."""
    ways = np.random.default_rng(3).uniform(-2, 2, (6, 9, 3))
    colours = ("#FF4040", "#40FF40", "#4040FF", "#FFFF40", "#40FFFF", "#FF40FF")
    lines = [
        Stroke(way, 0.05 + 0.03 * k, color=colour, opacity=1 - 0.1 * k, lift=0.2 * (k % 2),
               swell=k / 5, round_ends=k % 2 == 0, over_all=k in (2, 3))
        for k, (way, colour) in enumerate(zip(ways, colours, strict=True))
    ]  # fmt: skip
    lines[4].fixed_in_frame = True
    balls = [
        Ball((0.3 * k, 0.2 * k, 0.1), 0.3, color=colour, opacity=1 - 0.2 * k, lift=0.1 * k)
        for k, colour in enumerate(("#FFFFFF", "#FF8000", "#0080FF"))
    ]
    return [*lines, *balls]


def painted(painter: FramePainter, meshes: list[Mesh]) -> bytes:
    frame = np.zeros((SMALL[1], SMALL[0], 4), np.uint8)
    painter.paint(meshes, VIEW, BACKGROUND, frame)
    return frame.tobytes()


def test_a_kept_row_shows_what_a_new_one_would() -> None:
    """Whatever changes between two frames: who is there, how much of a line, where, how wide."""
    meshes, kept = scene(), FramePainter()
    lines = [mesh for mesh in meshes if isinstance(mesh, Stroke)]
    frames = []

    def check(shown: list[Mesh]) -> None:
        frames.append(painted(kept, shown))
        assert frames[-1] == painted(FramePainter(), shown)

    check(meshes)
    lines[1].shown = (0.2, 0.6)
    check(meshes)
    lines[0].points[3] += 0.5  # in place, as Manim moves points
    check(meshes)
    lines[5].set_line(np.vstack([lines[5].points, [[3.0, 0.0, 0.0]]]), 0.1)
    check(meshes)
    lines[2].opacity = 0.0
    check(meshes)
    check(meshes[1:])
    check(meshes[::-1])
    assert all(before != after for before, after in pairwise(frames))


def test_a_later_line_lies_over_an_earlier_one() -> None:
    a = Stroke([[-1, 0, 0], [1, 0, 0]], 0.3, color="#FF0000", over_all=True)
    b = Stroke([[0, -1, 0], [0, 1, 0]], 0.3, color="#0000FF", over_all=True)
    view = look(azimuth=-90, elevation=90)
    for first, second, channel in ((a, b, 2), (b, a, 0)):
        frame = np.zeros((SMALL[1], SMALL[0], 4), np.uint8)
        FramePainter().paint([first, second], view, BACKGROUND, frame)
        middle = frame[SMALL[1] // 2, SMALL[0] // 2]
        assert middle[channel] == 255
        assert middle[:3].sum() == 255
