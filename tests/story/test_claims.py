"""Claims under expect: true ones hold, false ones say what is true."""

import numpy as np
import pytest

from gdcore.spec import SpecError, read_spec, write_yaml
from gdcore.story import compute_lesson
from gdcore.story.claims import check_claims, claim_faults, is_written

LESSON = """
function: x^4 - 2*x^2 + y^2 + x/10
domain: {x: [-2, 2], y: [-2, 2]}
steps: 80
descents:
  - {start: [-1.5, 1], learning_rate: 0.05, label: left}
  - {start: [1.5, 1], learning_rate: 0.05, label: right}
  - {start: [1.5, 1], learning_rate: 0.1, label: faster}
expect:
"""

# The minima are roots of 4x³ − 4x + 1/10, by NumPy; 12x² − 4 is the curvature there.
ROOTS = np.sort(np.roots([4, 0, -4, 0.1]).real)
STABLE = 2 / (12 * ROOTS[0] ** 2 - 4)

TRUE = [
    "{descent: left, outcome: steps_exhausted}",
    "{descent: faster, outcome: converged, within: 80, steps: [40, 80]}",
    f"{{descent: 1, ends_near: [{ROOTS[0]:.3f}, 0], tolerance: 0.01, value: -1.1}}",
    "{fastest: left}",
    "{lowest: 1}",
    f"{{minimum: [{ROOTS[0]:.4f}, 0], value: -1.10}}",
    f"{{saddle: [{ROOTS[1]:.4f}, 0]}}",
    "{minima: 2, saddles: 1, maxima: 0}",
    "{at: [1, 1], value: 0.1, slopes: [0.1, 2]}",
    f"{{stable_below: {STABLE:.3f}}}",
    "{global_minimum_reached_by: [left]}",
]
FALSE = {
    "{descent: left, outcome: diverged}": "left ends after 80 steps: steps_exhausted",
    "{descent: 3, within: 10}": "faster ends after",
    "{descent: 1, ends_near: [1, 0]}": "from there",
    "{descent: 1, value: -2}": "left ends with f = -1.1",
    "{fastest: right}": "left needs 17 steps; right does not arrive",
    "{lowest: right}": "left ends with f = -1.1",
    "{minimum: [0, 0]}": "the nearest minimum is",
    "{minimum: [0.987, 0], value: 3}": "f = -0.9",
    "{maximum: [0, 0]}": "there is no maximum in the domain",
    "{minima: 3}": "there are 2 minima",
    "{at: [1, 1], slopes: [0.2, 2]}": "the slopes at (1, 1) are (0.1, 2)",
    "{stable_below: 0.5}": "2/λmax = 0.2",
    "{global_minimum_reached_by: [left, right]}": "is reached by left",
    "{global_minimum_reached_by: []}": "is reached by left",
}


def lesson_with(*claims):
    return compute_lesson(read_spec(LESSON + "".join(f"  - {claim}\n" for claim in claims)))


def test_true_claims_hold():
    verdicts = check_claims(lesson_with(*TRUE))
    assert [v.measured for v in verdicts if not v.holds] == []
    assert len(verdicts) == len(TRUE)


def test_false_claims_are_faults_at_their_line_that_say_what_is_true():
    faults = list(claim_faults(lesson_with(*FALSE)))
    assert [fault.line for fault in faults] == list(range(10, 10 + len(FALSE)))
    for fault, told in zip(faults, FALSE.values(), strict=True):
        assert fault.message.startswith("false: ")
        assert told in fault.message


@pytest.mark.parametrize(
    ("claimed", "true", "holds"),
    [
        (29.52, 29.5249, True),
        (29.52, 29.526, False),
        (0.26, 0.2604, True),
        (3, 3.0000001, True),
        (3, 3.01, False),
        (0, 1e-9, True),
        (1.2e-7, 1.24e-7, True),
        (1.2e-7, 1.26e-7, False),
        (1, float("nan"), False),
    ],
)
def test_a_number_is_as_exact_as_it_is_written(claimed, true, holds):
    assert is_written(claimed, true) is holds


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("{descent: 4, within: 3}", "there is no descent 4; they are numbered from 1 to 3"),
        ("{fastest: lefft}", "did you mean left"),
        ("{minimum: [1]}", "expected 2 numbers; found 1"),
        ("{fastes: left}", "did you mean fastest"),
        ("{descent: left}", "say what the descent does"),
        ("{descent: left, outcome: convergd}", "did you mean converged"),
        ("{at: [1, 1]}", "say what holds there"),
        ("{minima: null, maxima: null}", "say how many there are"),
        ("{}", "expected a claim such as"),
    ],
)
def test_claims_that_make_no_sense(claim, message):
    with pytest.raises(SpecError) as caught:
        lesson_with(claim)
    (fault,) = caught.value.faults
    assert message in fault.message
    assert fault.line == 10


def test_claims_are_written_and_read_back_and_change_no_picture():
    spec = lesson_with(*TRUE).spec
    again = read_spec(write_yaml(spec))
    assert again.expect == spec.expect
    assert again == spec
    assert read_spec(LESSON.removesuffix("expect:\n")).digest == spec.digest


@pytest.mark.parametrize(
    ("function", "claim", "told"),
    [
        ("x^4 + y^4", "{minimum: [0, 0], value: 0}", None),
        ("x^2", "{global_minimum_reached_by: [1]}", None),
        ("(x^2 - 1)^2 + y^2", "{global_minimum_reached_by: [1]}", None),  # one of two alike
        ("(x + y)^2", "{global_minimum_reached_by: [1]}", None),  # a whole line of minima
        ("x - y^2", "{global_minimum_reached_by: []}", "f is lowest at the edge"),
        ("x^3 - x", "{global_minimum_reached_by: [1]}", "f is lowest at the edge"),
    ],
)
def test_the_lowest_minimum_is_that_of_the_landscape(function, claim, told):
    start = "[[1.5, 1.2]]" if "y" in function else "[1.5]"
    text = f"function: {function}\nstarts: {start}\nlearning_rates: [0.05]\nexpect: [{claim}]\n"
    (verdict,) = check_claims(compute_lesson(read_spec(text + "outside: continue\n")))
    assert verdict.holds == (told is None), verdict
    assert told is None or told in verdict.measured
