"""Marks that say what is meant: an arrow's foot, a label's number, a trail's width."""

from __future__ import annotations

import numpy as np
import pytest

from gdcore.maths import CriticalKind, CriticalPoint
from gdcore.spec import read_spec
from gdcore.stage.props.panel.critical_points import label_text
from gdcore.stage.props.panel.gradient import GradientProp
from gdcore.stage.props.panel.trail import to_and_fro
from gdcore.story import compute_lesson
from tests.stage.test_landscape_props import BOWL, the
from tests.stage.test_lesson_picture import opened


@pytest.mark.parametrize(("at", "dotted"), [("[2, 4]", True), ("start", False)])
def test_a_dot_says_where_a_gradient_is_unless_a_ball_does(at: str, dotted: bool) -> None:
    story = f"story: [surface, {{gradient: {{at: {at}}}}}]"
    with opened(BOWL + story, (320, 180)) as show:
        the(show, GradientProp).show(show.span("gradient")[1] - 1.0)
        arrow, foot, _ = the(show, GradientProp).mobjects
    assert arrow.opacity == 1
    assert foot.opacity == (1 if dotted else 0)
    if dotted:
        np.testing.assert_allclose(foot.points[0], foot.points[1])


@pytest.mark.parametrize(
    ("value", "named", "number"),
    [
        (-0.0751421, True, "−0.0751"),
        (0.26981, True, "0.270"),
        (-1e-17, True, "0"),
        (29.52, False, "29.5"),
    ],
)
def test_labels_and_captions_write_the_same_number(value: float, named: bool, number: str) -> None:
    point = CriticalPoint((0.0, 0.0), value, CriticalKind.MINIMUM, (1.0, 1.0), 0.0, False)
    assert f'"{number}"' in label_text(compute_lesson(read_spec(BOWL)), point, named)


def test_only_that_part_of_a_trail_is_to_and_fro_that_is() -> None:
    rolls = np.column_stack([np.linspace(0, 5, 11), np.zeros(11)])
    jumps = np.column_stack([5 + np.tile([1.0, 0.0], 10), np.zeros(20)])
    share = to_and_fro(np.concatenate([rolls, jumps]))
    assert len(share) == 29
    np.testing.assert_array_equal(share[:7], 0)
    np.testing.assert_array_equal(share[14:], 1)
    assert not to_and_fro(rolls).any()
