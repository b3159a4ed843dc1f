"""OpenGL objects: freed in the thread of their context, used again where they can be."""

from __future__ import annotations

import gc
import threading
from typing import Any

import numpy as np
import pytest

from gdcore.stage.gl import surfaces
from gdcore.stage.gl.context import open_context
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.mobjects.surface import SurfaceMesh
from tests.stage.studio import look, paint, peaks_mesh


def test_meshes_that_die_in_another_thread_are_freed_in_the_context_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = look(20, 25)
    paint([Ball()], view)  # nothing of earlier tests waits any more
    mesh: Any = peaks_mesh(21)
    mesh.itself = mesh  # a cycle, which only the collector finds
    paint([mesh], view)
    freed_in: list[int] = []
    objects = open_context().objects

    class Listened(type(objects)):  # type: ignore[misc]
        def append(self, thing: Any) -> None:
            freed_in.append(threading.get_ident())
            super().append(thing)

    monkeypatch.setattr(open_context(), "_objects", Listened(objects))
    del mesh
    other = threading.Thread(target=gc.collect)
    other.start()
    other.join()
    waiting = len(open_context().objects)
    assert waiting >= 3  # vertices, colours and triangles at least, none of them freed there
    assert other.ident in freed_in
    paint([Ball()], view)
    assert len(open_context().objects) == 0


def test_an_outline_is_computed_once_while_nothing_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    computed = []
    compute = surfaces.outline_edges
    monkeypatch.setattr(
        surfaces, "outline_edges", lambda *args: (computed.append(1), compute(*args))[1]
    )
    mesh = peaks_mesh(21)
    first = paint([mesh], look(20, 25))
    for _ in range(3):
        np.testing.assert_array_equal(paint([mesh], look(20, 25)), first)
    assert len(computed) == 1
    changes = (
        lambda: setattr(mesh, "rise", 0.5),
        lambda: mesh.points.__setitem__((200, 2), 1.0),
        lambda: setattr(mesh, "base", -1.0),
    )
    for number, change in enumerate(changes):
        change()
        again = paint([mesh], look(20, 25))
        assert len(computed) == number + 2
        fresh = peaks_mesh(21)
        fresh.points[:], fresh.rise, fresh.base = mesh.points, mesh.rise, mesh.base
        np.testing.assert_array_equal(paint([fresh], look(20, 25)), again)
        computed.pop()
    paint([mesh], look(21, 25))
    assert len(computed) == len(changes) + 2


def test_a_line_that_grows_and_shrinks_is_drawn_as_a_fresh_one() -> None:
    line = Stroke(np.zeros((0, 3)))
    view = look(20, 25)
    rng = np.random.default_rng(1)
    for count in (0, 2, 3, 40, 5, 1, 60):
        points = rng.uniform(-2, 2, (count, 3))
        line.set_line(points, 0.1)
        np.testing.assert_array_equal(paint([line], view), paint([Stroke(points, 0.1)], view))


def test_where_a_surface_is_cut_colours_are_those_of_the_values() -> None:
    """Beside a pole: the colour of each pixel is that of its value, not a blend of far corners."""
    x, y = np.meshgrid(np.linspace(-2, 2, 5), np.linspace(-2, 2, 5))
    values = 40.0 * x  # from -80 to 80, of which the colour map shows -10 to 10
    ramp = np.linspace([0.0, 0.0, 1.0], [1.0, 0.0, 0.0], 256)
    flat = np.dstack([x, y, 0.0 * x])
    mesh = SurfaceMesh(flat, values, colours=ramp, value_range=(-10, 10), kept=(-10.0, 10.0))
    picture = paint([mesh], look(-90, 90)).astype(float)
    row = picture[90, :, :3]
    seen = np.nonzero(row[:, 1] < 10)[0]
    # 40 to a scene unit: 20 of them take half a unit of 22.5 pixels to the unit.
    assert 9 <= len(seen) <= 14
    share = row[seen, 0] / (row[seen, 0] + row[seen, 2])
    expected = np.clip((40 * ((seen + 0.5) - 160) / 22.5 + 10) / 20, 0, 1)
    assert np.abs(share - expected).max() < 0.12
