"""What stands on the frame: charts, tables, pseudocode, the inside of a step; by other routes."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdcore.maths import OPTIMIZERS, Function, descend, make_optimizer
from gdcore.spec.loading import load_spec, read_spec
from gdcore.stage.layout.arrangement import panels_of
from gdcore.stage.layout.aside import chart_region, narrowed
from gdcore.stage.layout.compositions.panels import grid
from gdcore.stage.layout.insets import inset_region
from gdcore.stage.layout.measuring import measure_layout
from gdcore.stage.layout.regions import Layout
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.label import Label
from gdcore.stage.props.frame.algorithm import AlgorithmProp
from gdcore.stage.props.frame.data import DataProp
from gdcore.stage.props.frame.race import LegendProp, RaceProp, ranks
from gdcore.stage.props.panel.sign_step import SignStepProp
from gdcore.stage.props.parts.chart import Chart
from gdcore.stage.props.parts.inner import Inner
from gdcore.stage.props.parts.polyline import thinned, within
from gdcore.stage.props.parts.pseudocode import PSEUDOCODE, lines_of, quantity
from gdcore.stage.props.parts.scale import Scale
from gdcore.stage.props.parts.step_chart import StepChartProp
from gdcore.stage.scene import build_stage
from gdcore.stage.stage import Stage
from gdcore.stage.theme import DARK
from gdcore.story import Timeline, compute_lesson, make_timeline
from gdcore.words import Numerals, language
from tests.stage.studio import look, paint

ENGLISH = language("en")
Region = tuple[float, float, float, float]
Array = NDArray[np.float64]

LESSON = """
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-2, 2]}
starts: [[-2.5, 1.5]]
learning_rates: [0.05]
optimizers: [gradient_descent, momentum, adam]
steps: 40
insets: [contour, loss]
story:
  - surface
  - algorithm: {descent: 3, steps: 2}
  - race: {seconds: 8}
  - loss_curve: log
"""


@cache
def staged(text: str) -> tuple[Timeline, Stage]:
    lesson = compute_lesson(read_spec(text))
    timeline = make_timeline(lesson)
    return timeline, build_stage(lesson, timeline, 8 * 16 / 9, 8)


def prop_of(text: str, kind: type) -> Any:
    return next(p for p in staged(text)[1].props if isinstance(p, kind))


# Charts


def test_a_scale_has_room_for_every_number() -> None:
    values = np.array([3.0, -1.0, np.nan, 7.0, np.inf])
    scale = Scale.around(values)
    shares = scale.share(values)
    assert np.isnan(shares[[2, 4]]).all()
    assert (shares[[0, 1, 3]] > 0).all()
    assert (shares[[0, 1, 3]] < 1).all()
    np.testing.assert_allclose(shares[0], (3 - scale.low) / (scale.high - scale.low))


def test_a_logarithmic_chart_ends_with_the_last_step() -> None:
    """f − f_min from the minimum −4 itself, not from the last value met, which would be nothing."""
    text = (
        "function: x^2 - 6*x + 5\ndomain: {x: [-20, 30]}\nstarts: [[25]]\nlearning_rates: [0.8]\n"
    )
    spec = read_spec(text + "steps: 30\nloss_axis: log\nstory: [surface, descend, loss_curve]")
    lesson = compute_lesson(spec)
    assert lesson.facts.least == pytest.approx(-4.0, abs=1e-12)
    stage = build_stage(lesson, make_timeline(lesson, 15.0), 14.2, 8.0)
    assert isinstance(stage, Stage)
    (chart,) = [p.chart for p in stage.props if isinstance(p, StepChartProp)]
    (curve,) = chart.curves
    # After 30 steps of the factor −0.6, f is 22² · 0.36³⁰ above the minimum.
    bottom, top = np.log(chart.y.low), np.log(chart.y.high)
    share = (np.log(22**2) + 30 * np.log(0.36) - bottom) / (top - bottom)
    assert curve.y[-1] == pytest.approx(share, abs=1e-3)


def test_a_logarithmic_scale_gives_each_decade_the_same_room() -> None:
    scale = Scale.around(np.array([1e-9, 1.0, -5.0, 0.0]), log=True)
    decades = scale.share(10.0 ** np.arange(-9, 1))
    np.testing.assert_allclose(np.diff(decades), np.diff(decades)[0])
    assert np.isnan(scale.share(np.array([0.0, -1.0]))).all()
    values, texts = scale.ticks(4, Numerals())
    assert all(np.isclose(np.log10(v), round(np.log10(v))) for v in values)
    assert texts[-1] == "$10^(0)$"
    assert 2 <= len(values) <= 6


def test_a_long_curve_keeps_its_spikes_and_its_gaps_in_few_points() -> None:
    y = np.random.default_rng(0).random(100_000) * 0.8
    y[70_123], y[20_000] = 1.0, -1.0
    y[50_000:50_010] = np.nan
    kept = thinned(y)
    assert len(kept) <= 2000
    assert {70_123, 20_000} <= set(kept.tolist())
    assert np.isnan(y[kept]).any()
    assert kept[0] == 0
    assert kept[-1] == len(y) - 1


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=60))
def test_a_thinned_curve_is_the_same_to_the_eye(values: list[float]) -> None:
    y = np.array(values)
    kept = thinned(y)
    drawn = np.interp(np.arange(len(y)), kept, y[kept])
    assert np.abs(drawn - y).max() < 0.002  # of the chart's height: a pixel


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=40))
def test_what_leaves_a_chart_is_cut_at_its_edge(values: list[float]) -> None:
    x, y = np.arange(len(values), dtype=float), np.array(values)
    across, up, breaks = within(x, y)
    assert ((up >= 0) & (up <= 1)).all()
    assert (np.diff(across) >= 0).all()
    # Every point drawn lies on the polyline, and every point inside is drawn.
    np.testing.assert_allclose(np.interp(across, x, y), up, atol=1e-9)
    inside = x[(y >= 0) & (y <= 1)]
    assert set(inside.tolist()) <= set(across.tolist())
    assert breaks == sorted(set(breaks))


def test_a_curve_is_drawn_up_to_its_step_and_no_further() -> None:
    layout = Layout(8 * 16 / 9, 8, 8 / 27, 320 / (8 * 16 / 9), header=1, footer=1)
    chart = Chart(
        layout, DARK, Numerals(), (-6, -3, 6, 3), Scale(0, 100), Scale(-1, 1), ("step", "$f$")
    )
    red = "#FF0000"
    chart.plot(np.zeros(101), red)
    chart.show(1.0, [40])
    picture = paint(chart.mobjects, look(-60, 30)).astype(int)
    columns = np.flatnonzero(((picture[..., 0] > 180) & (picture[..., 1] < 60)).any(axis=0))
    x0, _, x1, _ = chart.rect
    start, end = (160 + (x0 + share * (x1 - x0)) * 320 / (8 * 16 / 9) for share in (0, 0.4))
    assert abs(columns[0] - start) < 3
    assert abs(columns[-1] - end) < 6  # the dot at its head sticks out


# Places on the frame


def overlap(a: Region, b: Region) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    tall = min(a[3], b[3]) - max(a[1], b[1])
    return max(wide, 0) * max(tall, 0)


@pytest.mark.parametrize("shape", [(16, 9), (4, 3), (1, 1), (9, 16)])
def test_nothing_shares_its_place(shape: tuple[int, int]) -> None:
    timeline, _ = staged(LESSON)
    height = 8.0 if shape[0] >= shape[1] else 14.222 * shape[1] / shape[0]
    layout = measure_layout(timeline, height * shape[0] / shape[1], height, 100)
    picture, *_ = panels_of(timeline, layout)
    insets = [inset_region(layout, prop) for prop in layout.insets]
    for a, b in combinations([picture.close_up, *insets], 2):
        assert overlap(a, b) < 1e-9
    if not layout.crowded:  # else the picture makes way
        assert overlap(narrowed(picture, layout), chart_region(layout)) < 1e-9
    for region in (picture.region, *insets, chart_region(layout), narrowed(picture, layout)):
        assert layout.left - 1e-9 <= region[0] < region[2] <= layout.right + 1e-9
        assert layout.bottom - 1e-9 <= region[1] < region[3] <= layout.top + 1e-9


def arranged(text: str, shape: tuple[int, int]) -> tuple[Any, Layout]:
    timeline, _ = staged(text)
    height = 8.0 if shape[0] >= shape[1] else 14.222 * shape[1] / shape[0]
    layout = measure_layout(timeline, height * shape[0] / shape[1], height, 100)
    return panels_of(timeline, layout), layout


@pytest.mark.parametrize("shape", [(16, 9), (4, 3), (1, 1), (9, 16)])
def test_beside_a_chart_the_surface_keeps_its_place_and_its_map_makes_way(
    shape: tuple[int, int],
) -> None:
    split = LESSON.replace("insets: [contour, loss]", "layout: split")
    (surface, ground), layout = arranged(split, shape)
    assert ground.leaves
    assert not surface.leaves
    if layout.crowded:
        return
    place = narrowed(surface, layout)
    assert overlap(place, chart_region(layout)) < 1e-9
    assert overlap(place, surface.region) > 0.8 * overlap(surface.region, surface.region)


@pytest.mark.parametrize("shape", [(16, 9), (4, 3), (1, 1), (9, 16)])
def test_a_curve_has_a_panel_for_each_descent(shape: tuple[int, int]) -> None:
    text = (
        "function: x^2\nlayout: panels\noptimizers: [momentum, adam]\nstory: [surface, descend]\n"
    )
    panels, layout = arranged(text, shape)
    assert [(p.kind, p.descents) for p in panels] == [("curve", (0,)), ("curve", (1,))]
    assert overlap(panels[0].region, panels[1].region) < 1e-9
    assert all(p.region[3] <= layout.open[3] + 1e-9 for p in panels)


# The table of a race


def test_places_are_those_of_a_sorted_list() -> None:
    values = [0.3, -1.0, float("nan"), 0.3, 5.0]
    assert ranks(values) == [2, 1, 5, 2, 4]


def test_the_table_tells_the_values_of_the_steps_made() -> None:
    timeline, _ = staged(LESSON)
    prop = next(p for p in staged(LESSON)[1].props if isinstance(p, RaceProp))
    end = timeline.beats[2].end - 0.5
    step, values = prop.standing(end)
    assert step == 40
    finals = [float(d.trajectory.values[-1]) for d in timeline.lesson.descents]
    np.testing.assert_allclose(values, finals)


# Pseudocode


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_every_method_has_its_lines_with_numbers_that_add_up(name: str) -> None:
    track = descend(Function.parse("x^2 + 3*y^2"), (-2.0, 1.0), make_optimizer(name), 0.1, steps=5)
    lines = PSEUDOCODE[name]
    assert lines[0].sets == "gradient"
    assert lines[-1].sets == "point"
    assert any(line.sets == "step" for line in lines)
    for line in lines:
        assert not line.sets or quantity(track, line.sets, 1) is not None, line
        Label(f"${line.math}$", 0.3)  # Typst can set it
    step = quantity(track, "step", 1)
    assert step is not None
    np.testing.assert_allclose(track.points[1] + step, quantity(track, "point", 1))


def test_with_one_variable_the_lines_have_its_name() -> None:
    first = lines_of("gradient_descent", 1, "x", ENGLISH)[0].math
    assert "f'(x)" in first
    assert "nabla" not in first


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_a_stochastic_method_follows_its_estimate_in_every_line(name: str) -> None:
    first, *others = (line.math for line in lines_of(name, 2, "x", ENGLISH, stochastic=True))
    assert first == "hat(bold(g)) approx nabla f(bold(p))"
    assert not any("bold(g)" in line.replace("hat(bold(g))", "") for line in others)
    assert "hat(g) approx f'(x)" in lines_of(name, 1, "x", ENGLISH, stochastic=True)[0].math


def test_one_line_runs_at_a_time_and_the_last_moves_the_ball() -> None:
    timeline, _ = staged(LESSON)
    prop = prop_of(LESSON, AlgorithmProp)
    beat = timeline.beats[1]
    for t in np.arange(beat.start, beat.end, 0.05):
        lights, calm, k = prop.lights(float(t))
        assert sum(lights) < 1.3
        u = timeline.steps(2, float(t))
        if k >= 0 and 0.05 < u - int(u) < 0.95:
            assert calm == 1
            assert lights[-1] == max(lights) > 0.5
    rushed, calm, _ = prop.lights(timeline.beats[2].end - 3.0)  # the race: many steps a second
    assert max(rushed) == 0 or calm < 1


def test_on_a_board_three_components_are_written_beside_the_line_that_sets_them() -> None:
    board = "function: a^2 + b^2 + c^2\nstarts: [[1, 2, -1]]\nlearning_rates: [0.1]\nsteps: 2\n"
    board += "story: [algorithm]\n"
    timeline, _ = staged(board)
    prop = prop_of(board, AlgorithmProp)
    written = {}
    for t in np.arange(0, timeline.beats[0].end, 0.1):
        prop.show(float(t))
        for line, number, text in zip(prop._lines, prop._numbers, prop._written, strict=True):
            if number.opacity > 0:
                written.setdefault(line.sets, text)
    step = "(−0.2, −0.4, 0.2)"  # −0.1 times the gradient, 2p
    assert written == {"gradient": "(2, 4, −2)", "step": step, "point": "(0.8, 1.6, −0.8)"}


# The inside of a step


@pytest.mark.parametrize("name", ["momentum", "nesterov"])
def test_slope_and_memory_add_up_to_the_step(name: str) -> None:
    timeline, _ = staged(LESSON.replace("momentum", name))
    inner = Inner.of(timeline.lesson.descents[1], 5, np.ones(2))
    parts = {part.role: part for part in inner.parts}
    assert len({part.scale for part in inner.parts}) == 1
    assert parts["velocity"].after == "gradient"  # tip to tail
    total = parts["gradient"].vectors + parts["velocity"].vectors
    np.testing.assert_allclose(total, parts["step"].vectors)
    rate, gradients = 0.05, timeline.lesson.descents[1].trajectory.gradients[:-1]
    np.testing.assert_allclose(parts["gradient"].vectors, -rate * gradients)


def test_the_ellipse_reaches_far_where_the_slope_has_been_small() -> None:
    timeline, _ = staged(LESSON)
    inner = Inner.of(timeline.lesson.descents[2], 5, np.ones(2))
    gradient = timeline.lesson.descents[2].trajectory.gradients[0]
    assert inner.reach is not None
    # After one step of Adam, √v̂ is |∇f| itself.
    expected = np.abs(gradient).min() / np.abs(gradient)
    np.testing.assert_allclose(inner.reach[0], expected, rtol=1e-6)


# One step along the sign

SIGN = """
function: 0.05*a - 0.2*b - 0.1*c
domain: {a: [0, 1], b: [0, 1], c: [0, 1]}
starts: [[0.3, 0.2, 0.8]]
learning_rates: [1]
steps: 3
story: [{sign_step: {size: 0.1, learning_rate: 1}}]
"""


def test_both_steps_of_three_parameters_are_written_out() -> None:
    prop = prop_of(SIGN, SignStepProp)
    written = " ".join(m.markup for m in prop.mobjects if isinstance(m, Label))
    assert "(0.3, 0.2, 0.8)" in written
    assert "(0.05, −0.2, −0.1)" in written
    assert "(0.2, 0.3, 0.9)" in written  # p − 0.1·(1, −1, −1)
    assert "(0.25, 0.4, 0.9)" in written  # p − 1·∇f


def test_only_a_picture_that_is_there_has_arrows_to_speak_of() -> None:
    story = "story:\n  - surface\n  - sign_step\n"
    lesson = compute_lesson(read_spec(LESSON.split("insets:")[0] + story))
    timeline = make_timeline(lesson)
    for width, height in ((8 * 16 / 9, 8.0), (8.0, 8 * 16 / 9)):
        stage = build_stage(lesson, timeline, width, height)
        prop = next(p for p in stage.props if isinstance(p, SignStepProp))
        written = " ".join(m.markup for m in prop.mobjects if isinstance(m, Label))
        assert ("arrows" in written) != stage.views[0].setting.layout.crowded


# The data


def data_stage(folder: Path, table: str, text: str) -> tuple[Timeline, Stage, DataProp]:
    (folder / "points.csv").write_text(table, encoding="utf-8")
    path = folder / "lesson.yaml"
    path.write_text(text, encoding="utf-8")
    lesson = compute_lesson(load_spec(path))
    timeline = make_timeline(lesson)
    stage = build_stage(lesson, timeline, 8 * 16 / 9, 8)
    return timeline, stage, next(p for p in stage.props if isinstance(p, DataProp))


def shares(prop: DataProp) -> Array:
    """Where the first descent's model is drawn, (n, 2), 0 to 1 along the chart's axes."""
    x0, y0, x1, y1 = prop.chart.rect
    drawn: Array = (prop._lines[0][-1].points[:, :2] - (x0, y0)) / (x1 - x0, y1 - y0)
    return drawn


def test_the_data_make_way_for_what_stands_aside(tmp_path: Path) -> None:
    timeline, _, prop = data_stage(
        tmp_path,
        "x,y\n" + "".join(f"{x},{2 * x + 1}\n" for x in range(6)),
        "function: w*x + b\ndata: {file: points.csv}\nsteps: 20\n"
        "story: [{surface: {seconds: 3}}, {loss_curve: {seconds: 6}}, {pause: {seconds: 2}}]\n",
    )
    curve = timeline.cues_of("loss_curve")[0]
    seen = []
    for t in np.arange(timeline.beats[0].end, timeline.duration, 0.1):
        prop.show(t)
        most = max(float(mesh.opacity) for mesh in prop.mobjects)
        assert most + curve.opacity(t) <= 1 + 1e-9
        seen.append(most)
    assert (seen[0], min(seen), seen[-1]) == (1, 0, 1)


def test_several_features_on_a_board_come_to_the_diagonal_where_the_model_is_right(
    tmp_path: Path,
) -> None:
    places = [(a, b) for a in range(3) for b in range(3)]
    timeline, _, prop = data_stage(
        tmp_path,
        "a,b,y\n" + "".join(f"{a},{b},{3 * a - 2 * b + 1}\n" for a, b in places),
        "function: v*a + w*b + c\ndata: {file: points.csv}\nstarts: [[1, 1, 1]]\n"
        "optimizers: [newton]\nlearning_rates: [1]\nstory: [surface, descend]\n",
    )
    prop.show(timeline.beats[0].end)
    assert np.abs(np.diff(shares(prop), axis=1)).max() > 0.1
    prop.show(timeline.duration - 1e-3)
    drawn = shares(prop)
    assert len(drawn) == 2 * len(places)
    np.testing.assert_allclose(drawn[:, 0], drawn[:, 1], atol=1e-6)


def test_without_a_feature_the_model_is_a_level_over_the_entries(tmp_path: Path) -> None:
    timeline, _, prop = data_stage(
        tmp_path,
        "y\n1\n2\n6\n",
        "function: m\ndata: {file: points.csv}\nlearning_rates: [0.5]\n"
        "starts: [[5]]\nstory: [surface, descend]\n",
    )
    prop.show(timeline.duration - 1e-3)
    drawn = shares(prop)
    y = prop.chart.y
    np.testing.assert_allclose(drawn[:, 1], (3 - y.low) / (y.high - y.low), atol=1e-6)
    assert (drawn[0, 0], drawn[-1, 0]) == (0, 1)


def test_a_small_picture_of_two_names_its_axes_and_keeps_its_place_for_itself() -> None:
    """Their numbers left a map of two ems in an upright frame."""
    lesson = compute_lesson(load_spec(Path("specs/sgd_and_adam.yaml")))
    timeline = make_timeline(lesson)
    width = 8 * 16 / 9
    stages = [build_stage(lesson, timeline, width, width * h / w) for w, h in ((16, 9), (9, 16))]
    texts = [
        {label.markup for label in stage.props[1].mobjects if isinstance(label, Label)}
        for stage in stages
    ]
    assert texts[1] == {"$w$", "$b$"} < texts[0]
    setting = stages[1].views[0].setting
    side = 2 * setting.fit.flat.least * setting.space.half[1]
    assert side > 5 * setting.layout.em


def on_a_phone(name: str) -> tuple[Timeline, Stage, Layout]:
    lesson = compute_lesson(load_spec(Path(f"specs/{name}.yaml")))
    timeline = make_timeline(lesson)
    width, height = 8 * 16 / 9, 8 * (16 / 9) ** 2
    stage = build_stage(lesson, timeline, width, height)
    return timeline, stage, stage.views[0].setting.layout


def test_a_long_formula_leaves_its_place_to_the_numbers_of_an_upright_frame() -> None:
    """Above each other, formula and table left the picture a third of the width."""
    timeline, stage, layout = on_a_phone("three_wells")
    left, bottom, right, top = layout.open
    assert top - bottom > 0.8 * (right - left)
    formula = next(p for p in stage.props if type(p).__name__ == "FormulaProp").mobjects[0]
    table = next(p for p in stage.props if isinstance(p, LegendProp))
    seen = []
    for t in np.arange(3.0, timeline.duration, 0.25):
        stage.show(float(t), MeshCamera())
        seen.append((formula.opacity, max(m.opacity for m in table.mobjects)))
    assert max(f for f, _ in seen) == 1.0 == max(n for _, n in seen)
    assert max(min(pair) for pair in seen) < 0.3  # not both at one place
    # The key of the basins stands between the picture and the captions.
    colours = [
        p for p in stage.props if any(c.prop == "basins" for c in [getattr(p, "_cue", None)] if c)
    ]
    edges = [m.get_top()[1] for p in colours for m in p.mobjects if m.fixed_in_frame]
    assert edges
    assert max(edges) <= bottom + 1e-9


@pytest.mark.parametrize("name", ["peaks", "bowl", "parabola"])
def test_the_rule_stands_above_the_picture_of_an_upright_frame(name: str) -> None:
    timeline, stage, layout = on_a_phone(name)
    cue = timeline.cues_of("update_rule")[0]
    card = next(m for p in stage.props if getattr(p, "_cue", None) is cue for m in p.mobjects)
    assert card.get_bottom()[1] + 0.5 * layout.em >= layout.open[3] - 1e-6
    assert card.get_top()[1] <= layout.height / 2


def test_a_picture_grows_into_the_place_of_the_numbers_while_arrows_are_told() -> None:
    """Below seven rows a map had a quarter of the width, and kept it when they had gone. The rows
    are there while a beat speaks of them."""
    timeline, stage, _ = on_a_phone("optimizer_race")
    setting = stage.views[0].setting
    first, second = timeline.cues_of("internals")
    race = timeline.cues_of("race")[0]
    running, before, while_told, between, last = (
        setting.fit.flat.at(t)[0]
        for t in (
            race.start + 2.0, first.start - 1.5, first.start + 2.0, first.end + 0.2,
            timeline.duration,
        )
    )  # fmt: skip
    assert before >= while_told == between == last > 1.5 * running
    assert second.start > first.end  # between the two the numbers do not come back
    table = next(p for p in stage.props if isinstance(p, RaceProp))
    camera = MeshCamera()
    for t in np.arange(first.start, timeline.duration, 0.2):
        stage.show(float(t), camera)
        assert max(m.opacity for m in table.mobjects) == 0.0
    # No moment before the picture has grown shows both at one place.
    for t in np.arange(race.start, first.start, 0.2):
        stage.show(float(t), camera)
        rows = max(m.opacity for m in table.mobjects)
        assert rows == 0.0 or setting.fit.flat.at(t)[0] < 1.2 * running


def test_the_last_row_of_panels_stands_in_the_middle() -> None:
    first, second, third = grid((-3.6, -3.3, 3.6, 3.3), 3, 0.27)
    assert first[1] == second[1] > third[1]
    assert (third[0] + third[2]) / 2 == pytest.approx((first[0] + second[2]) / 2)
    assert third[2] - third[0] == pytest.approx(first[2] - first[0])
