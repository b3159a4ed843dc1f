"""What is told of descents in hard cases: refuted, if it can be, by their numbers."""

import re

import numpy as np
import pytest

from gdcore.spec import read_spec
from gdcore.story import compute_lesson, make_timeline
from gdcore.story.directing.endings import outcome_words

SQUARE = "domain: {x: [-3, 3], y: [-3, 3]}\n"


def lesson_of(function, starts, rates="[0.1]", more="", domain=SQUARE):
    about = f"function: {function}\n{domain}starts: {starts}\nlearning_rates: {rates}\n"
    return compute_lesson(read_spec(f"{about}{more}\n"))


def told(function, starts, rates="[0.1]", more="", domain=SQUARE, story="[descend]"):
    """The captions of a story, each on one line, with the beat's start."""
    lesson = lesson_of(function, starts, rates, f"{more}\nstory: {story}", domain)
    timeline = make_timeline(lesson)
    return lesson, [" ".join(text.split()) for _, _, text in timeline.captions()]


HARD = [
    ("abs(x) + abs(y)", "[[1, 0]]", "[0.3]"),
    ("abs(x) + abs(y)", "[[2, 2], [1, 0.5]]", "[0.1]"),
    ("0.5*x^2 + 5*y^2", "[[2, 2]]", "[0.19, 0.2, 0.21]"),
    ("0.5*x^2 + 5*y^2", "[[2, 2]]", "[0.21]"),
    ("x^2 - y^2", "[[2, 0], [1, 0.001]]", "[0.1]"),
    ("x^2 - y^2", "[[2, 0.5]]", "[0.1]"),
    ("tanh(5*x)^2 + tanh(5*y)^2", "[[2.5, 2]]", "[0.1]"),
    ("(x^2 - 1)^2 + y^2", "[[-0.2, 1], [0.2, 1]]", "[0.1]"),
]


@pytest.mark.parametrize(("function", "starts", "rates"), HARD)
def test_no_sentence_is_said_twice_in_a_beat(function, starts, rates):
    more = ", race, compare" if "], [" in starts or "," in rates else ""
    lesson = lesson_of(function, starts, rates, f"steps: 60\nstory: [descend, loss_curve{more}]")
    timeline = make_timeline(lesson)
    for beat in timeline.beats:
        said = " ".join(
            " ".join(text.split()) for begin, _, text in timeline.captions()
            if beat.start <= begin < beat.start + beat.seconds
        )  # fmt: skip
        sentences = re.split(r"(?<=[.:?]) ", said)
        assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize(("rate", "steps"), [(0.3, 100), (0.3, 3), (0.3, 2), (0.1, 40), (0.7, 9)])
def test_where_f_was_lower_on_the_way_the_chart_says_so(rate, steps):
    lesson, said = told("abs(x)", "[[1]]", f"[{rate}]", f"steps: {steps}", "domain: {x: [-3, 3]}\n",
                        "[descend, loss_curve]")  # fmt: skip
    values = np.abs(lesson.descents[0].trajectory.points[:, 0])
    number = r"f falls from ([\d.]+) to ([\d.]+), but was lower on the way: ([\d.]+) after (\d+)"
    found = re.search(number, said[-1])
    if values.min() < values[-1] - 1e-9:
        assert [float(x) for x in found.groups()] == pytest.approx(
            [values[0], values[-1], values.min(), values.argmin()]
        )
    else:
        assert found is None
        assert said[-1].startswith(f"f falls from 1 to {round(values[-1], 9):.3g}")


@pytest.mark.parametrize("steps", [30, 60, 100, 200])
def test_a_descent_is_at_the_minimum_to_the_eye_where_nothing_shown_parts_them(steps):
    lesson, said = told("0.5*x^2 + 5*y^2", "[[2, 2]]", "[0.19]", f"steps: {steps}")
    k = np.arange(steps - 3, steps + 1)
    x, y = 2 * 0.81**k, 2 * 0.9**k  # the closed form: 1 − η·λ along each axis
    seen = (0.5 * x**2 + 5 * y**2)[-1] >= 49.5e-7
    if lesson.descents[0].trajectory.steps == steps:
        assert ("Not yet converged" in said[-1]) == seen
        assert ("as low as the minimum at (0, 0), to the eye: f = 0." in said[-1]) != seen
    else:
        assert said[-1].startswith("Converged")


@pytest.mark.parametrize(
    ("function", "start", "kind"),
    [
        ("tanh(5*x)^2 + tanh(5*y)^2", "[2.5, 2]", "plateau"),
        ("exp(-20*x^2) + exp(-20*y^2)", "[2, 2.5]", "plateau"),
        ("cos(x) + cos(y)", "[0, 0]", "maximum"),
        ("cos(x) - cos(y)", "[0, 0]", "saddle"),
        ("x^2 + y^2", "[0, 0]", "minimum"),
        ("x^4 - y^4", "[0, 0]", "still"),
    ],
)
def test_a_kind_is_told_only_of_a_critical_point(function, start, kind):
    lesson = lesson_of(function, f"[{start}]")
    assert lesson.facts.descent(0).ending == kind


def test_a_rule_that_ends_a_descent_far_from_a_minimum_is_not_told_as_convergence():
    lesson = lesson_of("exp(-x)", "[[0]]", "[0.5]", "steps: 100\nstop: {step_length: 0.05}",
                       "domain: {x: [-1, 9]}\n")  # fmt: skip
    assert lesson.facts.descent(0).ending == "halted"
    assert "as the steps are so short" in outcome_words(lesson)


@pytest.mark.parametrize("count", [2, 5])
def test_two_are_both_and_more_are_all(count):
    starts = [[round(2 - 0.3 * i, 1), 1] for i in range(count)]
    _, said = told("x^2 + y^2", starts, more="steps: 200", story="[descend, compare]")
    words = " ".join(said)
    assert ("Both descents come to (0, 0)" in words) == (count == 2)
    assert ("All 5 descents come to (0, 0)" in words) == (count == 5)
    assert "Both end" in words if count == 2 else "All end" in words
    assert "All 2" not in words


@pytest.mark.parametrize("story", ["[descend, compare]", "[descend, {compare: [1, 2]}]"])
def test_what_is_said_of_some_descents_is_not_said_of_all(story):
    """The first descents end in the lower well, near −1, the last ones in the other."""
    starts = [[-1.6], [-1.5], [-1.4], [-1.2], [0.5], [1.5]]
    domain = "domain: {x: [-2, 2]}\n"
    lesson, said = told("(x^2 - 1)^2 + 0.1*x", starts, "[0.05]", "steps: 300", domain, story)
    shown = 2 if "[1" in story else 4
    assert f"Here are {shown} of 6 descents. " in said[-1]
    low, high = sorted({round(float(d.trajectory.values[-1]), 3) for d in lesson.descents})
    assert f"f = −{-low:.3g}" in said[-1]
    assert f"{high:.3g}" not in said[-1]
    _, said = told("x^2 + y^2", [[2, 1], [1, 1]], more="steps: 200", story="[descend, compare]")
    assert "Here are" not in said[-1]


def test_who_leaves_the_domain_downhill_is_told_with_the_last_value():
    lesson, said = told("x^2 - y^2", "[[2, 2], [1, 0.001], [1, 0]]", story="[descend, compare]")
    last = min(d.trajectory.values[-1] for d in lesson.descents)
    assert "left the domain where f was still falling" in said[-1]
    assert f"the lowest of their last values is f = −{-last:.3g}." in said[-1]
    assert "Of those that stay, start (1, 0) ends lowest" in said[-1]


def test_the_race_is_measured_by_the_minimum_where_it_is_known():
    _, said = told("x^2 + 4*y^2", "[[2, 1.5]]", "[0.05, 0.1, 0.2]", "steps: 40",
                        story="[race]")  # fmt: skip
    values = {}
    for rate in (0.05, 0.1, 0.2):
        k = np.arange(41)
        values[rate] = (2 * (1 - 2 * rate) ** k) ** 2 + 4 * (1.5 * (1 - 8 * rate) ** k) ** 2
    first = {rate: int(np.argmax(v <= 0.13)) for rate, v in values.items()}
    best = min(first, key=first.get)
    words = f"η = {best} is the first to keep f within 0.13 of the minimum’s value, 0: after"
    assert f"{words} {first[best]} steps." in " ".join(said)
    # On a slope without a minimum the lowest value met is the measure.
    slope, said = told("x + y", "[[2, 2], [2.5, 2]]", "[0.01]", "steps: 20", story="[loss_curve]")
    floor = min(d.trajectory.values[-1] for d in slope.descents)
    assert slope.facts.floor.minimum is False
    assert slope.facts.floor.value == floor
    assert "of the way to the lowest value met" in said[-1]


def test_a_flat_minimum_has_no_factor_and_an_inflection_is_no_minimum():
    for text in ("x^4", "x^3"):
        lesson = lesson_of(text, "[[1.5]]", domain="domain: {x: [-2, 2]}\n")
        assert lesson.facts.descent(0).local is None
        assert lesson.facts.floor.minimum is False or text == "x^4"


def test_who_is_held_at_the_edge_is_told_so():
    lesson = lesson_of("x + y", "[[1, 1.5]]", more="outside: clip\nsteps: 60")
    assert lesson.descents[0].trajectory.points[-1].tolist() == [-3, -3]
    held = "Held at the edge of the domain after 60 steps: f = −6 at (−3, −3)."
    assert outcome_words(lesson).startswith(held)


def test_who_jumps_over_a_minimum_and_out_was_not_still_falling():
    # From 0.2 the first step leads to 10.2, where log x + 1/x rises.
    _, said = told("log(x) + 1/x", "[[6], [0.2]]", "[0.5]", "steps: 50",
                   "domain: {x: [0.1, 8]}\n", "[descend, compare]")  # fmt: skip
    assert "start 0.2 left the domain; its last value is f = 2.42." in said[-1]


def test_equal_ends_of_many_are_told_as_equal():
    lesson = lesson_of(
        "x^2", [[x / 4] for x in range(1, 7)], "[0.5]", domain="domain: {x: [-3, 3]}\n"
    )
    assert "All 6 descents came to rest. Lowest: 6 descents, f = 0." in outcome_words(lesson)


@pytest.mark.parametrize("rate", [1e-6, 1e-3, 0.02])
def test_the_part_that_a_short_step_takes_off_is_never_rounded_to_nothing(rate):
    _, said = told("x^2 + y^2", "[[1, 1]]", f"[{rate}]", "steps: 50")
    part = re.search(r"takes off only the part ([\d.]+)(?: × 10⁻⁶)? of", said[0])[1]
    assert float(part) * (1e-6 if rate < 1e-4 else 1) == pytest.approx(2 * rate)


def test_nobody_wins_where_all_leave_and_none_leaves_where_steps_are_cut():
    uphill = ("x^2*(1 - x)^2*10 + y^2", "[[-1.2, 1], [-1.21, 1]]", "[0.08]", "steps: 60")
    _, said = told(*uphill, domain="domain: {x: [-2, 2], y: [-2, 2]}\n", story="[race, compare]")
    assert "Nobody wins: neither descent ends in the domain." in " ".join(said)
    assert "ends lowest," not in " ".join(said)
    lesson = lesson_of("x^2 + y^2", "[[2, 2], [2.5, 2]]", more="outside: clip\nsteps: 60",
                       domain="domain: {x: [1, 3], y: [1, 3]}\n")  # fmt: skip
    assert lesson.facts.ranking().finish == "bottom"
    assert lesson.facts.floor.value == 2  # at the edge; the minimum 0 lies outside


def test_where_nothing_falls_nobody_is_first():
    _, said = told("0*x + 3", "[[1], [0]]", domain="domain: {x: [-2, 2]}\n",
                   story="[race, loss_curve]")  # fmt: skip
    assert "Both end at f = 3." in " ".join(said)
    assert said[-1] == "f stays at 3."


def test_who_is_low_in_the_last_step_alone_does_not_stay_there():
    # From 2 in steps of 0.1 on |x|: exactly 0 or nearly so at every second step.
    lesson = lesson_of("abs(x)", "[[2], [1.03]]", "[0.1]", "steps: 50", "domain: {x: [-3, 3]}\n")
    for arrival, descent in zip(lesson.facts.ranking().arrivals, lesson.descents, strict=True):
        values = np.abs(descent.trajectory.points[:, 0])
        if arrival is not None:
            assert (values[arrival:] <= lesson.facts.floor.value + 0.02).all()
            assert arrival < 50
