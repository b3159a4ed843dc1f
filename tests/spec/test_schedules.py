"""Schedules that are composed of others in a spec."""

import pytest

from gdcore.spec import SpecError, read_spec, write_yaml
from gdcore.story import compute_lesson

WARM = "{schedule: warm_up, learning_rate: 0.2, total_iters: 4, start_factor: 0.25}"
STEP = "{schedule: step, learning_rate: 0.2, step_size: 2, gamma: 0.5}"


def spec(rate):
    return read_spec(
        f"function: x^2 + y^2\nlearning_rates: [{rate}]\nsteps: 10\nstarts: [[2, 1]]\n"
        "stop: {gradient_norm: 0}\n"
    )


def rates(rate):
    return compute_lesson(spec(rate)).descents[0].trajectory.learning_rates.tolist()


def test_one_after_the_other_each_from_its_own_first_step():
    told = rates(f"{{schedule: sequence, schedules: [{WARM}, {STEP}, 0.01], milestones: [4, 8]}}")
    assert told == pytest.approx([0.05, 0.0875, 0.125, 0.1625, 0.2, 0.2, 0.1, 0.1, 0.01, 0.01])


def test_multiplied_also_within_each_other():
    product = f"{{schedule: product, schedules: [{STEP}, 0.5]}}"
    assert rates(product)[:4] == pytest.approx([0.1, 0.1, 0.05, 0.05])
    nested = f"{{schedule: sequence, schedules: [1e-3, {product}], milestones: [1]}}"
    assert rates(nested)[:4] == pytest.approx([0.001, 0.1, 0.1, 0.05])


def test_what_is_written_reads_back_the_same():
    one = spec(f"{{schedule: sequence, schedules: [{WARM}, 0.1], milestones: [4]}}")
    assert read_spec(write_yaml(one)).digest == one.digest
    assert spec(f"{{schedule: product, schedules: [{WARM}, 0.1]}}").digest != one.digest


def test_labels_say_what_differs():
    both = f"0.1, {{schedule: sequence, schedules: [{WARM}, {STEP}], milestones: [4]}}"
    both += ", {schedule: product, schedules: [{schedule: cyclic}, 0.5]}"
    both += ", {schedule: cosine, t_max: 10}, {schedule: cosine, t_max: 20}"
    assert [plan.label for plan in spec(both).descents] == [
        "η = 0.1",
        "η: warm up, then step",
        "η: cyclic × 0.5",
        "η: cosine, t_max = 10",
        "η: cosine, t_max = 20",
    ]


FAULTY = {
    "{schedule: sequence, schedules: [0.1, {schedule: cosin}], milestones: [5]}": (
        "2:67: learning_rates[0].schedules[1].schedule: there is no schedule 'cosin'; did you mean"
    ),
    "{schedule: sequence, schedules: [0.1, 0.2], milestones: [5, 6]}": (
        "milestones: expected 1 rising number of steps, found [5, 6]"
    ),
    "{schedule: sequence, schedules: [0.1, 0.2]}": "expected 1 rising number of steps, found []",
    "{schedule: sequence, schedules: [0.1, 0.2], milestones: [x]}": "expected numbers of steps",
    "{schedule: product, schedules: [0.1], milestones: [5]}": "product has no parameter 'mileston",
    "{schedule: product, schedules: [0.1, {schedule: line_search}]}": (
        "schedules: expected schedules whose rate is known ahead, found 'line_search'"
    ),
    "{schedule: product}": "product takes schedules, as in schedules: [0.1, {schedule: step}]",
    "{schedule: product, schedules: [-1]}": "schedules[0]: expected a positive number, found -1",
}


@pytest.mark.parametrize("rate", FAULTY)
def test_faults_are_told_at_their_place(rate):
    with pytest.raises(SpecError) as caught:
        spec(rate)
    assert FAULTY[rate] in str(caught.value)
    assert len(caught.value.faults) == 1
