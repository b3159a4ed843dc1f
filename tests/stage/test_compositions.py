"""Each layout of the spec has one composition, and one from outside needs nothing but its file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdcore.spec import read_spec
from gdcore.spec.fitting import DIMENSIONS
from gdcore.stage.layout.arrangement import panels_of
from gdcore.stage.layout.compositions import composition_of
from gdcore.stage.layout.compositions.composition import COMPOSITIONS, Composition, compose
from gdcore.stage.layout.measuring import measure_layout
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Layout
from gdcore.story import Timeline, compute_lesson, make_timeline


def test_the_stage_has_a_composition_for_every_layout_of_the_spec() -> None:
    composition_of("surface")
    with pytest.raises(KeyError):
        composition_of("collage")
    assert set(COMPOSITIONS) == set(DIMENSIONS) | {"board"}


def test_a_layout_of_ones_own_has_its_pictures_where_it_puts_them() -> None:
    def stripes(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
        left, bottom, right, top = layout.open
        middle = (bottom + top) / 2
        low, high = (left, bottom, right, middle), (left, middle, right, top)
        return tuple(Panel("map", region, (0,), small=True) for region in (high, low))

    compose("stripes", Composition(stripes, several=True))
    try:
        lesson = compute_lesson(read_spec("function: x^2 + y^2"))
        timeline = make_timeline(
            replace(lesson, spec=lesson.spec.model_copy(update={"layout": "stripes"})), 15.0
        )
        layout = measure_layout(timeline, 14.2, 8.0, 40)
        assert layout.several
        upper, lower = panels_of(timeline, layout)
        assert upper.region[1] == lower.region[3]
    finally:
        del COMPOSITIONS["stripes"]
