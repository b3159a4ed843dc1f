"""Whole specs drawn at random are drawn as pictures, or refused at their places.

`GDCORE_FUZZ=1000 pytest tests/test_fuzz_specs.py` tries so many more.
"""

import os

import pytest

from tests.random_specs import provide_data
from tests.spec_trial import run

COUNT = 60
"""Specs in every run of the tests: half a minute."""
MORE = int(os.environ.get("GDCORE_FUZZ", "0"))


@pytest.mark.parametrize("seed", range(COUNT + MORE))
def test_a_random_spec_is_drawn_or_refused(tmp_path, seed):
    provide_data(tmp_path)
    assert run(seed, tmp_path) in ("drawn", "refused")


def test_enough_of_them_are_drawn(tmp_path):
    """A generator whose specs are all refused would find nothing."""
    provide_data(tmp_path)
    assert [run(seed, tmp_path) for seed in range(10)].count("drawn") >= 3
