"""Where f is undefined nothing is drawn, and what is nowhere defined has an empty picture."""

from __future__ import annotations

import numpy as np
import pytest

from gdcore.stage.layout.ticks import nice_ticks
from gdcore.stage.props.panel.ball import BallProp
from gdcore.stage.props.panel.gradient import GradientProp
from gdcore.stage.props.panel.surface import SurfaceProp
from gdcore.stage.props.panel.tangent_plane import TangentProp
from gdcore.stage.props.panel.trail import TrailProp
from gdcore.stage.props.panel.vector_field import VectorFieldProp
from gdcore.story import Cue
from tests.stage.test_landscape_props import the
from tests.stage.test_lesson_picture import opened

# f is undefined within the unit circle, which the first step leaps over.
MOAT = """
function: sqrt(x^2 + y^2 - 1)
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 0]]
learning_rates: [3.5]
steps: 1
story: [surface, descend]
"""


def test_a_function_that_is_nowhere_defined_has_no_surface() -> None:
    with opened(
        "function: sqrt(-1 - x^2 - y^2)\ndescents: []\nstory: [surface]", (320, 180)
    ) as show:
        show.stage.show(3.0, show.camera)
        assert the(show, SurfaceProp).mobjects == []


def test_a_trail_has_a_gap_and_the_ball_is_gone_where_f_is_undefined() -> None:
    with opened(MOAT, (320, 180)) as show:
        setting = show.stage.views[0].setting
        _, line, _ = the(show, TrailProp).mobjects
        radii = np.linalg.norm(line.points[:, :2] / setting.space.scale[:2], axis=1)
        assert (radii > 0.999).all()
        assert len(line.breaks) == 1
        timeline, ball = setting.timeline, the(show, BallProp)
        start, end = show.span("descend")
        seen = set()
        for t in np.linspace(start, end, 60, endpoint=False):
            ball.show(float(t))
            inside = np.linalg.norm(timeline.position(0, float(t))) < 1
            assert (ball.mobjects[0].opacity == 0) == inside
            seen.add(bool(inside))
        assert seen == {True, False}


@pytest.mark.parametrize("kind", [TangentProp, GradientProp])
def test_what_touches_the_surface_needs_one(kind: type) -> None:
    with opened(MOAT, (320, 180)) as show:
        setting = show.stage.views[0].setting
        for point, there in (((2.0, 0.5), True), ((0.2, 0.1), False)):
            prop = kind(setting, Cue("tangent_plane", 0.0, 9.0, point=point))
            prop.show(4.0)
            assert any(mesh.opacity > 0 for mesh in prop.mobjects) == there


def test_a_field_without_an_arrow_is_empty() -> None:
    with opened("function: 3 + 0*x + 0*y\nstory: [surface]", (320, 180)) as show:
        field = VectorFieldProp(show.stage.views[0].setting, Cue("vector_field", 0.0, 9.0))
        field.show(4.0)
        assert all(np.ptp(mesh.points, axis=0).max() == 0 for mesh in field.mobjects)


@pytest.mark.parametrize("high", [1e300, 1.7e308])
def test_an_axis_that_spans_all_numbers_has_few_ticks(high: float) -> None:
    ticks = nice_ticks(-high, high)
    assert 2 <= len(ticks) < 20
    assert np.isfinite(ticks).all()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("function", ["8e307*x + 8e307*y", "1e308*(x + y)", "8e307*x"])
def test_values_near_the_end_of_all_numbers_have_a_picture(function: str) -> None:
    with opened(f"function: {function}", (160, 90)) as show:
        low, high = show.stage.views[0].setting.space.values
        assert np.isfinite(high - low)
        for t in np.linspace(0.0, show.timeline.duration, 7):
            show.stage.show(float(t), show.camera)
