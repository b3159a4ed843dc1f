"""Contact sheets: which moments, in how many columns, and what stands below each picture."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdcore.spec import read_spec
from gdcore.stage.errors import RequestError
from gdcore.stage.live import LivePicture
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.sheet import ContactSheet, draw_sheet, moments_every
from gdcore.story import Timeline

SIZE = (96, 54)


def timeline(more: str = "") -> Timeline:
    text = (
        "function: x^2 + y^2\nsteps: 5\nstory: [{surface: {seconds: 4}}, {descend: {seconds: 3}}]"
    )
    return lesson_timeline(read_spec(f"{text}\n{more}"), 30.0)


def test_moments_lie_evenly_up_to_the_end() -> None:
    film = timeline()
    assert film.duration == pytest.approx(7.0)
    assert moments_every(film, 3.0) == (3.0, 6.0)
    assert moments_every(film, 3.5) == (3.5, 7.0)
    # A third of a second is no binary number: the last one must not lie beyond the end.
    thirds = moments_every(film, 1 / 3)
    assert len(thirds) == 21
    assert max(thirds) <= film.duration
    one, two = moments_every(film, "beat")
    assert film.beat_at(one).index == 0
    assert film.beat_at(two).index == 1


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 12, 14, 30])
@pytest.mark.parametrize("size", [(96, 54), (54, 96), (60, 60)])
def test_no_other_number_of_columns_is_nearer_to_the_shape(
    count: int, size: tuple[int, int]
) -> None:
    film = timeline()
    moments = np.linspace(0, film.duration, count)

    def shape(columns: int | None) -> float:
        height, width = ContactSheet(film, moments, size, columns).grid.shape
        return abs(math.log(width / height / (16 / 9)))

    assert shape(None) == min(shape(columns) for columns in range(1, count + 1))


@pytest.mark.slow
def test_labels_stand_below_their_pictures_in_the_theme_s_colours() -> None:
    for theme, is_dark in (("dark", True), ("light", False)):
        film = timeline(f"theme: {theme}")
        one = draw_sheet(film, [2.0], SIZE)
        again = draw_sheet(film, [2.0, 5.0], SIZE, columns=1)
        assert (one[0, 0, :3].mean() < 128) == is_dark
        label = one[-28:, :, :3].astype(int)
        contrast = np.abs(label - one[0, 0, :3]).max()
        assert contrast > 150  # letters, not only an edge
        # The same picture with the same label, whatever else is on the sheet.
        np.testing.assert_array_equal(one[:-14], again[: len(one) - 14])
        # Two moments in two beats are told apart in words.
        half = len(again) - len(one)
        assert (again[half : half + len(one)][-40:] != one[-40:]).any()


@pytest.mark.slow
def test_pictures_on_a_sheet_are_the_film_s_frames() -> None:
    film = timeline()
    live = LivePicture(film, SIZE)
    sheet = ContactSheet(film, [1.0, 4.4, 6.0], SIZE, 2)
    drawn = sheet.draw(live)
    for k, t in enumerate((1.0, 4.4, 6.0)):
        row, column = sheet.grid.place(k)
        frame = drawn[row : row + SIZE[1], column : column + SIZE[0]]
        np.testing.assert_array_equal(frame, LivePicture(film, SIZE).frame(t))


def test_too_many_pictures_are_refused_before_any_is_drawn() -> None:
    film = timeline()
    moments = np.linspace(0, film.duration, 10_000)
    with pytest.raises(RequestError, match=r"10000 pictures of 640 × 360 are too many"):
        ContactSheet(film, moments, (640, 360))
    with pytest.raises(RequestError, match="outside the film"):
        ContactSheet(film, [1.0, 7.5], SIZE)
