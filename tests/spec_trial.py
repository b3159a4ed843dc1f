"""What becomes of a random spec on its way to pictures: drawn, or refused at its place."""

from __future__ import annotations

import json
import random
import resource
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdcore.spec import SpecError, load_spec, write_yaml
from gdcore.spec.values import FARTHEST
from tests.random_specs import write

if TYPE_CHECKING:
    from gdcore.story import Lesson

SECONDS = 20.0
"""The most seconds of computing for one spec, from its text to its last frame. (On a machine that
others use as well, the clock on the wall would tell of them.)"""
BYTES = 2 * 10**9
"""The most memory that one spec may add to the process."""
STILLS = 3
SEEN = ("surface", "title", "caption", "outcome", "formula")
"""Props that can be seen whatever the lesson."""
FORMATS = ((160, 90), (90, 160), (120, 120), (160, 120))
MANY = 50_000
"""Steps of all descents from which on a lesson is not computed a second time."""


class Overtime(BaseException):
    """A spec that took too long."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises Overtime in what runs inside for longer."""

    def stop(*_: Any) -> None:
        raise Overtime(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run(seed: int, folder: Path) -> str:
    """Take the spec of a seed to some frames: "drawn" or "refused"; raises what went wrong.

    It may be refused as a text, or by what `gdcore check --claims` finds in its lesson; nothing may
    refuse it after that. Each fault has a place in the text, warnings are errors, and a frame in
    which something is shown has more than one colour. What `explain` would print is read back as
    the same lesson, and true claims about it hold.
    """
    # Late, since the command line's tests want to see it so, and here, since other people's modules
    # warn of their age when they are imported.
    import gdcore.stage.live
    import gdcore.story  # noqa: F401

    path = folder / "random.yaml"
    path.write_text(write(seed), encoding="utf-8")
    dice = random.Random(seed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with limited(SECONDS), warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            lesson = checked(path)
        except SpecError as error:
            for fault in error.faults:
                assert fault.line > 0, fault
                assert "\n" not in str(fault), fault
            return "refused"
        draw(lesson, dice)
        if seed % 4 == 0:
            look_up(lesson)
        brief = sum(plan.steps for plan in lesson.spec.descents) < MANY
        if seed % 3 == 0 and brief and not lesson.spec.expect:
            path.write_text(path.read_text("utf-8") + claims(lesson), encoding="utf-8")
            checked(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < BYTES / 1024, "memory"
    return "drawn"


def checked(path: Path) -> Lesson:
    """The lesson of a spec, as `gdcore check --claims` would pass it; SpecError if it would not."""
    from gdcore.stage.faults import lesson_faults
    from gdcore.story import compute_lesson
    from gdcore.story.warnings import warnings as advice

    spec = load_spec(path)
    again = path.with_name("again.yaml")
    again.write_text(write_yaml(spec), encoding="utf-8")
    try:
        same = load_spec(again).digest == spec.digest
    except SpecError as error:
        raise AssertionError(f"rewritten: {error}") from error
    assert same, "rewritten"
    lesson = compute_lesson(spec)
    if faults := lesson_faults(lesson):
        raise SpecError(faults)
    for each in advice(lesson):
        assert spec.places.place(each.path), each
    return lesson


def draw(lesson: Lesson, dice: random.Random) -> None:
    """Draw frames of a lesson at any moments."""
    from gdcore.stage.live import LivePicture
    from gdcore.story import make_timeline

    try:
        timeline = make_timeline(lesson, dice.choice([24, 30000 / 1001, 60]))
    except SpecError as error:
        raise AssertionError(f"refused after all: {error}") from error
    size = dice.choice(FORMATS)
    live = LivePicture(timeline, size)
    for _ in range(STILLS):
        t = live.moment(dice.random() * timeline.duration)
        picture = live.frame(t)
        assert picture.shape == (size[1], size[0], 4)
        if any(cue.opacity(t) > 0.9 for cue in timeline.cues if cue.prop in SEEN):
            assert (picture != picture[0, 0]).any(), f"one colour at {t:.3f} s"


def look_up(lesson: Lesson) -> None:
    """Write out every fact that a caption could quote, and all that `explain` says."""
    from gdcore.story import landscape_report
    from gdcore.story.facts.vocabulary import Vocabulary

    for name, fact in Vocabulary(lesson).published(shares=False):
        assert fact.written(lesson.rounding) or fact.content == "", name
    assert all(landscape_report(lesson))


def claims(lesson: Lesson) -> str:
    """True claims about a lesson, as a line of its spec."""
    made: list[dict[str, Any]] = []
    for number, descent in enumerate(lesson.descents[:3], 1):
        trajectory = descent.trajectory
        made.append(
            {"descent": number, "outcome": str(trajectory.outcome), "steps": trajectory.steps}
        )
        last = trajectory.points[-1]
        if (abs(last) <= FARTHEST).all():
            made[-1]["ends_near"] = last.tolist()
    return f"\nexpect: {json.dumps(made)}\n"
