"""Marks that say what is meant: an arrow's foot, a label's number, a trail's width."""

from __future__ import annotations

import pytest

from gdcore.maths import CriticalPoint, Kind
from gdcore.stage.props.critical_points import label_text


@pytest.mark.parametrize(
    ("value", "named", "number"),
    [
        (-0.0751421, True, "−0.0751"),
        (0.26981, True, "0.270"),
        (-1e-17, True, "0"),
        (29.52, False, "30"),
    ],
)
def test_labels_and_captions_write_the_same_number(value: float, named: bool, number: str) -> None:
    point = CriticalPoint((0.0, 0.0), value, Kind.MINIMUM, (1.0, 1.0), 0.0, False)
    assert f'"{number}"' in label_text(point, named)
