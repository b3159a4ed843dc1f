"""What a page shows is what was computed, checked by closed forms and relations."""

from __future__ import annotations

import base64
import json
import re

import numpy as np
import pytest

from gdcore.forms.page.data import page_data
from gdcore.forms.page.html import assets, page_html, theme_rules
from gdcore.forms.page.look import Look
from gdcore.forms.page.payload import safe_json
from gdcore.forms.page.solids import cube, octahedron, placed, sphere
from gdcore.forms.page.steps import MOST_SHOWN, Slider, shown_steps
from gdcore.forms.page.writing import telling_moment
from gdcore.spec import read_spec
from gdcore.stage.props.parts.rules import step_numbers
from gdcore.stage.text.vector import vector_formula
from gdcore.story import Lesson, compute_lesson, make_timeline


def lesson(text: str) -> Lesson:
    return compute_lesson(read_spec(text, "spec.yaml"))


def test_every_step_is_a_position_until_there_are_too_many() -> None:
    few = Slider.of(
        lesson("function: x^2 + y^2\nstarts: [[1, 1]]\nlearning_rates: [0.01]\nsteps: 90\n")
    )
    assert (few.every, few.steps) == (1, tuple(range(91)))
    text = "function: x^4\nstarts: [[1]]\nlearning_rates: [1.0e-5]\nsteps: 12345\n"
    found = lesson(text)
    many = Slider.of(found)
    assert len(many.steps) <= MOST_SHOWN + 1
    assert (many.steps[0], many.steps[-1]) == (0, 12345)
    assert all(step % many.every == 0 for step in many.steps[:-1])
    shown = shown_steps(found, found.descents[0], many)
    points = found.descents[0].trajectory.points
    assert shown.points[:, 0].tolist() == [points[k, 0] for k in many.steps]
    # The trail goes through each of them.
    assert shown.trail[list(shown.ends), 0] == pytest.approx(shown.points[:, 0])


def test_a_trail_lies_on_the_surface_and_ends_at_the_edge() -> None:
    found = lesson(
        "function: x^2 - y^2\ndomain: {x: [-1, 1], y: [-1, 1]}\n"
        "descents: [{start: [0.9, 0.1], learning_rate: 0.3}]\nsteps: 30\n"
    )
    descent = found.descents[0]
    shown = shown_steps(found, descent, Slider.of(found))
    x, y, z = shown.trail.T
    assert z == pytest.approx(x**2 - y**2)
    assert y[-1] == pytest.approx(1)  # it falls off the saddle, and the picture ends there
    assert np.abs(np.diff(shown.trail[:, :2], axis=0)).max() <= 2 / 80 + 1e-9
    assert not shown.inside[-1]
    assert shown.inside[:-1].all()
    left = descent.trajectory.points[-1]
    assert shown.point[-1] == found.rounding.point(left)  # its numbers are those of the descent


def test_there_is_no_tangent_on_a_kink() -> None:
    found = lesson(
        "function: abs(x) + y^2\ndescents: [{start: [0, 1], learning_rate: 0.1}]\nsteps: 1\n"
    )
    shown = shown_steps(found, found.descents[0], Slider.of(found))
    assert not shown.smooth[0]
    assert (shown.norm[0], shown.slopes[0]) == ("", ("", ""))  # nor a gradient


def test_a_step_that_was_cut_at_the_edge_is_not_written_as_the_rule() -> None:
    found = lesson(
        "function: x + y^2\ndomain: {x: [-1, 1], y: [-1, 1]}\noutside: clip\n"
        "descents: [{start: [0.5, 0.5], learning_rate: 1.25}]\nsteps: 2\n"
    )
    second = step_numbers(found, found.descents[0], 1)
    assert second.rate is None
    first = step_numbers(found, found.descents[0], 0)
    # 0.5 − 1.25·1 = −0.75 and 0.5 − 1.25·1 = −0.75: inside, so by the rule.
    assert (first.end, first.rate, first.change) == ("(−0.75, −0.75)", "1.25", "(1, 1)")


def test_a_figure_holds_the_function_s_values() -> None:
    timeline = make_timeline(
        lesson("function: x*y + x\ndomain: {x: [-2, 1], y: [0, 3]}\ndescents: []\n"), 60
    )
    page = page_data(timeline)
    assert page.surface is not None
    assert page.slider is None

    def unpacked(part: dict[str, str]) -> np.ndarray:
        shape = [int(n) for n in str(part.get("shape", "-1")).split(",")]
        return np.frombuffer(base64.b64decode(part["bdata"]), part["dtype"]).reshape(shape)

    surface = page.surface["data"][0]
    x, y, z = (unpacked(surface[axis]) for axis in "xyz")
    assert z == pytest.approx(x[None, :] * y[:, None] + x[None, :], abs=1e-9)


@pytest.mark.parametrize("solid", [octahedron, cube, sphere])
def test_solids_are_closed_and_face_outward(solid) -> None:
    made = solid()
    edges = [(f[k], f[(k + 1) % 3]) for f in made.faces.tolist() for k in range(3)]
    assert len(set(edges)) == len(edges)
    assert {(b, a) for a, b in edges} == set(edges)  # each edge once in each direction
    assert np.linalg.norm(made.corners, axis=1) == pytest.approx(1)
    a, b, c = (made.corners[made.faces[:, k]] for k in range(3))
    assert ((np.cross(b - a, c - a) * (a + b + c)).sum(axis=1) > 0).all()
    two = placed(made, np.array([[0.0, 0, 0], [5, 5, 5]]), np.array([1.0, 2, 3]))
    assert len(two["x"]) == 2 * len(made.corners)
    assert max(two["k"]) == 2 * len(made.corners) - 1


def test_a_theme_that_the_spec_names_is_the_page_s() -> None:
    text = "function: x^2 + y^2\nsteps: 2\n"
    assert Look.of(lesson(text)).preferred is None
    named = Look.of(lesson(f"{text}theme: dark\n"))
    assert named.preferred == "dark"
    assert named.themes["dark"].descents != named.themes["light"].descents
    assert "prefers-color-scheme: light" in theme_rules(named)


def test_formulas_are_drawn_and_read() -> None:
    markup = "$f(x, y) = x^2 + 3 y^2 + sin(x) + cos(y) + x y + x^3 y^3 + 17$"
    wide, narrow = vector_formula(markup), vector_formula(markup, 12.0)
    assert narrow.width <= 12.01 < wide.width
    assert narrow.height > wide.height
    for formula in (wide, narrow):
        assert set(re.findall(r'href="#(\w+)"', formula.svg)) <= set(formula.glyphs)
        assert formula.mathml.startswith("<math")
        assert "<msup>" in formula.mathml
        assert "#000000" not in formula.svg


def test_json_in_a_page_ends_no_script() -> None:
    text = safe_json({"a": "</script><!--", "b": "&\u2028"})
    assert not set("<>&") & set(text)
    assert json.loads(text) == {"a": "</script><!--", "b": "&\u2028"}
    with pytest.raises(ValueError, match="JSON"):
        safe_json(float("nan"))


def test_a_card_shows_the_descent_on_its_way() -> None:
    timeline = make_timeline(lesson("function: x^2 + y^2\nsteps: 20\n"), 60)
    t = telling_moment(timeline)
    assert 0 < timeline.steps(0, t) < timeline.lesson.descents[0].trajectory.steps
    still = make_timeline(lesson("function: x^2 + y^2\ndescents: []\n"), 60)
    assert 0 <= telling_moment(still) <= still.duration


def test_a_page_names_no_address_but_its_own() -> None:
    timeline = make_timeline(lesson("function: x^2 + y^2\nsteps: 3\n"), 60)
    html = page_html(page_data(timeline), "assets")
    addresses = re.findall(r'(?:src|href)="([^"#][^"]*)"', html)
    assert addresses
    assert all(a.startswith("assets/") for a in addresses)
    own = [a for a in assets() if not a.name.startswith("plotly")]
    assert not any(re.search(r"https?://", a.content) for a in own)
