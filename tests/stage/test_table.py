"""The table of several descents, and long labels: by the frame linter and by the labels alone."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from gdcore.spec import read_spec
from gdcore.stage.lint import lint
from gdcore.stage.lint.finding import FindingKind
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.label import Label
from gdcore.stage.props.frame.race import WinnerProp
from gdcore.stage.props.parts.abridging import abridged
from gdcore.stage.props.parts.table import Grid
from gdcore.stage.scene import build_stage
from gdcore.stage.theme import coloured_by, lesson_theme
from gdcore.story import Timeline, compute_lesson, make_timeline
from gdcore.words.formulas import as_formula

STORY = "steps: 60\nstory: [surface, descend]\n"
PLACES = (FindingKind.OVERLAP, FindingKind.OFF_SCREEN, FindingKind.CUT, FindingKind.COVERED)
LONG = "A rate that somebody chose with great care and for many a reason, number"


def timeline_of(labels: list[str], more: str = STORY, function: str = "x^2 + y^2") -> Timeline:
    rows = [f'  - {{start: [1, {k / 9}], label: "{label}"}}' for k, label in enumerate(labels)]
    return make_timeline(
        compute_lesson(read_spec(f"function: {function}\ndescents:\n" + "\n".join(rows + [more])))
    )


@pytest.mark.parametrize("size", [(640, 360), (500, 500), (540, 960), (1280, 540)])
@pytest.mark.parametrize("layout", ["surface", "panels", "board"])
def test_nine_long_labels_leave_room_for_the_rest(size: tuple[int, int], layout: str) -> None:
    timeline = timeline_of([f"{LONG} {k}" for k in range(9)], f"layout: {layout}\n{STORY}")
    times = [beat.start + 0.7 * (beat.end - beat.start) for beat in timeline.beats]
    told = [f for f in lint(timeline, size, times) if f.kind in PLACES]
    assert not told


def test_the_number_of_steps_does_not_run_into_the_head_of_the_values() -> None:
    timeline = timeline_of(["A", "B"])
    times = [timeline.duration - 0.5]
    assert not [f for f in lint(timeline, (640, 360), times) if f.kind is FindingKind.OVERLAP]


def test_a_label_keeps_its_beginning_and_its_end() -> None:
    for room in range(3, len(LONG)):
        short = abridged(LONG, lambda text, room=room: len(text) <= room)
        head, tail = short.split("…")
        assert room - 2 <= len(short) <= room
        assert LONG.startswith(head)
        assert LONG.endswith(tail)
        assert len(head) >= len(tail)
    assert abridged(LONG, lambda _: True) == LONG
    assert abridged("ab", lambda _: False)  # something, where nothing has room


def test_a_formula_is_left_out_of_a_label_as_a_whole() -> None:
    formula = as_formula("frac(1, 2) x^2")
    for room in range(1, 60):
        short = abridged(
            f"The bowl {formula} and {formula}, both of them", lambda t, room=room: len(t) <= room
        )
        assert "frac" not in short.replace(formula, "")


HILLS = (
    "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2)\n"
    "domain: {x: [-3, 3], y: [-3, 3]}"
)


def test_a_picture_to_which_a_table_leaves_too_little_is_told() -> None:
    """The box's own shape leaves it one of two shares: it may be high or wide."""

    def small(labels: list[str]) -> list[str]:
        story = "steps: 60\nstory: [surface, race]\n"
        timeline = timeline_of(labels, story, HILLS)
        found = lint(timeline, (960, 540), [timeline.duration - 1.0])
        return [f.message for f in found if f.kind is FindingKind.SMALL_PICTURE]

    assert not small(["A", "B"])
    (message,) = small([f"{LONG} {k}" for k in range(9)])
    shares = [int(n) for n in re.findall(r"(\d+) %", message)]
    assert shares[0] < shares[2]
    assert shares[1] < shares[3]


def test_several_pictures_are_judged_together_with_their_titles() -> None:
    """A map ten times as wide as high is never high; square ones in a row take half the height."""

    def small(domain: str) -> list[str]:
        text = f"function: x^2 + y^2\ndomain: {domain}\nlayout: contour_panels\nsteps: 9\n"
        text += "starts: [[1, 0.5]]\nlearning_rates: [0.01, 0.1, 0.2]\nstory: [surface]\n"
        timeline = make_timeline(compute_lesson(read_spec(text)))
        found = lint(timeline, (960, 540), [timeline.duration - 1.0])
        return [str(f) for f in found if f.kind is FindingKind.SMALL_PICTURE]

    assert not small("{x: [-2, 2], y: [-2, 2]}")
    (finding,) = small("{x: [-20, 20], y: [-2, 2]}")
    assert "together" in finding


@pytest.mark.parametrize("count", [3, 6])
def test_a_comparison_says_of_how_many_it_shows_some(count: int) -> None:
    starts = ", ".join(f"[{k / 2}, 1]" for k in range(count))
    text = f"function: x^2 + y^2\nstarts: [{starts}]\nsteps: 9\nstory: [surface, compare]\n"
    lesson = compute_lesson(read_spec(text))
    timeline = make_timeline(lesson)
    stage = build_stage(lesson, timeline, 14.2, 8.0)
    (cue,) = timeline.cues_of("compare")
    stage.show((cue.start + cue.end) / 2, MeshCamera())
    texts = [m.markup for m in stage.mobjects if isinstance(m, Label) and m.opacity > 0]
    assert ("4 of 6 descents" in texts) == (count > 4)


@pytest.mark.parametrize("code", ["en", "de"])
def test_a_table_counts_those_that_have_no_row_and_says_what_colours_share(code: str) -> None:
    starts = [f"[{1.8 * (-1) ** k}, {k / 9}]" for k in range(16)]
    story = f"language: {code}\nsteps: 90\nlearning_rates: [0.05]\nstory: [surface, descend]\n"
    text = f"function: x^4 - 2*x^2 + y^2\nstarts: [{', '.join(starts)}]\n{story}"
    lesson = compute_lesson(read_spec(text))
    stage = build_stage(lesson, make_timeline(lesson), 14.2, 8.0)
    grid = Grid.of(lesson, stage.views[0].setting.layout)
    more, colours = grid.foot
    assert int(re.search(r"\d+", more)[0]) + len(grid.texts) == 16
    assert coloured_by(lesson) == "end"
    ends = [d.trajectory.points[-1] for d in lesson.descents]
    for a, b in combinations(range(16), 2):
        alike = lesson_theme(lesson).descent(a) == lesson_theme(lesson).descent(b)
        assert alike == bool(np.abs(ends[a] - ends[b]).max() < 0.2)
    assert colours == lesson.language.say("frame.colour-end")


def test_no_other_row_stands_for_a_winner_that_the_table_leaves_out() -> None:
    # The last of 14 starts nearest to the minimum and is the first there.
    starts = [f"  - {{start: [{2 - k / 10:.1f}, 0], learning_rate: 0.01}}" for k in range(14)]
    text = "function: x^2 + y^2\ndescents:\n" + "\n".join(starts) + "\nstory: [surface, race]\n"
    timeline = make_timeline(compute_lesson(read_spec(text)))
    (winner,) = timeline.cues_of("winner")
    assert winner.descent == 13
    stage = build_stage(timeline.lesson, timeline, 8 * 16 / 9, 8)
    plates = [prop for prop in stage.props if isinstance(prop, WinnerProp)]
    assert plates
    assert not [m for prop in plates for m in prop.mobjects]
    assert len(Grid.of(timeline.lesson, stage.views[0].setting.layout).texts) <= 12


@pytest.mark.parametrize(
    ("size", "more"),
    [
        ((540, 960), "story: [surface, compare, update_rule, algorithm]\n"),
        ((640, 360), "story: [surface, compare, update_rule]\n"),
    ],
)
def test_many_descents_leave_room_for_what_a_beat_shows(size: tuple[int, int], more: str) -> None:
    timeline = timeline_of([f"D{k}" for k in range(9)], more)
    assert not [f for f in lint(timeline, size) if f.kind in PLACES]


def test_a_rule_of_many_components_leaves_its_numbers_to_the_caption() -> None:
    text = "function: a^2 + 1.1*b^2 + c^2 + d^2 + a*b*c\nstory: [surface, update_rule]\n"
    timeline = make_timeline(compute_lesson(read_spec(text)))
    assert not [f for f in lint(timeline, (540, 960)) if f.kind in PLACES]


def test_the_legend_of_the_arrows_leaves_the_titles_of_panels_free() -> None:
    text = (
        "function: log(x + y)\ndomain: {x: [0.1, 3], y: [0.1, 3]}\nstarts: [[2, 2]]\n"
        "optimizers: [adadelta, adam]\nlearning_rates: [0.5]\nlayout: contour_panels\n"
        "story: [surface, internals]\n"
    )
    timeline = make_timeline(compute_lesson(read_spec(text)))
    assert not [f for f in lint(timeline, (540, 540)) if f.kind in PLACES]
