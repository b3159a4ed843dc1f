"""Colours: readable, and told apart by every eye."""

from __future__ import annotations

import cmap
import numpy as np
import pytest
from numpy.typing import NDArray

from gdcore.spec import read_spec
from gdcore.spec.color_maps import COLOR_MAPS, DIVERGING, SEQUENTIAL
from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.scene import build_stage, lesson_timeline
from gdcore.stage.stage import Stage
from gdcore.stage.theme import DARK, THEMES, Theme, lesson_theme, theme_of
from gdcore.story import compute_lesson

Array = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1, for linear RGB.
EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# Ottosson's OKLab, in which a distance of 0.02 is about what can just be seen.
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
SHADES = (0.70, 0.85, 1.0, 1.08)  # what the light makes of a colour, from hollows to lit slopes


def rgb(*colors: str) -> Array:
    return np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in colors])


def linear(colors: Array) -> Array:
    return np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)


def seen(colors: Array, eye: str) -> Array:
    """OKLab coordinates, times 100, of what an eye sees."""
    light = np.clip(linear(colors) @ EYES[eye].T, 0, 1)
    return np.asarray(100 * np.cbrt(light @ TO_CONES.T) @ TO_LAB.T)


def distances(a: Array, b: Array, eye: str) -> Array:
    return np.asarray(np.linalg.norm(seen(a, eye)[:, None] - seen(b, eye), axis=2))


def contrast(a: Array, b: Array) -> Array:
    one, other = (linear(c) @ np.array([0.2126, 0.7152, 0.0722]) + 0.05 for c in (a, b))
    return np.asarray(np.maximum(one, other) / np.minimum(one, other))


def surface(theme: Theme) -> Array:
    return np.clip(np.vstack([theme.colours(64) * shade for shade in SHADES]), 0, 1)


themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def test_the_distance_is_that_of_the_published_example() -> None:
    """OKLab of pure red, as its author's conversion gives it."""
    np.testing.assert_allclose(seen(rgb("#FF0000"), "normal")[0], [62.8, 22.5, 12.6], atol=0.1)


@pytest.mark.parametrize(
    ("eye", "least"),
    [("normal", 18), ("protanopia", 14), ("deuteranopia", 14), ("tritanopia", 8)],
)
@themes
def test_seven_descents_are_told_apart(theme: Theme, eye: str, least: float) -> None:
    colors = rgb(*theme.descents)
    assert len(colors) == 7
    apart = distances(colors, colors, eye) + 999 * np.eye(7)
    assert apart.min() > least


@themes
def test_descents_stand_out_from_the_background(theme: Theme) -> None:
    assert contrast(rgb(*theme.descents), rgb(theme.background)).min() >= 3.0


@themes
def test_descents_stand_out_from_the_surface(theme: Theme) -> None:
    colors, shades = rgb(*theme.descents), surface(theme)
    assert distances(colors, shades, "normal").min() > 10
    # Where the colour does not, the rim around it does.
    rim = rgb(theme.background)
    for eye in EYES:
        own, around = distances(colors, shades, eye), distances(rim, shades, eye)
        assert np.maximum(own, around).min() > 12, eye


@themes
def test_the_surface_s_lightness_rises_evenly(theme: Theme) -> None:
    """Perceptually uniform: no step of the colour map is much larger than another, for any eye."""
    for eye in ("normal", "protanopia", "deuteranopia"):
        steps = np.linalg.norm(np.diff(seen(theme.colours(33), eye), axis=0), axis=1)
        assert steps.max() < 2.6 * steps.min(), eye
    assert (np.diff(seen(theme.colours(33), "normal")[:, 0]) > 0).all()


@themes
def test_texts_can_be_read(theme: Theme) -> None:
    ink = rgb(
        theme.text, theme.muted, theme.accent, theme.gradient, theme.velocity, theme.step,
        *theme.slices, theme.minimum, theme.maximum, theme.saddle, theme.degenerate,
    )  # fmt: skip
    assert contrast(ink, rgb(theme.background)).min() >= 4.5
    # On a plate that covers three quarters of the surface behind it.
    behind = 0.75 * rgb(theme.plate) + 0.25 * surface(theme)
    for color in ink:
        assert contrast(color[None], behind).min() >= 4.5


@themes
def test_lines_are_seen(theme: Theme) -> None:
    lines = rgb(theme.lines, theme.curve)
    assert contrast(lines, rgb(theme.background)).min() >= 3.0


def test_a_spec_chooses_its_theme() -> None:
    assert THEMES[read_spec("function: x^2").theme] is DARK
    assert THEMES[read_spec("function: x^2\ntheme: light").theme].background != DARK.background


MAPS = sorted(COLOR_MAPS)


def test_the_spec_names_the_colour_maps_that_are_perceptually_uniform() -> None:
    """All maps of cmap by authors who made them so, measured: no list that was written by hand."""
    families = ("bids", "cividis", "crameri", "cmocean", "colorcet", "cmasher")
    sequential, diverging = set(), set()
    catalogue = cmap.Catalog()
    for name in catalogue.unique_keys():
        entry = catalogue[name]
        if entry.namespace not in families or name.endswith("_r"):
            continue
        ends = {"sequential": (0.06, 0.97), "diverging": (0.03, 0.97)}.get(entry.category)
        if ends is None:
            continue
        colors = np.asarray(cmap.Colormap(name)(np.linspace(*ends, 33)))[:, :3]
        lab = seen(colors, "normal")
        steps, rise = np.linalg.norm(np.diff(lab, axis=0), axis=1), np.diff(lab[:, 0])
        if steps.max() > 3 * steps.min():
            continue
        if entry.category == "sequential" and abs(np.sign(rise).sum()) == 32:
            sequential.add(name)
        left, right = np.sign(rise[:15]).sum(), np.sign(rise[17:]).sum()
        if entry.category == "diverging" and abs(left) == 15 and left == -right:
            diverging.add(name)
    assert set(SEQUENTIAL) == sequential
    assert set(DIVERGING) == diverging


@themes
def test_descents_are_told_apart_on_every_colour_map(theme: Theme) -> None:
    """Seven from each other, for all eyes; from the surface by their colour or by their halo."""
    named = {id(value): name for name, value in THEMES.items()}[id(theme)]
    for name in MAPS:
        mapped = theme_of(read_spec(f"function: x^2 + y^2\ntheme: {named}\ncolor_map: '{name}'"))
        colors, shades, rim = rgb(*mapped.descents), surface(mapped), rgb(mapped.background)
        assert len(colors) == 7
        assert contrast(colors, rim).min() >= 3.0
        for eye, least in (
            ("normal", 13),
            ("protanopia", 9),
            ("deuteranopia", 9),
            ("tritanopia", 6),
        ):
            apart = distances(colors, colors, eye) + 999 * np.eye(7)
            assert apart.min() > least, (name, eye)
            own, around = distances(colors, shades, eye), distances(rim, shades, eye)
            assert np.maximum(own, around).min() > 6, (name, eye)
        below = rgb(mapped.underside)
        assert distances(below, mapped.colours(64), "normal").min() > 4, name


def test_a_diverging_map_has_its_middle_at_zero() -> None:
    timeline = lesson_timeline(
        read_spec("function: x^2 - 3*y^2\ncolor_map: vik\nstory: [surface]"), 15.0
    )
    stage = build_stage(timeline.lesson, timeline, 14.2, 8.0)
    assert isinstance(stage, Stage)
    (mesh,) = [m for p in stage.props for m in p.mobjects if isinstance(m, SurfaceMesh)]
    assert mesh.value_range == (-27.0, 27.0)
    assert mesh.values.max() == pytest.approx(9.0)


def test_more_than_seven_descents_have_colours_by_where_they_end() -> None:
    lesson = compute_lesson(read_spec("function: himmelblau\nstarts: {grid: [4, 4]}"))
    colors = lesson_theme(lesson).descents
    ends = np.array([d.trajectory.points[-1] for d in lesson.descents])
    same = np.linalg.norm(ends[:, None] - ends, axis=2) < 0.5
    shared = np.array([[a == b for b in colors] for a in colors])
    np.testing.assert_array_equal(same, shared)
    assert len(set(colors)) == 4
    # All of these end at one place: colours by how high they start.
    one = compute_lesson(read_spec("function: x^2 + 2*y^2\nstarts: {grid: [3, 3]}"))
    assert len(set(lesson_theme(one).descents)) == 9
