"""The lessons show what they showed when somebody looked at them last."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gdcore.spec import load_spec
from gdcore.stage.live import LivePicture
from gdcore.stage.scene import lesson_timeline
from tests.hashes.shown import (
    BLOCK,
    FOLDER,
    LESSONS,
    ROOT,
    SIZE,
    SQUARE,
    TOLERANCE,
    Pixels,
    Shown,
    changes,
    colours,
    digest,
    file_of,
    moment,
    show,
)

LABEL = (61, 70, 32, 69)
"""Where the last number of the table beside the map of peaks is: from and to which row and
column."""


@pytest.mark.slow
@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_shows_what_it_showed(name: str) -> None:
    assert file_of(name).is_file(), f"a new lesson: python -m tests.hashes {name}"
    told = list(changes(Shown.of_text(file_of(name).read_text()), show(name)))
    assert not told, (
        f"specs/{name}.yaml shows something else: {'; '.join(told)}. Look at it "
        f"(gdcore frame specs/{name}.yaml --every 1). If that is what it should show: "
        f"python -m tests.hashes {name}"
    )


def test_every_text_has_its_lesson() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(LESSONS)


def test_a_text_is_read_as_it_was_written() -> None:
    text = file_of("peaks").read_text()
    assert Shown.of_text(text).text("peaks") == text


@pytest.fixture
def kept() -> Shown:
    return Shown.of_text(file_of("peaks").read_text())


def test_where_the_same_program_draws_every_second_counts(kept: Shown) -> None:
    seconds = list(kept.seconds)
    for t in (11, 12, 13, 40):
        seconds[t - 1] = (t, seconds[t - 1][1], "0" * 12)
    beats = {t: beat for t, beat, _ in kept.seconds}
    assert beats[11] == beats[13]
    assert list(changes(kept, replace(kept, seconds=tuple(seconds)))) == [
        f"11 to 13 s ({beats[11]})",
        f"40 s ({beats[40]})",
    ]
    told = list(changes(kept, replace(kept, seconds=kept.seconds[:-1])))
    assert told == [
        f"it lasts {len(kept.seconds) - 1} whole seconds in place of {len(kept.seconds)}"
    ]


def test_where_another_program_draws_its_rounding_is_no_change(kept: Shown) -> None:
    dice = np.random.default_rng(1)
    frame = dice.integers(0, 256, (SIZE[1], SIZE[0], 4), dtype=np.uint8)
    noisy = frame.copy()
    at = dice.random(frame.shape) < 0.1
    noisy[at] = np.where(frame[at] < 255, frame[at] + 1, 254)
    assert digest(noisy) != digest(frame)
    assert list(changes(of(frame), of(noisy, "another"))) == []
    assert list(changes(kept, replace(kept, program="another"))) == []
    assert (SIZE[0] % SQUARE, SIZE[1] % SQUARE) == (SIZE[0] % BLOCK, SIZE[1] % BLOCK) == (0, 0)


def of(frame: Pixels, program: str = "this") -> Shown:
    """What is kept of a lesson of one picture."""
    return Shown(program, (), (moment(1.0, "beat", frame),))


def test_another_colour_of_the_same_grey_is_told(kept: Shown) -> None:
    red, green = (np.zeros((SIZE[1], SIZE[0], 4), np.uint8) for _ in range(2))
    red[:20, :20, 0], green[:20, :20, 1] = 168, 50  # Y = 0.2126 R + 0.7152 G: 36 both
    (told,) = changes(of(red), of(green, "another"))
    assert told == "1.00 s (beat: a square's colour by 168 of 255)"


@pytest.fixture(scope="module")
def picture() -> Pixels:
    """Of peaks from above, beside a table."""
    timeline = lesson_timeline(load_spec(ROOT / "specs" / "peaks.yaml"), 60.0)
    start = next(beat.start for beat in timeline.beats if beat.name == "contour")
    return LivePicture(timeline, SIZE).frame(start + 5).copy()


@pytest.mark.slow
@pytest.mark.parametrize("by", [(0, 3), (0, -3), (3, 0), (2, 2)])
def test_a_label_that_moves_by_a_hundredth_of_the_frame_is_told(
    picture: Pixels, by: tuple[int, int]
) -> None:
    """A number, in the mean colours of whose squares it can't be seen."""
    (top, bottom, left, right), paper = LABEL, picture[2, 2].copy()
    label = picture[top:bottom, left:right].copy()
    assert np.ptp(label[..., :3]) > 60
    moved = picture.copy()
    moved[top:bottom, left:right] = paper
    moved[top + by[0] : bottom + by[0], left + by[1] : right + by[1]] = label
    shift = np.abs(colours(moved).astype(int) - colours(picture)).max()
    (told,) = changes(of(picture), of(moved, "another"))
    assert "blocks' greys" in told
    assert shift <= TOLERANCE


@pytest.mark.slow
def test_another_program_that_draws_the_same_is_told_of_nothing(root: Path) -> None:
    program = (
        "from tests.hashes.shown import Shown, changes, file_of, show\n"
        "found = show('bowl')\n"
        "print(found.program)\n"
        "print(*changes(Shown.of_text(file_of('bowl').read_text()), found), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "GALLIUM_DRIVER": "softpipe"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    by, *told = done.stdout.split("\n")
    if "softpipe" not in by:
        pytest.skip(f"{by} draws, whatever Mesa's variables say")
    assert "".join(told) == ""


def test_a_text_in_which_a_merge_has_left_its_marks_is_none() -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        Shown.of_text("<<<<<<< HEAD\n=======\n>>>>>>> branch, of two\n")
