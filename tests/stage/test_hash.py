"""What Manim's cache sees of a camera and of meshes: all that shows, nothing of the machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import DEGREES, FadeIn, Square, tempconfig
from manim.utils.hashing import get_json

from gdcore.stage.manim_adapter.camera import MeshCamera, MeshScene
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.mobjects.surface import SurfaceMesh
from tests.stage.studio import COLOURS, TINY, peaks_mesh, picture


def test_cameras_hash_alike_before_and_after_painting() -> None:
    with tempconfig(TINY):
        one, other = MeshCamera(), MeshCamera()
        fresh = get_json(one)
        assert get_json(other) == fresh
        picture(one, [peaks_mesh(9), Ball(), Label("x")])
        assert get_json(one) == fresh
        one.capture_mobjects([Square()])
        assert get_json(one) == fresh
        one.reset()
        assert get_json(one) == fresh
        assert "moderngl" not in fresh
        one.offset = (0.5, 0.0)
        assert get_json(one) != fresh


@pytest.mark.parametrize(
    "make",
    [
        lambda: peaks_mesh(9),
        lambda: Ball((1, 2, 3), 0.3),
        lambda: Stroke([[0, 0, 0], [1, 0, 0]]),
        lambda: Label("$x^2$", 0.5),
        lambda: Card("text", 0.5, plate="#102030"),
    ],
)
def test_meshes_hash_alike_before_and_after_painting(make: Callable[[], Mesh]) -> None:
    mesh = make()
    fresh = get_json(mesh)
    assert get_json(make()) == fresh
    with tempconfig(TINY):
        picture(MeshCamera(), [mesh])
    assert get_json(mesh) == fresh


def surface() -> SurfaceMesh:
    return SurfaceMesh.of_function(
        lambda x, y: 0 * x, (-1, 1), (-1, 1), resolution=40, colours=COLOURS
    )


def change_a_value(mesh: SurfaceMesh) -> None:
    mesh.values[1234] += 1e-9  # deep in an array of more than a thousand


def change_a_point(mesh: SurfaceMesh) -> None:
    mesh.points[777, 2] += 1e-9


def test_every_change_of_a_surface_changes_the_play_s_key() -> None:
    changes: dict[str, Callable[[SurfaceMesh], Any]] = {
        "nothing": lambda mesh: None,
        "a value": change_a_value,
        "a point": change_a_point,
        "a colour": lambda mesh: mesh.colours.__setitem__((3, 1), 0.123),
        "opacity": lambda mesh: mesh.set_opacity(0.999),
        "the level step": lambda mesh: setattr(mesh, "level_step", 0.25),
        "what is kept": lambda mesh: setattr(mesh, "kept", (-1.0, 0.5)),
        "a hole": lambda mesh: mesh.solid.__setitem__(1500, False),
        "the grid": lambda mesh: setattr(mesh, "grid_strength", 0.2),
    }
    keys = {}
    for name, change in changes.items():

        class Shown(MeshScene):
            def construct(self) -> None:
                mesh = surface()
                change(mesh)  # noqa: B023 - used before the loop goes on
                self.set_camera_orientation(phi=60 * DEGREES)
                self.add(mesh)
                self.play(FadeIn(Ball()), run_time=0.25)

        # Dry, but with the cache's keys computed.
        with tempconfig({**TINY, "disable_caching": False}):
            scene = Shown()
            scene.render()
            keys[name] = scene.renderer.animations_hashes[0]
    assert len(set(keys.values())) == len(changes)
    assert None not in keys.values()


def test_a_play_s_key_is_the_same_whether_the_plays_before_it_were_painted() -> None:
    class Two(MeshScene):
        def construct(self) -> None:
            self.add(surface())
            self.play(FadeIn(Ball()), run_time=0.25)
            self.play(FadeIn(Ball((1, 0, 0))), run_time=0.25)

    def keys(first: int) -> list[str]:
        with tempconfig({**TINY, "disable_caching": False, "from_animation_number": first}):
            scene = Two()
            scene.render()
            return list(scene.renderer.animations_hashes)

    assert keys(0)[1] == keys(1)[1]
    assert keys(1)[0] is None


def test_arrays_of_meshes_are_of_types_that_manim_hashes_whole() -> None:
    for mesh in (peaks_mesh(9), Ball(), Stroke([[0, 0, 0], [1, 0, 0]]), Label("x")):
        for name, value in vars(mesh).items():
            assert not isinstance(value, (np.generic, set, bytes)), name
            if isinstance(value, np.ndarray):
                assert type(value) is np.ndarray, name
                assert value.dtype != object, name
