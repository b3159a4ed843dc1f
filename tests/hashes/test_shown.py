"""The lessons show what they showed when somebody looked at them last."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.hashes.shown import (
    FOLDER,
    LESSONS,
    SIZE,
    SQUARE,
    TOLERANCE,
    Shown,
    changes,
    colours,
    digest,
    file_of,
    show,
)


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


def test_where_another_program_draws_colours_count_within_a_tolerance(kept: Shown) -> None:
    dice = np.random.default_rng(1)
    frame = dice.integers(0, 256, (SIZE[1], SIZE[0], 4), dtype=np.uint8)
    noisy = frame.copy()
    at = dice.random(frame.shape) < 0.1
    noisy[at] = np.where(frame[at] < 255, frame[at] + 1, 254)
    assert digest(noisy) != digest(frame)
    assert np.abs(colours(noisy).astype(int) - colours(frame)).max() <= 1
    # A word of a caption: a strip of 3 by 30 pixels, a fifth of them ink.
    written = frame.copy() // 8
    before = colours(written).astype(int)
    written[168:171, 100:130:5, :3] = 240
    assert np.abs(colours(written) - before).max() > TOLERANCE

    other = replace(kept, program="another")
    assert list(changes(kept, other)) == []
    t, beat, _ = kept.beats[3]
    wrong = [*kept.beats[:3], (t, beat, kept.beats[4][2]), *kept.beats[4:]]
    told = list(changes(kept, replace(other, beats=tuple(wrong))))
    assert len(told) == 1
    assert told[0].startswith(f"{t:.2f} s ({beat}: a square's colour by ")
    assert (SIZE[0] % SQUARE, SIZE[1] % SQUARE) == (0, 0)
