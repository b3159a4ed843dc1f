"""Whole specs drawn at random are drawn as pictures, or refused at their places.

`GDCORE_FUZZ=1000 pytest tests/test_fuzz_specs.py` tries so many more.
"""

import os

import pytest

from gdcore.spec import SpecError, load_spec
from tests.random_specs import provide_data, write
from tests.spec_trial import run

COUNT = 24
"""Specs in every run of the tests: twenty seconds."""
MORE = int(os.environ.get("GDCORE_FUZZ", "0"))


@pytest.mark.parametrize("seed", range(COUNT + MORE))
def test_a_random_spec_is_drawn_or_refused(tmp_path, seed):
    provide_data(tmp_path)
    assert run(seed, tmp_path) in ("drawn", "refused")


def test_most_of_them_are_accepted(tmp_path):
    """A generator whose specs are all refused would find nothing."""
    provide_data(tmp_path)
    path, accepted = tmp_path / "random.yaml", 0
    for seed in range(1000, 1040, 2):
        path.write_text(write(seed), encoding="utf-8")
        try:
            load_spec(path)
        except SpecError:
            continue
        accepted += 1
    assert accepted >= 14
