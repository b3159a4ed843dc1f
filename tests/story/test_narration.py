"""What is said while descents run: when each sentence comes, and that it can be read."""

import pytest

from gdcore.spec import SpecError, read_spec
from gdcore.story import compute_lesson, make_timeline
from gdcore.story.directing.endings import outcome_words
from gdcore.story.reading import reading_seconds

VALLEY = """
function: x^2 + 20*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2.5, 1.5]]
learning_rates: [0.04]
"""
TIED = (
    "{0: The start lies high above the valley., 3: Across it all is done soon., "
    "40: Along it the descent creeps., end: There it is.}"
)


def told(beat):
    return make_timeline(compute_lesson(read_spec(f"{VALLEY}steps: 60\nstory:\n  - {beat}\n")), 60)


@pytest.mark.parametrize("seconds", ["", ", seconds: 30"])
@pytest.mark.parametrize("name", ["descend", "follow"])
def test_each_caption_comes_with_its_step_and_can_be_read(name, seconds):
    timeline = told(f"{name}: {{captions: {TIED}{seconds}}}")
    captions = timeline.captions()
    assert [text for _, _, text in captions][-1] == "There it is."
    for (start, end, text), step in zip(captions, (0, 3, 40, 60), strict=True):
        assert timeline.steps(0, start) == pytest.approx(step, abs=0.6)
        assert step == 60 or end - start >= reading_seconds(text)
    # The clock changes its speed without a jump: no step takes three times as long as the next
    # (but for the first ones, which are slow).
    times = timeline.tracks["steps.0"].times
    durations = times[1:] - times[:-1]
    ratios = durations[4:-1] / durations[5:]
    assert ratios.max() < 3
    assert ratios.min() > 1 / 3


def test_without_sentences_tied_to_steps_the_run_is_no_longer():
    plain = told("descend: {caption: false}")
    short = told("descend: {captions: {0: Go., end: There.}}")
    assert plain.tracks["steps.0"].times[-1] - plain.tracks["steps.0"].times[0] == pytest.approx(
        short.tracks["steps.0"].times[-1] - short.tracks["steps.0"].times[0], abs=0.1
    )


def test_the_lecturers_words_are_all_that_is_said():
    timeline = told("descend: {caption: Watch the walls.}")
    ((start, end, text),) = timeline.captions()
    assert text == "Watch the walls."
    assert (start, end) == (pytest.approx(0.2, abs=0.02), timeline.duration)


@pytest.mark.parametrize("beat", ["descend", "follow"])
def test_the_lecturer_can_ask_for_the_outcome_after_his_own_words(beat):
    timeline = told(f"{beat}: {{captions: {{0: Watch the walls., end: true}}}}")
    (_, first, _), (begin, end, outcome) = timeline.captions()
    assert outcome == outcome_words(timeline.lesson)
    assert first <= begin == pytest.approx(timeline.tracks["steps.0"].times[-1], abs=0.02)
    assert end - begin >= reading_seconds(outcome)


@pytest.mark.parametrize(
    ("captions", "message"),
    [
        ("{5: a b, 3: c d}", "rising order"),
        ("{end: a b, 3: c d}", "rising order"),
        ("{-1: a b}", "expected a number of steps, 0 or more, or end"),
        ("{}", "expected captions by steps"),
        ("{0: true}", "expected text for 0, found true"),
        ("{end: false}", "expected text, or true for end, found false"),
        ("{0: a b}, caption: c d", "found both"),
    ],
)
def test_captions_that_cannot_be_shown_are_faults(captions, message):
    with pytest.raises(SpecError, match=message):
        read_spec(f"{VALLEY}story:\n  - descend: {{captions: {captions}}}\n")


def test_a_step_that_is_never_taken_is_named():
    with pytest.raises(SpecError, match=r"captions\.80: there is no step 80: .* has 60 steps"):
        told("descend: {captions: {80: Too late.}}")
