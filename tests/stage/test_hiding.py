"""What stands behind a hill does not show, moving or still; what stands before it does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import DEGREES, RIGHT, Dot3D, FadeIn, Group, linear

from gdcore.stage.manim_adapter.camera import MeshScene
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.patch import Patch
from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
from gdcore.stage.mobjects.surface import SurfaceMesh
from tests.stage.studio import film, look, paint, red

RED = "#FF0000"
# Blue to green, so that nothing of the hill is red.
COOL = np.linspace([0.0, 0.1, 0.6], [0.1, 0.7, 0.4], 16)


def hill() -> SurfaceMesh:
    """A hill three units high and about as wide, in the middle of a plain."""
    return SurfaceMesh.of_function(
        lambda x, y: 3 * np.exp(-(x**2 + y**2) / 1.5),
        (-3, 3),
        (-3, 3),
        resolution=61,
        colours=COOL,
        level_step=0.5,
    )


def marked(kind: str, y: float) -> Mesh:
    """Something red, low above the plain, at the distance `y` from the middle."""
    low = np.array([0.0, y, 0.45])
    side = np.array([0.4, 0.0, 0.0])
    if kind == "ball":
        return Ball(low, 0.2, color=RED)
    if kind == "trail":
        way = np.linspace(low - side, low + side, 12)
        return Stroke(way, 0.1, color=RED, lift=0.05)
    if kind == "arrow":
        return ArrowStroke(low - side, low + side, 0.08, color=RED, lift=0.12)
    up = np.array([0.0, 0.0, 0.2])
    corners = [low - side - up, low + side - up, low - side + up, low + side + up]
    return Patch(corners, color=RED, opacity=0.9)


KINDS = ("ball", "trail", "arrow", "patch")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("order", [1, -1])
def test_a_hill_hides_what_stands_behind_it(kind: str, order: int) -> None:
    view = look(azimuth=-90, elevation=15)
    behind, before = marked(kind, 2.2), marked(kind, -2.2)
    assert red(paint([behind], view)) > 30  # it would be seen
    assert red(paint([hill(), behind][::order], view)) == 0
    assert red(paint([hill(), before][::order], view)) > 30


@pytest.mark.parametrize("kind", KINDS)
def test_also_in_a_scene_moving_and_still(kind: str) -> None:
    """Manim paints what stands still into one flat picture: depth must survive that."""

    def shoot(y: float) -> list[int]:
        def play(scene: MeshScene) -> None:
            scene.set_camera_orientation(phi=75 * DEGREES, theta=-100 * DEGREES)
            scene.add(marked(kind, y), hill())
            scene.wait(0.5)
            scene.move_camera(theta=-80 * DEGREES, run_time=1)
            scene.wait(0.5)
            # Something else moves while the hill stands still.
            other = Ball((-2.5, -2.5, 0.4), 0.2, color="#FFFFFF")
            scene.play(FadeIn(other), run_time=0.5)
            scene.play(other.animate.shift(RIGHT), run_time=0.5)

        return [red(frame) for frame in film(play)]

    behind, before = shoot(2.2), shoot(-2.2)
    assert len(behind) == len(before) == 24
    assert max(behind) == 0
    assert min(before) > 5


def test_a_ball_that_rolls_behind_the_hill_is_gone_and_comes_back() -> None:
    def play(scene: MeshScene) -> None:
        scene.set_camera_orientation(phi=75 * DEGREES, theta=-90 * DEGREES)
        ball = Ball((-2.5, 2.2, 0.45), 0.2, color=RED)
        scene.add(hill(), ball)
        scene.play(ball.animate(rate_func=linear).shift(5 * RIGHT), run_time=2)

    seen = [red(frame) for frame in film(play)]
    assert min(seen[:3]) > 5
    assert min(seen[-3:]) > 5
    assert max(seen[6:10]) == 0


def test_a_vector_mobject_among_meshes_lies_on_top() -> None:
    def play(scene: MeshScene) -> None:
        scene.set_camera_orientation(phi=75 * DEGREES, theta=-90 * DEGREES)
        scene.add(Dot3D((0, 2.2, 0.45), 0.2, color=RED), hill())
        scene.wait(0.25)

    assert red(film(play)[-1]) > 5


def test_the_order_of_drawing_and_z_index_do_not_matter() -> None:
    def shoot(order: Sequence[int], z: Sequence[int]) -> np.ndarray:
        def play(scene: MeshScene) -> None:
            scene.set_camera_orientation(phi=70 * DEGREES, theta=-60 * DEGREES)
            things = [hill(), Ball((0, 2, 0.6), 0.25, color=RED), Ball((1.5, 0, 0.9), 0.25)]
            for thing, index in zip(things, z, strict=True):
                thing.set_z_index(index)
            scene.add(Group(*[things[k] for k in order]))
            scene.wait(0.25)

        return film(play)[-1]

    first = shoot((0, 1, 2), (0, 0, 0))
    for order, z in (((2, 1, 0), (0, 0, 0)), ((1, 0, 2), (5, -1, 3)), ((0, 2, 1), (-4, 7, 0))):
        np.testing.assert_array_equal(first, shoot(order, z))


def test_a_translucent_patch_tints_what_is_behind_and_hides_nothing_before_it() -> None:
    view = look(azimuth=-90, elevation=15)
    floor = SurfaceMesh.of_function(
        lambda x, y: np.zeros_like(x), (-3, 3), (-3, 3), resolution=5, colours=COOL
    )
    sheet = Patch(
        [[-1, 0, 0], [1, 0, 0], [-1, 0, 2], [1, 0, 2]], color="#FFFF00", opacity=0.5, lines=0
    )
    behind = Ball((0, 1, 0.6), 0.5, color=RED)
    before = Ball((0, -1, 0.6), 0.5, color=RED)

    def spot(picture: np.ndarray, at: tuple[float, float, float]) -> np.ndarray:
        column, row, _ = view.project(np.array([at]))[0]
        return picture[int(row), int(column), :3].astype(float)

    bare, covered = paint([floor, behind], view), paint([floor, behind, sheet], view)
    centre = (0.0, 1.0, 0.6)
    # Half of what was there, half of the sheet's yellow.
    expected = 0.5 * spot(bare, centre) + 0.5 * np.array([255, 255, 0])
    np.testing.assert_allclose(spot(covered, centre), expected, atol=2)
    np.testing.assert_array_equal(
        spot(paint([floor, before], view), (0, -1, 0.6)),
        spot(paint([sheet, floor, before], view), (0, -1, 0.6)),
    )


def test_sheets_cross_tints_in_the_order_of_their_depth() -> None:
    view = look(azimuth=-90, elevation=10)

    def sheet(y: float, color: str) -> Patch:
        return Patch(
            [[-2, y, -2], [2, y, -2], [-2, y, 2], [2, y, 2]], color=color, opacity=0.5, lines=0
        )

    near, far = sheet(-1, RED), sheet(1, "#0000FF")
    pictures = [paint(order, view) for order in ([near, far], [far, near])]
    np.testing.assert_array_equal(*pictures)
    middle = pictures[0][90, 160, :3]
    assert middle[0] > middle[2] + 40  # the nearer one's red weighs more
