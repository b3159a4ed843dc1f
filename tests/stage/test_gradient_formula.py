"""The partial derivatives on screen: true, in their beats alone, and left out where too long."""

from __future__ import annotations

import numpy as np
import pytest

from gdcore.maths import NAMED_FUNCTIONS
from gdcore.spec import read_spec
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.props.frame.gradient_formula import derivative_markups
from gdcore.stage.scene import build_stage
from gdcore.story import compute_lesson, make_timeline

PLAIN = "function: x^2 - y^2\nstory: [surface, slices, gradient, descend]\n"


def stage_of(text):
    timeline = make_timeline(compute_lesson(read_spec(text)), 30.0)
    camera = MeshCamera()
    width, height = camera.frame_width, camera.frame_height
    return timeline, build_stage(timeline.lesson, timeline, width, height)


def formulas(stage):
    return [m for m in stage.mobjects if m.name.startswith("gradient formula")]


@pytest.mark.parametrize("name", NAMED_FUNCTIONS)
def test_the_shortest_form_has_the_slopes_of_the_function(name):
    named = NAMED_FUNCTIONS[name]
    f = named.function()
    rng = np.random.default_rng(3)
    for p in rng.uniform(*np.transpose(named.box), (5, f.dimension)):
        at = dict(zip(f.variables, p, strict=True))
        for i, expression in enumerate(f.shortest_gradient):
            step = 1e-5 * np.ptp(named.box[i]) * np.eye(f.dimension)[i]
            slope = (f.value(p + step) - f.value(p - step)) / (2 * step[i])
            shown = float(expression.evalf(subs=at))
            size = abs(f.value(p)) / np.ptp(named.box[i]) + 1
            assert shown == pytest.approx(slope, rel=1e-4, abs=1e-4 * size)


def test_both_derivatives_are_written():
    timeline, _ = stage_of(PLAIN)
    assert derivative_markups(timeline.lesson) == (
        "$partial f slash partial x = 2 x$",
        "$partial f slash partial y = −2 y$",
    )


def test_one_variable_has_a_derivative():
    timeline, stage = stage_of("function: x^2 - 6*x\nstory: [surface, gradient]\n")
    assert derivative_markups(timeline.lesson) == ("$f'(x) = 2 x − 6$",)
    assert formulas(stage)


def test_they_come_and_go_with_their_beats():
    timeline, stage = stage_of(PLAIN)
    camera = MeshCamera()
    for beat in timeline.beats:
        stage.show(beat.start + 0.5 * beat.seconds, camera)
        shown = max(m.opacity for m in formulas(stage))
        assert shown == (1.0 if beat.name in ("slices", "gradient") else 0.0), beat.name


def test_formulas_too_long_for_the_line_are_left_out():
    _, stage = stage_of("function: peaks\nstory: [surface, gradient]\n")
    assert not formulas(stage)
