"""What a lesson's stage shows, measured in its mobjects and in its pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from manim import tempconfig

from gdcore.spec import read_spec
from gdcore.stage.layout.type_scale import LEAST
from gdcore.stage.look import look as take_look
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import LAMP
from gdcore.stage.mobjects.patch import Patch
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.scene import build_stage, lesson_timeline
from gdcore.stage.stage import Stage
from tests.conftest import ROOT
from tests.stage.studio import Array, Pixels, look, paint, peaks, picture

PEAKS = """\
function: >-
  3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2)
  - exp(-(x + 1)^2 - y^2)/3
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[0.37454012, 0.95071431]]
learning_rates: [0.01]
steps: 60
story: [{surface: {seconds: 1}}, {tangent_plane: {seconds: 2}}, {gradient: {seconds: 2}},
        {descend: {seconds: 3}}, {orbit: {seconds: 1}}]
"""
SIZE = (240, 135)


class Show:
    """A lesson's stage and a camera, at 15 frames a second."""

    def __init__(self, text: str, size: tuple[int, int]) -> None:
        self.timeline = lesson_timeline(read_spec(text), 15.0)
        self.camera = MeshCamera()
        self.stage = self.fresh()

    def fresh(self) -> Stage:
        return build_stage(
            self.timeline.lesson, self.timeline, self.camera.frame_width, self.camera.frame_height
        )

    def frame(self, t: float, stage: Stage | None = None) -> Pixels:
        stage = stage or self.stage
        stage.show(t, self.camera)
        return picture(self.camera, stage.mobjects)

    def span(self, beat: str) -> tuple[float, float]:
        found = next(b for b in self.timeline.beats if b.name == beat)
        return found.start, found.end

    def shown(self, kind: type) -> list:  # type: ignore[type-arg]
        return [m for m in self.stage.mobjects if isinstance(m, kind) and m.opacity > 0]


@contextmanager
def opened(text: str, size: tuple[int, int] = SIZE) -> Iterator[Show]:
    with tempconfig({"pixel_width": size[0], "pixel_height": size[1]}):
        yield Show(text, size)


@pytest.fixture
def lesson() -> Iterator[Show]:
    with opened(PEAKS) as show:
        yield show


def scene_height(show: Show) -> tuple[Callable[[Array, Array], Array], Array]:
    """Peaks as a height field in scene units, found from the drawn mesh alone.

    Returns it and (scale, shift) of x, which for this domain is that of y as well.
    """
    mesh = next(m for m in show.stage.mobjects if isinstance(m, SurfaceMesh))
    x, y, z = mesh.points.T
    scale = np.ptp(x) / 6.0
    assert np.ptp(y) / 6.0 == pytest.approx(scale)
    assert abs(x.mean()) + abs(y.mean()) < 1e-9
    values = peaks(x / scale, y / scale)
    rise, base = np.polyfit(values, z, 1)
    np.testing.assert_allclose(rise * values + base, z, atol=1e-9)
    return lambda u, v: rise * peaks(u / scale, v / scale) + base, np.array([scale, 0.0])


def test_the_tangent_plane_touches_to_first_order(lesson: Show) -> None:
    start, end = lesson.span("tangent_plane")
    lesson.frame(start + 0.7 * (end - start))
    height, (scale, _) = scene_height(lesson)
    sheets = lesson.shown(Patch)
    assert len(sheets) == 1
    corners = sheets[0].points
    x0, y0 = 0.37454012 * scale, 0.95071431 * scale
    middle = corners.mean(axis=0)
    np.testing.assert_allclose(middle, [x0, y0, height(x0, y0)], atol=1e-9)
    h = 1e-5
    slope_x = (height(x0 + h, y0) - height(x0 - h, y0)) / (2 * h)
    slope_y = (height(x0, y0 + h) - height(x0, y0 - h)) / (2 * h)
    away = corners - middle
    np.testing.assert_allclose(away[:, 2], slope_x * away[:, 0] + slope_y * away[:, 1], atol=1e-6)
    # Half as near, a quarter as far from the surface.
    gaps = []
    for near in (0.02, 0.01):
        at = middle + near * away / np.linalg.norm(away, axis=1, keepdims=True)
        gaps.append(np.abs(at[:, 2] - height(at[:, 0], at[:, 1])).max())
    assert gaps[0] / gaps[1] == pytest.approx(4, rel=0.1)


def test_the_ball_rests_on_the_surface(lesson: Show) -> None:
    height, _ = scene_height(lesson)
    start, end = lesson.span("descend")
    for t in np.linspace(lesson.span("gradient")[1], end, 7):
        lesson.stage.show(float(t), lesson.camera)
        (ball,) = lesson.shown(Ball)
        centre = ball.points[0]
        side = np.linspace(-1.5 * ball.radius, 1.5 * ball.radius, 601)
        u, v = np.meshgrid(centre[0] + side, centre[1] + side)
        w = height(u, v)
        distance = np.sqrt((u - centre[0]) ** 2 + (v - centre[1]) ** 2 + (w - centre[2]) ** 2)
        assert distance.min() == pytest.approx(ball.radius, rel=0.01)
        assert centre[2] > height(centre[0], centre[1])
    assert start < end


def test_over_a_curve_a_ball_leaps_straight_to_the_other_side() -> None:
    # With η = 0.8 on x², each step leads from x to −0.6·x.
    spec = "function: x^2\ndomain: {x: [-5, 5]}\nstarts: [[4]]\nlearning_rates: [0.8]\nsteps: 8\n"
    with opened(spec + "story: [surface, descend]") as show:
        timeline, (ball,) = show.timeline, [m for m in show.stage.mobjects if isinstance(m, Ball)]
        space = show.stage.views[0].setting.space
        start, end = show.span("descend")
        seen = set()
        for t in np.arange(start + 0.5, end, 1 / 60):
            steps = timeline.steps(0, t)
            k, share = int(steps), steps - int(steps)
            show.stage.show(t, show.camera)
            x = [4 * (-0.6) ** n for n in (k, k + 1)]
            chord = (1 - share) * x[0] ** 2 + share * x[1] ** 2
            foot = space.place(np.array([(1 - share) * x[0] + share * x[1]]), np.array(chord))
            np.testing.assert_allclose(ball.points[0], foot, atol=1e-9)
            if 0.2 < share < 0.8:
                seen.add(k)
    assert {1, 2, 3} <= seen


def test_the_same_frame_whenever_and_however_often_it_is_asked_for(lesson: Show) -> None:
    times = [float(t) for t in np.linspace(0, lesson.timeline.duration - 0.1, 9)]
    forwards = [lesson.frame(t) for t in times]
    backwards = [lesson.frame(t) for t in reversed(times)][::-1]
    for t, one, other in zip(times, forwards, backwards, strict=True):
        np.testing.assert_array_equal(one, other)
        np.testing.assert_array_equal(one, lesson.frame(t, lesson.fresh()))
    assert len({frame.tobytes() for frame in forwards}) == len(times)


def test_equal_looks_are_equal_pictures(lesson: Show) -> None:
    """A look lets the renderer leave out frames: it must not promise too much."""
    kept: dict[object, Pixels] = {}
    repeated = 0
    for k in range(0, lesson.timeline.frames, 2):
        lesson.stage.show(k / 15, lesson.camera)
        key = take_look(lesson.stage.mobjects, lesson.camera)
        frame = picture(lesson.camera, lesson.stage.mobjects)
        if key in kept:
            repeated += 1
            np.testing.assert_array_equal(frame, kept[key])
        kept[key] = frame
    assert repeated > 0


@pytest.mark.parametrize("name", ["peaks", "saddle", "bowl"])
def test_text_keeps_inside_the_margins_and_is_large_enough(name: str) -> None:
    text = (ROOT / "specs" / f"{name}.yaml").read_text()
    width, height = size = (960, 540)
    with opened(text, size) as show:
        for t in np.arange(0.0, show.timeline.duration, 0.5):
            show.stage.show(float(t), show.camera)
            for mesh in show.shown(Picture):
                if mesh.opacity < 0.3:
                    continue
                frame = show.camera.view
                view = mesh.lens.view(frame) if mesh.lens else frame
                left, top, right, bottom, _ = mesh.place(view)
                # A plate may stick out a little: the words on it may not.
                pad = mesh.pad * view.pixels_per_unit if isinstance(mesh, Card) else 0.0
                where = f"{mesh.name} at {t} s"
                assert left + pad >= 0.05 * width - 1, where
                assert right - pad <= 0.95 * width + 1, where
                assert top + pad >= 0.05 * height - 1, where
                assert bottom - pad <= 0.95 * height + 1, where
                if isinstance(mesh, (Label, Figures)):
                    assert mesh.size * view.pixels_per_unit >= LEAST * height * 0.999, where


def test_slopes_that_face_the_light_are_brighter() -> None:
    grey = np.full((2, 3), 0.6)
    view = look(azimuth=-90, elevation=90)
    sun = np.array(LAMP)
    level = []
    for turn in np.radians([0, 60, 120, 180]):
        # A slope of 30° that leans `turn` away from the light's direction on the map.
        east, north = sun[:2] / np.hypot(*sun[:2])
        lean = np.array(
            [np.cos(turn) * east - np.sin(turn) * north, np.sin(turn) * east + np.cos(turn) * north]
        )
        mesh = SurfaceMesh.of_function(
            lambda x, y, lean=lean: -np.tan(np.radians(30)) * (lean[0] * x + lean[1] * y),
            (-2, 2), (-2, 2), resolution=5, colours=grey,
        )  # fmt: skip
        level.append(float(paint([mesh], view)[90, 160, :3].mean()))
    assert level == sorted(level, reverse=True)
    assert level[0] > level[-1] + 20


def test_a_ball_is_brightest_where_the_light_comes_from() -> None:
    frame = (
        paint([Ball(radius=2.0, color="#888888")], look(-90, 10))[..., :3].sum(axis=-1).astype(int)
    )
    row, column = np.unravel_index(np.argmax(frame), frame.shape)
    # From high up on the left, for who looks along the y axis.
    assert row < 90
    assert column < 160


def test_level_curves_stand_at_their_values_and_the_lowest_of_all_is_left_out() -> None:
    """A trough that only touches the level 0 would get a row of dots there."""

    def trough(step: float) -> SurfaceMesh:
        return SurfaceMesh.of_function(
            lambda x, y: (0.6 * x + 0.8 * y) ** 2, (-2, 2), (-2, 2), resolution=41,
            colours=np.full((2, 3), 0.6), level_step=step,
        )  # fmt: skip

    view = look(azimuth=-90, elevation=90)
    inked = paint([trough(0.5)], view)[..., 0].astype(int)
    bare = paint([trough(0.0)], view)[..., 0].astype(int)
    rows, columns = np.nonzero(bare - inked > 12)
    unit = view.pixels_per_unit
    across = 0.6 * (columns + 0.5 - 160) / unit + 0.8 * (90 - rows - 0.5) / unit
    values = across**2
    # From above, perspective enlarges by a few hundredths.
    off = np.abs(np.sqrt(values) - np.sqrt(np.maximum(np.round(values / 0.5), 1) * 0.5))
    assert len(values) > 300
    assert values.min() > 0.3
    assert np.median(off) < 0.05
