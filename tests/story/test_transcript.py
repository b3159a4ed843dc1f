"""The transcript of a lesson holds all that the film says, in its order."""

from pathlib import Path

from gdcore.spec import load_spec
from gdcore.story import compute_lesson, make_timeline, transcript

SPECS = Path(__file__).parents[2] / "specs"


def seconds(clock):
    total = 0
    for part in clock.split(":"):
        total = 60 * total + int(part)
    return total


def test_nothing_that_is_said_is_left_out():
    timeline = make_timeline(compute_lesson(load_spec(SPECS / "peaks.yaml")))
    lines = [line for line in transcript(timeline).splitlines() if line]
    said = [line.strip() for line in lines if line.startswith(" ")]
    assert said == [line for _, _, text in timeline.captions() for line in text.splitlines()]
    headings = [line.split(maxsplit=1) for line in lines if not line.startswith(" ")]
    assert [title for _, title in headings] == [title for _, _, title in timeline.chapters()]
    starts = [seconds(clock) for clock, _ in headings]
    assert starts == [int(start) for start, _, _ in timeline.chapters()]
