"""Rasters share a texture without touching each other, and get new places when it is full."""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.atlas import Atlas


def test_every_raster_is_found_where_it_is_said_to_be() -> None:
    random = np.random.default_rng(7)
    atlas = Atlas()
    kept = []
    for _ in range(40):  # together they fill the texture several times
        shapes = random.integers((1, 1), (120, 900), (12, 2))
        kept = [random.integers(0, 256, (*shape, 4), np.uint8) for shape in shapes]
        places = atlas.places(kept)
        assert places is not None
        assert atlas.texture is not None
        width, height = atlas.texture.size
        pixels = np.frombuffer(atlas.texture.read(), np.uint8).reshape(height, width, 4)
        for raster, (column, row) in zip(kept, places.tolist(), strict=True):
            rows, columns = raster.shape[:2]
            np.testing.assert_array_equal(
                pixels[row : row + rows, column : column + columns], raster
            )
    again = atlas.places(kept)
    np.testing.assert_array_equal(again, places)


def test_rasters_that_do_not_fit_together_have_no_place() -> None:
    atlas = Atlas()
    sheet = [np.zeros((500, 2000, 4), np.uint8) for _ in range(5)]
    assert atlas.places(sheet) is None
    assert not atlas.fits(np.zeros((5, 5000, 4), np.uint8))
    assert atlas.places(sheet[:4]) is not None
