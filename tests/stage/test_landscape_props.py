"""What stands on the landscape: its map, slices, critical points, basins and arrows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim.utils.color import ManimColor

from gdcore.stage.aim import lens_at, view_at
from gdcore.stage.layout.giving_way.placement import around, choose
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.panel.basins import BasinsProp, basin_picture
from gdcore.stage.props.panel.critical_points import CriticalPointsProp, chained
from gdcore.stage.props.panel.gradient import GradientProp
from gdcore.stage.props.panel.level_labels import LevelLabelsProp
from gdcore.stage.props.panel.slices import RECEDES_TO, SlicesProp
from gdcore.stage.props.panel.tangent_plane import TangentProp
from gdcore.stage.props.panel.vector_field import VectorFieldProp
from gdcore.stage.props.parts.sight import seen
from gdcore.stage.theme import DARK
from tests.stage.studio import Array, paint, peaks, peaks_mesh
from tests.stage.test_lesson_picture import PEAKS, Show, opened

HILLS = PEAKS.split("story:", maxsplit=1)[0]
BOWL = "function: x^2 + y^2\ndomain: {x: [-8, 8], y: [-8, 8]}\nlearning_rates: [0.1]\nsteps: 3\n"
# Two wells, the lower one at negative y; a ridge along y = 0 or nearly.
WELLS = (
    "function: x^2 + (y^2 - 1)^2 + 0.1*y\ndomain: {x: [-1, 1], y: [-2, 2]}\n"
    "starts: [[0.5, 0.5]]\nlearning_rates: [0.05]\nsteps: 5\n"
)


def the(show: Show, kind: type) -> Any:
    return next(prop for prop in show.stage.props if isinstance(prop, kind))


def data_of(show: Show, places: Array) -> tuple[Array, Array]:
    """Data points (…, 2) and values (…) of scene points, by the box's corners alone."""
    space = show.stage.views[0].setting.space
    half = np.asarray(space.half)
    lows = np.array([*space.lows, space.values[0]])
    highs = np.array([*space.highs, space.values[1]])
    data = lows + (places + half) / (2 * half) * (highs - lows)
    return data[..., :2], data[..., 2]


def test_a_landscape_sinks_into_a_square_map_that_fills_its_place() -> None:
    with opened(
        HILLS + "story: [surface, {contour: {stay: true, seconds: 4}}]", (320, 180)
    ) as show:
        t = show.span("contour")[1] - 0.05
        view = show.stage.views[0]
        half = view.setting.space.half
        corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * half
        pixels = view_at(view.setting, t).project(corners)[:, :2]
    # What was above each other has become one point, and right angles are right.
    np.testing.assert_allclose(pixels[0::2], pixels[1::2], atol=0.5)
    left, low, high = pixels[0], pixels[2], pixels[4]
    assert abs(left[0] - low[0]) < 0.5
    assert abs(left[1] - high[1]) < 0.5
    wide, tall = high[0] - left[0], left[1] - low[1]
    assert wide == pytest.approx(tall, rel=0.01)
    assert tall > 0.5 * 180
    bottom, top = (90 - edge * 180 / 8 for edge in view.setting.panel.region[1::2])
    assert top - 1 <= low[1]
    assert left[1] <= bottom + 1


def test_numbers_on_level_curves_say_the_value_there() -> None:
    with opened(HILLS + "layout: contour\nstory: [surface]", (640, 360)) as show:
        labels = the(show, LevelLabelsProp).mobjects
        at = data_of(show, np.array([label.anchor for label in labels]))[0]
        numbers = [float(label.markup.replace("−", "-")) for label in labels]
        view = view_at(show.stage.views[0].setting, 1.0)
        boxes = np.array([label.place(view)[:4] for label in labels])
    assert len(labels) >= 4
    # Between two samples the curve is taken for straight.
    np.testing.assert_allclose(peaks(at[:, 0], at[:, 1]), numbers, atol=0.05)
    for k, (left, top, right, bottom) in enumerate(boxes):
        others = np.delete(boxes, k, axis=0)
        apart = (others[:, 0] > right) | (others[:, 2] < left)
        apart |= (others[:, 1] > bottom) | (others[:, 3] < top)
        assert apart.all()


def test_slices_lie_on_the_function_and_their_tangents_have_its_slopes() -> None:
    story = "story: [surface, {tangent_plane: {at: [2, 4]}}, {slices: {at: [2, 4]}}]"
    with opened(BOWL + story) as show:
        slices, plane = the(show, SlicesProp), the(show, TangentProp)
        t = sum(show.span("tangent_plane")) / 2
        plane.show(t)
        corners = plane._sheet.points
        for held, (along, slope) in enumerate([(1, 8.0), (0, 4.0)]):
            points, values = data_of(show, slices._curves[held].points)
            np.testing.assert_allclose(points[:, held], (2.0, 4.0)[held], atol=1e-9)
            np.testing.assert_allclose(values, (points**2).sum(axis=1), atol=1e-6)
            ends, heights = data_of(show, slices._tangents[held].points)
            rise = (heights[3] - heights[1]) / (ends[3] - ends[1])[along]
            assert rise == pytest.approx(slope)
            assert heights.mean() == pytest.approx(20.0)
            # The tangent plane's edges run along the tangents.
            edge = corners[2] - corners[0] if along == 1 else corners[1] - corners[0]
            tangent = slices._tangents[held].points[3] - slices._tangents[held].points[1]
            np.testing.assert_allclose(np.cross(edge, tangent), 0, atol=1e-9)


def test_the_second_slice_waits_for_the_first_and_the_surface_recedes() -> None:
    with opened(BOWL + "story: [surface, {slices: {at: [2, 4], seconds: 10}}, orbit]") as show:
        slices = the(show, SlicesProp)
        start, end = show.span("slices")
        surface = show.stage.props[0].mobjects[0]
        seen_so_far = []
        for t in np.linspace(start, end, 200):
            show.stage.show(float(t), show.camera)
            first, second = (curve.shown[1] * curve.opacity for curve in slices._curves)
            assert not (second > 0 and slices._curves[0].shown[1] < 1)
            seen_so_far.append((first, second, surface.opacity))
        # Drawn one after the other, and gone in the end, when the surface is itself again.
        assert max(row[0] for row in seen_so_far) == max(row[1] for row in seen_so_far) == 1
        assert min(row[2] for row in seen_so_far) == pytest.approx(RECEDES_TO)
        show.stage.show(end, show.camera)
        assert surface.opacity == 1


def test_a_translucent_surface_looks_the_same_in_one_pass_and_in_two() -> None:
    with opened(HILLS + "story: [surface, {slices: {at: [1, 0.5], seconds: 10}}]") as show:
        t = show.span("slices")[1] - 2
        once = show.frame(t).astype(int)
        show.stage.props[0].mobjects[0].behind = None
        twice = show.frame(t).astype(int)
    # Rounding to whole shades once or twice.
    assert np.abs(once - twice).max() <= 2


def test_a_point_counts_as_hidden_where_the_picture_hides_it() -> None:
    story = "story: [{surface: {seconds: 1}}, {critical_points: {seconds: 5}}]"
    with opened(HILLS + story, (640, 360)) as show:
        setting = show.stage.views[0].setting
        x, y = np.meshgrid(np.linspace(-2.4, 2.4, 7), np.linspace(-2.4, 2.4, 7))
        points = np.column_stack([x.ravel(), y.ravel()])
        t = 3.0
        told = seen(setting, points, t)
        # The painter's own answer: does a small ball there change the picture?
        view = view_at(setting, t)
        space = setting.space
        grid = np.stack(np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-3, 3, 121)), axis=-1)
        surface = peaks_mesh(3)
        places = space.place(grid, peaks(grid[..., 0], grid[..., 1]))
        surface = type(surface)(places, colours=surface.colours)
        empty = paint([surface], view)
        shown = []
        for point in points:
            place, normal, _ = setting.on_surface(point.tolist())
            ball = Ball(place + 0.05 * normal, 0.05, color="#FF0000")
            shown.append(float(np.any(paint([surface, ball], view) != empty)))
    # At an outline half of a ball can be seen: there the two may differ.
    assert 4 <= sum(told) < len(told)
    assert np.sum(told != shown) <= 3


def test_labels_choose_places_without_covering_each_other() -> None:
    # From higher, five signs in a row are too close for so many labels.
    story = "story: [{look: {azimuth: -60, elevation: 30}}, surface, critical_points]"
    with opened(HILLS + story, (640, 360)) as show:
        setting = show.stage.views[0].setting
        t = sum(show.span("critical_points")) / 2
        points = [setting.on_surface((0.25 * k, 0.0))[0] for k in range(5)]
        sizes = [(1.2, 0.4)] * 5
        spots = choose(
            [lens_at(setting, t)], setting.panel.region, sizes,
            [around(p, s, 0.1) for p, s in zip(points, sizes, strict=True)],
            np.array(points), 0.1,
        )  # fmt: skip
        ppu = setting.layout.pixels_per_unit
        seen_at = view_at(setting, t).project(np.array([s.anchor for s in spots]))[:, :2] / ppu
    middles = seen_at + np.array([s.offset for s in spots]) * [1, -1]
    for k in range(5):
        away = np.abs(np.delete(middles, k, axis=0) - middles[k])
        pixel = 1 / ppu  # of this small frame: nearer than that two labels do not stand apart
        assert np.all((away[:, 0] > 1.2 - pixel) | (away[:, 1] > 0.4 - pixel))


def test_critical_points_are_marked_where_the_gradient_vanishes() -> None:
    with opened(HILLS + "story: [surface, critical_points]") as show:
        prop = the(show, CriticalPointsProp)
        at, values = data_of(show, np.array([m.anchor for m in prop._markers]))
    assert len(at) == 9  # three minima, three maxima, three saddles
    step = 1e-4
    for d in np.eye(2) * step:
        slope = (peaks(*(at + d).T) - peaks(*(at - d).T)) / (2 * step)
        np.testing.assert_allclose(slope, 0, atol=1e-4)
    np.testing.assert_allclose(values, peaks(*at.T), atol=1e-9)


def test_the_critical_points_of_a_curve_are_all_seen() -> None:
    story = "story: [{surface: {seconds: 1}}, {critical_points: {seconds: 5}}]"
    with opened("function: x^3 - 3*x\ndomain: {x: [-2, 2]}\n" + story) as show:
        prop = the(show, CriticalPointsProp)
        show.stage.show(sum(show.span("critical_points")) / 2, show.camera)
        marks = [(m.anchor[0], m.opacity) for m in prop._markers]
        space = show.stage.views[0].setting.space
    assert sorted(marks) == [(pytest.approx(x * space.scale[0]), 1.0) for x in (-1, 1)]


@pytest.mark.parametrize("layout", ["surface", "split"])
def test_a_label_says_what_a_critical_point_is_and_which_number_its_value(layout: str) -> None:
    story = f"layout: {layout}\nstory: [surface, critical_points]"
    with opened("function: x^2 - y^2 + 0.5\n" + story, (1280, 720)) as show:
        (card,) = the(show, CriticalPointsProp)._cards
    assert card.markup == 'saddle, $f = "0.5"$'


def test_the_names_of_critical_points_leave_a_curve_free() -> None:
    story = "story: [{surface: {seconds: 1}}, {critical_points: {seconds: 5}}]"
    with opened(
        "function: x^4 - 3*x^2 + x\ndomain: {x: [-2.2, 2.2]}\n" + story, (640, 360)
    ) as show:
        prop = the(show, CriticalPointsProp)
        setting = show.stage.views[0].setting
        view = view_at(setting, sum(show.span("critical_points")) / 2)
        x = np.linspace(-2.2, 2.2, 300)
        y = x**4 - 3 * x**2 + x
        ppu = setting.layout.pixels_per_unit
        curve = view.project(setting.space.place(x[:, None], y))[:, :2] / ppu * [1, -1]
        for card in prop._cards:
            foot = view.project(np.asarray(card.anchor)[None])[0, :2] / ppu * [1, -1]
            low, high = foot + card.points[:, :2].min(axis=0), foot + card.points[:, :2].max(axis=0)
            assert not np.any(np.all((curve > low) & (curve < high), axis=1))
    assert len(prop._cards) == 3


def test_a_ring_of_critical_points_is_drawn_as_one_closed_line() -> None:
    angles = np.random.default_rng(3).permutation(np.linspace(0, 2 * np.pi, 48, endpoint=False))
    ring = np.column_stack([np.cos(angles), np.sin(angles)])
    with opened(WELLS + "story: [surface]") as show:
        line, breaks = chained(ring, "curve", show.stage.views[0].setting)
    assert breaks == []
    length = np.linalg.norm(np.diff(line, axis=0), axis=1).sum()
    assert length == pytest.approx(96 * np.sin(np.pi / 48))


def test_a_valley_s_wall_does_not_swallow_the_arrow_that_touches_it() -> None:
    valley = "function: x^2/50 + 2*y^2\ndomain: {x: [-6, 2], y: [-2, 2]}\nstarts: [[-5, 1]]\n"
    valley += "learning_rates: [0.1]\nsteps: 2\n"
    with opened(valley + "story: [surface, gradient]", (960, 540)) as show:
        t = show.span("gradient")[1] - 1
        arrow = the(show, GradientProp)._arrow
        frame = show.frame(t)
        setting = show.stage.views[0].setting
        ends = arrow.points[0], arrow.points[-1]
        share = np.linspace(0.2, 0.9, 40)[:, None]
        shaft = ends[0] + share * (ends[1] - ends[0])
        heights = data_of(show, shaft)[1]
        column, row = np.round(view_at(setting, t).project(shaft)[:, :2]).astype(int).T
    x, y = data_of(show, shaft)[0].T
    assert np.any(x**2 / 50 + 2 * y**2 > heights + 0.5)  # the wall does rise above it
    assert np.mean(frame[row, column, :3].min(axis=1) > 200) > 0.9


def test_basins_are_painted_where_they_lie_and_go_without_a_trace() -> None:
    story = "layout: contour\nstory: [{surface: {seconds: 1}}, {basins: {seconds: 3}}]"
    with opened(WELLS + story, (320, 180)) as show:
        paint_map = basin_picture(show.timeline.lesson, DARK)
        t = show.span("basins")[0] + 1.8
        frame = show.frame(t).astype(float)
        view = view_at(show.stage.views[0].setting, t)
        space = show.stage.views[0].setting.space
        spots = space.place(np.array([[0.6, -1.5], [0.6, 1.5]]), np.full(2, space.values[0]))
        pixels = view.project(spots)[:, :2].astype(int)
        before = show.frame(0.95)
        surface = show.stage.props[0].mobjects[0]
        surface.paint = None
        assert np.array_equal(show.frame(0.95), before)
        assert isinstance(the(show, BasinsProp).mobjects[0], Stroke)
    # Row 0 is the lowest y: the lower well, which comes first.
    colours = [np.array(ManimColor.parse(c).to_rgb()) for c in DARK.basins[:2]]
    for k, (row, (px, py)) in enumerate(zip((60, -60), pixels, strict=True)):
        # Around the place, since a level curve may lie on it.
        near = np.median(frame[py - 3 : py + 4, px - 3 : px + 4, :3], axis=(0, 1))
        for rgb in (paint_map[row, 400, :3].astype(float), near):
            hue = [float(rgb @ c / np.linalg.norm(rgb) / np.linalg.norm(c)) for c in colours]
            assert hue[k] > 0.99 > hue[1 - k]
    # A start beside the minimum gets there sooner, and is brighter, than most.
    assert paint_map[192, 384, :3].sum() > 1.15 * paint_map[:340, :, :3].sum(axis=2).mean()


@pytest.mark.parametrize(("direction", "sign"), [("descent", -1.0), ("ascent", 1.0)])
def test_arrows_lead_down_or_up_and_none_stands_in_a_hole(direction: str, sign: float) -> None:
    text = (
        "function: log(x) + y^2\ndomain: {x: [-1, 3], y: [-1, 1]}\nstarts: [[2, 0.5]]\n"
        "learning_rates: [0.01]\nsteps: 3\n"
        f"story: [surface, {{vector_field: {{direction: {direction}}}}}]"
    )
    with opened(text) as show:
        arrows = the(show, VectorFieldProp)._arrows
        points, values = data_of(show, arrows.points)
    starts = np.flatnonzero(arrows.places == 0)
    tips = np.flatnonzero(arrows.widths == 0)
    assert len(starts) == len(tips) > 20
    assert np.all(sign * (values[tips] - values[starts]) > 0)
    assert np.all(points[:, 0] > 0)
    # From above each is parallel to the gradient (1/x, 2y) at its middle.
    middle, way = (points[tips] + points[starts]) / 2, points[tips] - points[starts]
    cross = way[:, 0] * 2 * middle[:, 1] - way[:, 1] / middle[:, 0]
    size = np.linalg.norm(way, axis=1) * np.hypot(1 / middle[:, 0], 2 * middle[:, 1])
    np.testing.assert_allclose(cross / size, 0, atol=1e-6)
