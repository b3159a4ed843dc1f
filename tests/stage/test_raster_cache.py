"""The cache of rasters: bounded in bytes, the longest unused first, no page behind a crop."""

from __future__ import annotations

import numpy as np

from gdcore.stage.text.raster_cache import KEPT_LESSONS, RasterCache, begin_lesson
from gdcore.stage.text.typeset import Text, raster


def square(side: int) -> np.ndarray:
    return np.zeros((side, side, 4), np.uint8)


def test_two_hundred_rasters_take_no_more_than_the_limit() -> None:
    cache: RasterCache[int] = RasterCache(100_000)
    for key in range(200):
        cache.find(key, lambda: square(50))
        assert cache.size <= 100_000
    assert [key for key in range(200) if key in cache] == list(range(190, 200))


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    cache: RasterCache[str] = RasterCache(3 * 400)
    drawn = []

    def find(key: str) -> None:
        cache.find(key, lambda: (drawn.append(key), square(10))[1])

    for key in "abcadab":
        find(key)
    assert drawn == list("abcdb")


def test_a_raster_beyond_the_limit_is_returned_and_not_kept() -> None:
    cache: RasterCache[str] = RasterCache(100)
    assert cache.find("large", lambda: square(10)).shape == (10, 10, 4)
    assert (cache.size, "large" in cache) == (0, False)


def test_a_raster_that_no_lesson_asks_for_any_more_is_dropped() -> None:
    cache: RasterCache[str] = RasterCache(10_000)
    for lesson in range(KEPT_LESSONS + 1):
        begin_lesson()
        cache.find("on every frame", lambda: square(10))
        cache.find(f"of lesson {lesson}", lambda: square(10))
    kept = [key for key in ("on every frame", "of lesson 0", "of lesson 1") if key in cache]
    assert kept == ["on every frame", "of lesson 1"]
    assert cache.size == 400 * (1 + KEPT_LESSONS)


def test_a_text_does_not_hold_on_to_its_page() -> None:
    assert raster(Text("a part of a page", 20, "#ffffff")).base is None
