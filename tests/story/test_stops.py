"""Where slides stop, and what is seen there."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from gdcore.spec import read_spec
from gdcore.story import compute_lesson, make_timeline
from gdcore.story.stops import passages
from gdcore.story.timeline import Timeline

SURFACE: dict[str, Any] = {"surface": {"seconds": 2}}


def timeline_of(*story: Any, fps: float = 10) -> Timeline:
    spec = read_spec(
        json.dumps(
            {
                "function": "x^2 + 3*y^2",
                "starts": [[2, 1]],
                "learning_rates": [0.1],
                "steps": 5,
                "story": [SURFACE, *story],
            }
        )
    )
    return make_timeline(compute_lesson(spec), fps)


@pytest.mark.parametrize(
    ("beat", "stop"),
    [
        ({"caption": "Which way is down?"}, True),
        ({"caption": "«Which way is down?»"}, True),
        ({"caption": "Down. (Or is it?)"}, True),
        ({"caption": "Why? Because."}, False),
        ({"caption": {"text": "Which way?", "stop": False}}, False),
        ({"caption": {"text": "That way.", "stop": True}}, True),
        ({"pause": 1}, True),
        ({"pause": {"seconds": 1, "stop": False}}, False),
        ({"orbit": {"degrees": 10}}, False),
        ({"orbit": {"degrees": 10, "caption": "What is behind it?"}}, True),
    ],
)
def test_slides_stop_where_the_spec_says_so_and_at_pauses_and_questions(
    beat: Any, stop: bool
) -> None:
    # The last beat always stops; the first says something, so that not every beat does.
    found = passages(timeline_of({"pause": {"stop": True}}, beat, "descend"))
    assert [passage.stop for passage in found] == [False, True, stop, True]


def test_a_story_in_which_nothing_asks_for_a_stop_stops_after_each_beat() -> None:
    assert all(p.stop for p in passages(timeline_of("gradient", "descend")))
    asked = passages(timeline_of("gradient", {"descend": {"stop": False}}))
    assert [p.stop for p in asked] == [False, False, True]


@pytest.mark.parametrize("fps", [5, 30000 / 1001, 60])
def test_passages_follow_each_other_and_wait_with_all_that_is_said(fps: float) -> None:
    timeline = timeline_of({"caption": "Which way is down?"}, "descend", {"pause": 1}, fps=fps)
    found = passages(timeline)
    assert found[0].frames.start == 0
    assert all(a.frames.stop == b.frames.start for a, b in pairwise(found))
    assert all(len(p.frames) for p in found)
    question = found[1]
    last = question.frames[-1] / fps
    assert timeline.shown("caption", last) == 1.0
    assert timeline.beat_at(last).index == 1
    # The rest of the beat is not lost: it opens the next passage.
    assert timeline.beat_at(found[2].frames[0] / fps).index <= 2
