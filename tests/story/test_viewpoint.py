import numpy as np
import pytest

from gdcore.maths import Function
from gdcore.story.height_field import HEIGHT, HeightField, visible_steps
from gdcore.story.value_range import value_range
from gdcore.story.viewpoint import AZIMUTH, ELEVATION, choose_viewpoint

HILL = Function.parse("exp(-4*(x^2 + y^2))")
SQUARE = ((-1.0, 1.0), (-1.0, 1.0))


def is_seen(function, point, azimuth, elevation):
    """Walk from a point of the unit-height hill on [−1, 1]² towards the viewer, in tiny strides."""
    direction = np.radians(azimuth)
    s = np.linspace(0.002, 3.0, 4000)
    x = point[0] + s * np.cos(direction)
    y = point[1] + s * np.sin(direction)
    inside = (abs(x) <= 1) & (abs(y) <= 1)
    ground = HEIGHT * function.value(np.stack([x, y], axis=-1))
    # One unit of the domain is half a width of the box.
    ray = HEIGHT * function.value(point) + 0.025 + 0.5 * s * np.tan(np.radians(elevation))
    return not (inside & (ground > ray)).any()


def test_the_camera_walks_to_where_the_ball_is_not_behind_the_hill():
    behind = np.radians(AZIMUTH + 180)
    start = 0.55 * np.array([np.cos(behind), np.sin(behind)])
    path = np.linspace(start, 1.6 * start, 20)
    assert not is_seen(HILL, start, AZIMUTH, ELEVATION)
    landscape = HeightField.sample(HILL, SQUARE, (0.0, 1.0))
    view = choose_viewpoint(landscape, [path], (0.0, 15.0))
    for turn in (0.0, 15.0):
        assert all(is_seen(HILL, p, view.azimuth + turn, view.elevation) for p in path)


def test_points_count_beside_a_path_however_many_they_are():
    behind = np.radians(AZIMUTH + 180)
    point = 0.55 * np.array([np.cos(behind), np.sin(behind)])
    landscape = HeightField.sample(HILL, SQUARE, (0.0, 1.0))
    path = np.array([[0.0, 0.0], [0.1, 0.0]])  # on top, seen from everywhere
    assert choose_viewpoint(landscape, [path], (0.0, 0.0)).azimuth == AZIMUTH
    for count in (1, 60):
        view = choose_viewpoint(landscape, [path], (0.0, 0.0), np.tile(point, (count, 1)))
        assert is_seen(HILL, point, view.azimuth, view.elevation)


def test_a_place_in_a_valley_is_seen_over_the_near_rim_of_an_oblong_base():
    valley = Function.parse("x^2 + 3*y^2")
    landscape = HeightField.sample(valley, ((-3.0, 3.0), (-2.0, 2.0)), (0.0, 21.0))
    view = choose_viewpoint(landscape, [np.array([[-0.3, 0.0]])], (0.0, 0.0))

    def over_the_rim(azimuth, elevation):
        # On screen the base is as oblong as the domain: one unit of each variable is a sixth of it.
        s = np.linspace(0.01, 6.0, 4000)
        x, y = -0.3 + s * np.cos(np.radians(azimuth)), s * np.sin(np.radians(azimuth))
        inside = (abs(x) <= 3) & (abs(y) <= 2)
        ground = HEIGHT * (x**2 + 3 * y**2) / 21.0
        ray = HEIGHT * 0.09 / 21.0 + 0.025 + s / 6 * np.tan(np.radians(elevation))
        return not (inside & (ground > ray)).any()

    assert not over_the_rim(AZIMUTH, ELEVATION)
    assert over_the_rim(view.azimuth, view.elevation)


def test_what_is_seen_from_the_usual_place_is_shown_from_there():
    bowl = Function.parse("x^2 + y^2")
    landscape = HeightField.sample(bowl, SQUARE, (0.0, 2.0))
    view = choose_viewpoint(landscape, [np.array([[-0.3, 0.3], [0.0, 0.0]])], (0.0, 15.0))
    assert abs(view.azimuth - AZIMUTH) <= 15
    assert view.elevation == ELEVATION
    assert choose_viewpoint(landscape, [], (0.0, 0.0)).azimuth == AZIMUTH


@pytest.mark.parametrize(
    ("text", "domain", "low", "high", "cut"),
    [
        ("x^2 + 3*y^2", ((-3, 3), (-3, 3)), 0.0, 36.0, False),
        ("exp(-10000*((x - 0.123)^2 + y^2))", ((-3, 3), (-3, 3)), 0.0, 1.0, False),
        ("sqrt(abs(x - 0.1))", ((-1, 1),), 0.0, np.sqrt(1.1), False),
        ("x + y", ((0, 1), (0, 1)), 0.0, 2.0, False),
        ("0*x + 0*y + 3", ((0, 1), (0, 1)), 2.0, 4.0, False),
    ],
)
def test_a_bounded_function_is_drawn_whole(text, domain, low, high, cut):
    found = value_range(Function.parse(text), domain)
    assert found[:2] == pytest.approx((low, high), abs=1e-3)
    assert found[2] is cut


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("1/(x*y)", ((-3, 3), (-3, 3))),
        ("1/(x - 0.3)", ((-1, 2),)),
        ("1/(x^2 + y^2)", ((-1, 1), (-1, 1))),
        ("tan(x)", ((-3, 3),)),
    ],
)
def test_a_pole_is_cut_off(text, domain):
    low, high, cut = value_range(Function.parse(text), domain)
    assert cut
    assert high - low < 1e3


def test_where_a_path_leaves_the_domain():
    points = np.array([[0.0, 0.0], [0.5, 0.0], [1.5, 0.2]])
    assert visible_steps(points, SQUARE) == pytest.approx(1.5)
    assert visible_steps(points[:2], SQUARE) == 1.0
    back = np.vstack([points, [[0.0, 0.0]]])
    assert visible_steps(back, SQUARE) == 3.0
