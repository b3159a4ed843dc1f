"""What is chosen for a spec that leaves it out."""

from __future__ import annotations

import pytest

from gdcore.spec import read_spec


@pytest.mark.filterwarnings("error")
def test_slopes_beyond_all_numbers_are_passed_over_in_silence() -> None:
    """The square of a slope of e^900 is none; that is no fault of the author's."""
    spec = read_spec("function: exp(x)\ndomain: {x: [0, 1000]}\n")
    (start,) = spec.descents[0].start
    assert 0 < start < 1000
