"""Manim's own animations on meshes: by what is on screen at their start, middle and end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import (
    BLUE,
    DEGREES,
    GREEN,
    LEFT,
    ORIGIN,
    OUT,
    RED,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    FadeTransform,
    Group,
    GrowFromCenter,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    ReplacementTransform,
    Rotate,
    Scene,
    ShrinkToCenter,
    ThreeDScene,
    Transform,
    Uncreate,
    VGroup,
    Write,
    linear,
    smooth,
    tempconfig,
)  # fmt: skip

from gdcore.stage.errors import StageError
from gdcore.stage.manim_adapter.camera import MeshCamera, MeshScene
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.patch import Patch
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
from gdcore.stage.mobjects.surface import SurfaceMesh
from tests.stage.studio import COLOURS, TINY, Pixels, film, picture

GREY = np.full((2, 3), 0.7)


def surface(resolution: int = 15, bend: float = 0.4, **options: Any) -> SurfaceMesh:
    options.setdefault("colours", COLOURS)
    return SurfaceMesh.of_function(
        lambda x, y: bend * np.sin(x) * np.cos(y), (-2, 2), (-2, 2), resolution=resolution,
        **options,
    )  # fmt: skip


MAKERS: dict[str, Callable[[], Mesh]] = {
    "surface": surface,
    "ball": lambda: Ball((0, 0, 0.5), 0.8, color=RED),
    "stroke": lambda: Stroke([[-2, 0, 0], [0, 1, 0], [2, 0, 0]], 0.3, color=RED),
    "arrow": lambda: ArrowStroke((-2, 0, 0), (2, 0, 0), 0.25, color=RED),
    "patch": lambda: Patch([[-2, -1, 0], [2, -1, 0], [-2, 1, 0], [2, 1, 0]], color=RED),
    "label": lambda: Label("Wide words", 1.2, "#FF0000"),
    "anchored label": lambda: Label("Words", 1.2, "#FF0000", anchor=(0.5, 0, 0)),
    "card": lambda: Card("Words", 1.2, "#FF0000", plate="#203040"),
    "picture": lambda: Picture(np.full((4, 4, 4), 200, np.uint8), 3, 3),
}
ALL = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())


def ink(frame: Pixels) -> float:
    """How much is on a black screen, 0 for nothing."""
    return float(frame[..., :3].astype(float).mean())


def middle(frame: Pixels) -> tuple[float, float]:
    """Where on the screen it is: column and row of the ink's centre."""
    weight = frame[..., :3].astype(float).sum(axis=-1)
    rows, columns = np.indices(weight.shape)
    return float((weight * columns).sum() / weight.sum()), float(
        (weight * rows).sum() / weight.sum()
    )


def width(frame: Pixels) -> int:
    return int(np.ptp(np.flatnonzero(frame[..., :3].max(axis=(0, 2)) > 30))) + 1


def played(
    mesh: Mobject, *animate: Callable[[Any], Any], add: bool = True, **options: Any
) -> list[Pixels]:
    """Frames of a play of one second, the last one after its end."""

    def play(scene: MeshScene) -> None:
        scene.set_camera_orientation(phi=40 * DEGREES, theta=-80 * DEGREES)
        if add:
            scene.add(mesh)
        built = [animation(mesh) for animation in animate]
        scene.play(*built, run_time=1, **options)
        scene.wait(1 / 8)

    frames = film(play)
    assert len(frames) == 9
    return frames


def still(mesh: Mesh) -> Pixels:
    return played(mesh, lambda m: m.animate.shift(ORIGIN))[-1]


@ALL
def test_fade_in_and_out(make: Callable[[], Mesh]) -> None:
    full = still(make())
    assert ink(full) > 0.3
    coming = [ink(f) for f in played(make(), FadeIn, add=False)]
    going = [ink(f) for f in played(make(), FadeOut)]
    assert coming[0] < 0.02 * ink(full)
    assert coming == sorted(coming)
    assert coming[-1] == pytest.approx(ink(full))
    assert going[0] == pytest.approx(ink(full))
    assert going == sorted(going, reverse=True)
    assert going[-1] == 0.0
    assert 0.2 < coming[4] / ink(full) < 0.8


@ALL
def test_faded_in_mobjects_are_as_before(make: Callable[[], Mesh]) -> None:
    mesh = make()
    np.testing.assert_array_equal(played(mesh, FadeIn, add=False)[-1], still(make()))


@ALL
def test_create_and_uncreate(make: Callable[[], Mesh]) -> None:
    full = ink(still(make()))
    coming = [ink(f) for f in played(make(), lambda m: Create(m, rate_func=linear), add=False)]
    going = [ink(f) for f in played(make(), lambda m: Uncreate(m, rate_func=linear))]
    assert coming[0] < 0.1 * full
    assert 0.3 < coming[4] / full < 0.7
    assert coming[-1] == pytest.approx(full)
    assert 0.3 < going[4] / full < 0.75
    assert going[-1] == 0.0


def test_a_surface_and_a_line_are_created_from_one_end_to_the_other() -> None:
    for mesh in (surface(), Stroke([[-2, 0, 0], [2, 0, 0]], 0.3)):
        frames = played(mesh, lambda m: Create(m, rate_func=linear), add=False)
        assert middle(frames[2])[0] < middle(frames[4])[0] < middle(frames[-1])[0]
        # What is shown looks as it will.
        np.testing.assert_allclose(frames[4][:, :70], frames[-1][:, :70], atol=1.5)


@ALL
def test_shift(make: Callable[[], Mesh]) -> None:
    frames = played(make(), lambda m: m.animate(rate_func=linear).shift(RIGHT))
    first, half, last = (middle(f)[0] for f in (frames[0], frames[4], frames[-1]))
    # One unit is 11 pixels, nearer to the eye a little more.
    assert 8 < last - first < 16
    assert half - first == pytest.approx((last - first) / 2, abs=1)


@ALL
def test_scale(make: Callable[[], Mesh]) -> None:
    frames = played(make(), lambda m: m.animate.scale(0.5))
    assert 0.35 < width(frames[-1]) / width(frames[0]) < 0.75
    assert width(frames[-1]) < width(frames[4]) < width(frames[0])


def test_rotate() -> None:
    line = Stroke([[-2, 0, 0], [2, 0, 0]], 0.2)
    frames = played(line, lambda m: Rotate(m, 90 * DEGREES, axis=OUT))
    assert width(frames[-1]) < 0.5 * width(frames[0])
    turned = surface()
    frames = played(turned, lambda m: m.animate.rotate(90 * DEGREES, axis=RIGHT))
    assert not np.array_equal(frames[0], frames[-1])


@ALL
def test_opacity(make: Callable[[], Mesh]) -> None:
    full = ink(still(make()))
    faint = [ink(f) for f in played(make(), lambda m: m.animate.set_opacity(0.25))]
    assert faint[-1] < 0.75 * full
    assert faint == sorted(faint, reverse=True)


@pytest.mark.parametrize("kind", ["surface", "ball", "stroke", "arrow", "patch", "label"])
def test_colour(kind: str) -> None:
    mesh = MAKERS[kind]()
    frames = played(mesh, lambda m: m.animate.set_color(GREEN))
    before, half, after = (frames[k][..., :3].astype(float).sum(axis=(0, 1)) for k in (0, 4, -1))
    assert after[1] > 1.3 * after[0]
    assert before[1] / before[0] < half[1] / half[0] < after[1] / after[0]
    direct = MAKERS[kind]().set_color(GREEN)
    np.testing.assert_array_equal(still(direct), frames[-1])


def test_a_surface_becomes_one_of_another_resolution() -> None:
    coarse, fine = surface(9, 0.1), surface(31, -0.8, colours=GREY)
    fine.shift(RIGHT)
    for one, other in ((coarse, fine), (fine, coarse)):
        frames = played(one.copy(), lambda m, target=other: Transform(m, target.copy()))
        assert np.abs(frames[0].astype(int) - still(one.copy())).mean() < 1
        # The same shape up to where the grid's points lie.
        assert np.abs(frames[-1].astype(int) - still(other.copy())).mean() < 2
        between = sorted([middle(frames[0])[0], middle(frames[-1])[0]])
        assert between[0] < middle(frames[4])[0] < between[1]


def test_grids_of_as_many_points_but_another_shape() -> None:
    def strip(rows: int, columns: int) -> SurfaceMesh:
        x, y = np.meshgrid(np.linspace(-2, 2, columns), np.linspace(-1, 1, rows))
        return SurfaceMesh(np.dstack([x, y, 0 * x]), colours=GREY)

    frames = played(strip(4, 9), lambda m: Transform(m, strip(9, 4)))
    # Both are the same flat sheet, so it is one all the way.
    for frame in frames:
        assert np.abs(frame.astype(int) - frames[0]).mean() < 1


def test_a_surface_with_a_hole_becomes_one_without() -> None:
    def torn(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.where(np.hypot(x, y) < 0.9, np.nan, 0.0 * x)

    holed = SurfaceMesh.of_function(torn, (-2, 2), (-2, 2), resolution=21, colours=GREY)
    whole = SurfaceMesh.of_function(
        lambda x, y: 0 * x, (-2, 2), (-2, 2), resolution=21, colours=GREY
    )
    closing = played(holed.copy(), lambda m: Transform(m, whole.copy()))
    opening = played(whole.copy(), lambda m: Transform(m, holed.copy()))
    np.testing.assert_array_equal(closing[-1], still(whole))
    np.testing.assert_array_equal(opening[-1], still(holed))


def test_a_stroke_becomes_one_of_more_points() -> None:
    straight = Stroke([[-2, 0, 0], [2, 0, 0]], 0.2, color=RED)
    turn = np.linspace(0, 2 * np.pi, 40)
    ring = Stroke(np.column_stack([np.cos(turn), np.sin(turn), 0 * turn]), 0.1, color=BLUE)
    for one, other in ((straight, ring), (ring, straight)):
        frames = played(one.copy(), lambda m, target=other: Transform(m, target.copy()))
        assert np.abs(frames[0].astype(int) - still(one.copy())).mean() < 1
        assert np.abs(frames[-1].astype(int) - still(other.copy())).mean() < 1


def test_strokes_of_several_lines() -> None:
    def lines(at: float, count: int) -> Stroke:
        points = [[k / 2, at + s, 0] for k in range(count) for s in (-1, 1)]
        return Stroke(points, 0.1, breaks=range(2, 2 * count, 2))

    frames = played(lines(0, 3), lambda m: Transform(m, lines(1, 3)))
    np.testing.assert_array_equal(frames[-1], still(lines(1, 3)))
    frames = played(lines(0, 3), lambda m: Transform(m, lines(0, 5)))
    assert np.abs(frames[-1].astype(int) - still(lines(0, 5))).mean() < 1
    assert width(frames[0]) < width(frames[-1])


def test_arrows_turn_into_one_another() -> None:
    one, other = ArrowStroke((-2, 0, 0), (0, 0, 0)), ArrowStroke((0, 0, 0), (2, 1, 0))
    frames = played(one, lambda m: Transform(m, other.copy()))
    np.testing.assert_array_equal(frames[-1], still(other))


def test_replacement_leaves_the_target_on_the_scene() -> None:
    ball, other = Ball((-1, 0, 0), 0.5, color=RED), Ball((1, 0, 0), 0.7, color=BLUE)
    frames = played(ball, lambda m: ReplacementTransform(m, other))
    np.testing.assert_array_equal(frames[-1], still(other.copy()))


def test_groups_move_and_fade_together() -> None:
    def pair() -> Group:
        return Group(Ball((-1, 0, 0), 0.5, color=RED), Ball((1, 0, 0), 0.5, color=BLUE))

    shifted = played(pair(), lambda g: g.animate.shift(UP).scale(0.8))
    assert middle(shifted[-1])[1] < middle(shifted[0])[1] - 4
    faded = [ink(f) for f in played(pair(), FadeOut)]
    assert faded[-1] == 0.0
    assert faded == sorted(faded, reverse=True)
    lagged = played(pair(), lambda k: LaggedStart(*[FadeIn(b) for b in k]), add=False)
    assert middle(lagged[3])[0] < middle(lagged[-1])[0]


@pytest.mark.parametrize("animation", [GrowFromCenter, ShrinkToCenter])
def test_growing_and_shrinking(animation: type) -> None:
    for make in (MAKERS["ball"], MAKERS["surface"], MAKERS["stroke"]):
        frames = played(make(), animation)
        widths = [width(f) if f[..., :3].max() > 30 else 0 for f in frames]
        small, large = (0, -1) if animation is GrowFromCenter else (-1, 0)
        assert widths[small] < 0.4 * widths[large]


def test_a_ball_moves_along_a_path_and_fades_into_another() -> None:
    from manim import Line

    ball = Ball(ORIGIN, 0.4, color=RED)
    frames = played(ball, lambda m: MoveAlongPath(m, Line(LEFT, RIGHT), rate_func=smooth))
    assert middle(frames[-1])[0] > middle(frames[0])[0] + 15
    frames = played(Ball(LEFT, 0.4), lambda b: FadeTransform(b, Ball(RIGHT, 0.6, color=BLUE)))
    assert middle(frames[-1])[0] > middle(frames[0])[0] + 15


@ALL
def test_copies_are_independent_and_look_the_same(make: Callable[[], Mesh]) -> None:
    original = make()
    with tempconfig(TINY):
        camera = MeshCamera()
        first = picture(camera, [original])
        copy = original.copy()
        np.testing.assert_array_equal(picture(camera, [copy]), first)
        copy.shift(RIGHT)
        np.testing.assert_array_equal(picture(camera, [original]), first)
        assert not np.array_equal(picture(camera, [copy]), first)


def test_a_mesh_changed_in_place_is_drawn_anew() -> None:
    with tempconfig(TINY):
        camera = MeshCamera()
        mesh = surface()
        before = picture(camera, [mesh])
        mesh.points[:, 2] *= -2
        assert not np.array_equal(picture(camera, [mesh]), before)
        again = surface()
        again.points[:, 2] *= -2
        again.values = mesh.values
        np.testing.assert_array_equal(picture(camera, [mesh]), picture(camera, [again]))


def test_a_label_fixed_in_the_frame_stays_while_the_camera_moves() -> None:
    def play(scene: MeshScene) -> None:
        label = Label("x", 1.0, "#FFFFFF").put(2, 1)
        line = Stroke([[-2, -1, 0], [-1, -1, 0]], 0.2)
        scene.add_fixed_in_frame_mobjects(label, line)
        scene.move_camera(phi=60 * DEGREES, theta=30 * DEGREES, run_time=0.5)

    frames = film(play)
    for frame in frames[1:]:
        np.testing.assert_array_equal(frame, frames[0])


@pytest.mark.parametrize("base", [Scene, ThreeDScene])
def test_a_camera_without_depth_refuses_meshes_in_one_sentence(base: type[Scene]) -> None:
    class Wrong(base):  # type: ignore[misc,valid-type]
        def construct(self) -> None:
            self.add(Ball())
            self.wait(0.25)

    with tempconfig(TINY), pytest.raises(StageError, match="MeshScene"):
        Wrong().render()


def test_what_needs_vector_mobjects_says_so() -> None:
    ball = Ball()
    with pytest.raises(TypeError, match="Ball"):
        VGroup(ball)
    with pytest.raises((TypeError, AttributeError)):
        Write(ball).begin()


def test_a_text_becomes_another_one_by_one() -> None:
    one, other = Label("before", 1.0, "#FF0000"), Label("$x^2$", 1.5, "#00FF00").put(1, 1)
    frames = played(one.copy(), lambda m: Transform(m, other.copy(), rate_func=linear))
    np.testing.assert_array_equal(frames[0], still(one.copy()))
    np.testing.assert_array_equal(frames[-1], still(other.copy()))
    assert ink(frames[4]) < 0.3 * min(ink(frames[0]), ink(frames[-1]))


def test_a_scaled_label_is_set_anew_at_its_size() -> None:
    scaled, large = still(Label("Sharp", 0.5).scale(2)), still(Label("Sharp", 1.0))
    # Its box was rounded to pixels before it grew; letters blown up would differ ten times as much.
    assert np.abs(scaled.astype(int) - large).mean() < 0.05 * ink(large)


def test_meshes_of_other_kinds_dissolve_but_do_not_transform() -> None:
    with pytest.raises(TypeError, match="Ball to a SurfaceMesh"):
        played(Ball(), lambda m: Transform(m, surface()))
    frames = played(Ball(LEFT, 0.5, color=RED), lambda m: FadeTransform(m, surface()))
    np.testing.assert_allclose(frames[-1], still(surface()), atol=1.5)
