"""Pictures of upright frames: a taller box, the height that the texts of a moment leave."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.spec import read_spec
from gdcore.stage.layout.framing import fit
from gdcore.stage.layout.lens import rotation
from gdcore.stage.layout.silhouette import Silhouette
from gdcore.stage.layout.space import Space
from gdcore.stage.layout.telling import common, without
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.frame.race import LegendProp
from gdcore.stage.scene import build_stage
from gdcore.story import compute_lesson, make_timeline
from gdcore.story.height_field import RELIEF, raised

PHONE = (8 * 16 / 9, 8 * (16 / 9) ** 2)
"""A frame of 9:16, scene units."""
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3)


@pytest.mark.parametrize("elevation", [5.0, 30.0, 50.0, 89.0])
def test_what_hides_what_is_the_same_in_the_taller_box(elevation: float) -> None:
    """Two points in one line of sight stay in one when the box and the viewer are raised."""
    towards = rotation(np.radians(-60.0), np.radians(elevation))[2]
    taller = towards * [1.0, 1.0, RELIEF["9:16"]]
    seen_from = rotation(np.radians(-60.0), np.radians(raised(elevation, "9:16")))[2]
    np.testing.assert_allclose(np.cross(taller, seen_from), 0.0, atol=1e-12)
    assert raised(elevation, "16:9") == pytest.approx(elevation)


def test_a_row_over_all_the_width_leaves_the_picture_the_middle_of_the_rest() -> None:
    shape = Silhouette.of_map(Space.of(((0.0, 1.0), (0.0, 1.0)), (0.0, 1.0)), "none", False)
    room, row = (-2.0, -6.0, 2.0, 6.0), (-2.0, 2.0, 2.0, 6.0)
    zoom, (x, y) = fit(shape, room, (row,), 0.4)
    assert zoom == pytest.approx(fit(shape, room, (), 0.4)[0], rel=0.01)  # the width limits it
    assert (x, y) == pytest.approx((0.0, -2.0), abs=0.4)


@settings(max_examples=60)
@given(SPANS, SPANS)
def test_spans_are_sets_of_moments(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    def holds(spans: object, t: float) -> bool:
        return any(a < t < b for a, b in spans)  # type: ignore[attr-defined]

    for t in np.arange(0.25, 10.0, 0.5):
        both, first, second = common(one, other), holds(one, t), holds(other, t)
        assert holds(both, t) == (first and second)
        assert holds(without(one, other), t) == (first and not second)


def test_a_table_stands_above_a_picture_while_descents_run_or_are_compared() -> None:
    starts = "[[1, 0.5], [0.2, 1], [-1, 0.3], [-0.4, -1]]"
    text = f"""
function: x^2 + 3*y^2
starts: {starts}
aspect: 9:16
story: [surface, gradient, descend, {{orbit: {{degrees: 30}}}}, loss_curve]
"""
    timeline = make_timeline(compute_lesson(read_spec(text)))
    stage = build_stage(timeline.lesson, timeline, *PHONE)
    table = next(p for p in stage.props if isinstance(p, LegendProp))
    meshes: list[Mesh] = table.mobjects
    shown = {}
    for beat in timeline.beats:
        stage.show((beat.start + beat.end) / 2, MeshCamera())
        shown[beat.name] = max(mesh.opacity for mesh in meshes) > 0.9
    told = {"descend", "loss_curve"}
    assert shown == {beat.name: beat.name in told for beat in timeline.beats}
    fits = stage.views[0].setting.fit
    orbit = next(beat for beat in timeline.beats if beat.name == "orbit")
    descend = next(beat for beat in timeline.beats if beat.name == "descend")
    middles = [fits.flat.at((b.start + b.end) / 2)[0] for b in (descend, orbit)]
    assert middles[1] > 1.05 * middles[0]
