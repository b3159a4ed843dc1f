"""The page in a real browser, used as a student uses it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from gdcore.cli import main
from tests.forms.page.conftest import SPEC, Make, Opened

pytestmark = pytest.mark.slow

Open = Callable[..., Opened]

BALL = """(i) => {
  const p = pictures.find((q) => q.spatial), t = p.trace(`ball-${i}`);
  const mean = (row) => row.reduce((a, b) => a + b) / row.length;
  return ["x", "y", "z"].map((axis) => mean(Array.from(t[axis])));
}"""
"""The middle of a ball on the surface."""


def f(x: float, y: float) -> float:
    return x**2 + 3 * y**2 + x * y / 2 - 1


def slope(x: float, y: float) -> tuple[float, float]:
    return 2 * x + y / 2, 6 * y + x / 2


@pytest.fixture(scope="module")
def shown(opened: Open, bowl: Path) -> Opened:
    """The page that most tests share."""
    page = opened(bowl)
    page.ready()
    return page


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The descents by `gdcore trace`."""
    folder = tmp_path_factory.mktemp("trace")
    (folder / "bowl.yaml").write_text(SPEC)
    assert main(["trace", str(folder / "bowl.yaml"), "-o", str(folder / "bowl.json")]) == 0
    return list(json.loads((folder / "bowl.json").read_text())["descents"])


def numbers(text: str) -> list[float]:
    """The numbers of a text as the page writes them."""
    plain = text.replace("−", "-").replace("\N{THIN SPACE}", "")
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", plain)]


def test_the_slider_moves_ball_map_chart_and_numbers_to_the_trace(
    shown: Opened, trace: list[dict[str, Any]]
) -> None:
    page = shown.page
    page.locator("#step").focus()
    page.keyboard.press("Home")
    for step in (0, 1, 2, 3):
        if step:
            page.keyboard.press("ArrowRight")
        shown.settled()
        for i, descent in enumerate(trace):
            (x, y), value = descent["points"][step], descent["values"][step]
            at = page.evaluate(BALL, i)
            assert at[:2] == pytest.approx([x, y], abs=1e-6)
            assert at[2] >= value  # it lies on the surface
            assert at[2] - value < 0.1 * (f(3, 3) + 1)
            for name, expected in (("map", [x, y]), ("loss", [step, value])):
                uid = "ball" if name == "map" else "head"
                found = page.evaluate(
                    "([name, uid]) => { const t = pictures.find((p) => p.name === name).trace(uid);"
                    " return [t.x[0], t.y[0]] }",
                    [name, f"{uid}-{i}"],
                )
                assert found == pytest.approx(expected, abs=1e-9)
            cells = page.locator(f"#now-{i} td").all_inner_texts()
            gradient = descent["gradients"][step]
            norm = (gradient[0] ** 2 + gradient[1] ** 2) ** 0.5
            told = [n for cell in cells for n in numbers(cell)]
            rate = descent["learning_rate"]
            assert told == pytest.approx([step, x, y, value, norm, rate], abs=5e-4, rel=5e-3)
        assert page.locator("#clock").inner_text() == f"Step {step} of 12"
    assert shown.errors == []


def test_a_step_is_written_with_its_numbers(shown: Opened, trace: list[dict[str, Any]]) -> None:
    page = shown.page
    page.locator("#whose").select_option("1")
    page.locator("#first").click()
    page.locator("#forward").click()
    end, start = trace[1]["points"][2], trace[1]["points"][1]
    found = numbers(page.locator("#rule-numbers").inner_text())
    expected = [*end, *start, 0.28, *trace[1]["gradients"][1]]
    assert found == pytest.approx(expected, rel=1e-3, abs=1e-4)
    page.locator("#whose").select_option("0")


def test_plane_and_slices_touch_the_surface_at_the_ball(
    shown: Opened, trace: list[dict[str, Any]]
) -> None:
    page = shown.page
    page.locator("#first").click()
    page.locator("#forward").click()
    for name in ("show-plane", "show-slice-0", "show-slice-1"):
        page.locator(f"#{name}").check()
    shown.settled()
    x, y = trace[0]["points"][1]
    g = slope(x, y)
    parts = page.evaluate(
        """() => { const p = pictures.find((q) => q.spatial);
        return Object.fromEntries(["plane", "slice-0", "slice-1", "tangent-0", "tangent-1"].map(
          (uid) => [uid, ["x", "y", "z"].map((axis) => Array.from(p.trace(uid)[axis]))])) }"""
    )
    lift = page.evaluate("data.box.lift")
    flat = [*zip(*parts["plane"], strict=True)]
    flat += [*zip(*parts["tangent-0"], strict=True), *zip(*parts["tangent-1"], strict=True)]
    assert len(flat) == 8
    for a, b, height in flat:
        assert height - lift == pytest.approx(f(x, y) + g[0] * (a - x) + g[1] * (b - y))
    for along, other in ((0, 1), (1, 0)):
        curve = [p for p in zip(*parts[f"slice-{along}"], strict=True) if p[2] is not None]
        assert len(curve) > 90
        assert {p[other] for p in curve} == {(x, y)[other]}
        assert all(p[2] - lift == pytest.approx(f(p[0], p[1]), abs=0.01) for p in curve)
        told = page.locator(f"#slope-{along}").inner_text()
        assert numbers(told)[-1] == pytest.approx(g[along], rel=5e-3)
    for name in ("show-plane", "show-slice-0", "show-slice-1"):
        page.locator(f"#{name}").uncheck()
    shown.settled()
    assert page.evaluate("pictures.find((q) => q.spatial).trace('plane').x.length") == 0


def test_points_levels_and_the_logarithmic_axis_are_switched(
    shown: Opened, trace: list[dict[str, Any]]
) -> None:
    page = shown.page
    page.locator("#show-points").uncheck()
    page.locator("#show-levels").uncheck()
    shown.settled()
    for name in ("surface", "map"):
        seen = f"pictures.find((p) => p.name === '{name}').trace('points-minimum').visible"
        assert page.evaluate(seen) is False
    assert page.evaluate("pictures[0].trace('surface').contours.z.show") is False
    chart = "pictures.find((p) => p.name === 'loss')"
    page.locator("#show-log").check()
    shown.until(f"{chart}.box.layout.yaxis.type === 'log'")
    shown.settled()
    assert page.evaluate(f"{chart}.box.layout.annotations[1].text") == "f − f_min"
    # What is drawn is the height above the minimum, which is −1.
    for i, descent in enumerate(trace):
        drawn = page.evaluate(f"{chart}.trace('curve-{i}').y")
        assert drawn == pytest.approx([value + 1 for value in descent["values"]], rel=1e-6)
    for box in ("show-points", "show-levels"):
        page.locator(f"#{box}").check()
    page.locator("#show-log").uncheck()
    shown.until(f"{chart}.box.layout.yaxis.type === 'linear'")
    shown.settled()


def test_the_keyboard_alone_turns_zooms_and_plays(shown: Opened) -> None:
    page = shown.page
    eye = "pictures[0].box.layout.scene.camera.eye"
    page.locator("#picture-surface").focus()
    before = page.evaluate(eye)
    far = sum(part**2 for part in before.values())
    page.keyboard.press("ArrowRight")
    turned = page.evaluate(eye)
    assert turned["z"] == pytest.approx(before["z"])
    assert turned["x"] != pytest.approx(before["x"], abs=1e-3)
    assert sum(part**2 for part in turned.values()) == pytest.approx(far)
    page.keyboard.press("+")
    assert sum(part**2 for part in page.evaluate(eye).values()) < far
    page.keyboard.press("0")
    assert page.evaluate(eye) == pytest.approx(before)
    # Everything that can be used is on the way of the Tab key.
    page.locator("h1").click()
    met = []
    for _ in range(60):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.id"))
        if met[-1] == "spec-text":
            break
    wanted = (
        "colours",
        "picture-surface",
        "picture-map",
        "play",
        "step",
        "show-plane",
        "whose",
        "copy",
    )
    assert [name for name in met if name in wanted] == list(wanted)
    page.locator("#first").focus()
    page.keyboard.press("Enter")
    page.locator("#play").focus()
    page.keyboard.press("Space")
    page.wait_for_selector("#play:not(.playing)")
    assert page.locator("#clock").inner_text() == "Step 12 of 12"
    assert shown.errors == []


def test_the_table_leads_to_a_step(shown: Opened, trace: list[dict[str, Any]]) -> None:
    page = shown.page
    page.locator("#steps-details summary").click()
    rows = page.locator("#steps-table tbody tr")
    rows.nth(12).wait_for()  # the browser tells of an opened table a moment later
    assert rows.count() == 13
    page.get_by_role("button", name="4", exact=True).click()
    assert page.locator("#clock").inner_text() == "Step 4 of 12"
    assert page.locator("#steps-table [aria-current] th").inner_text() == "4"
    told = [n for cell in rows.nth(4).locator("td").all_inner_texts() for n in numbers(cell)]
    assert told[:3] == pytest.approx([*trace[0]["points"][4], trace[0]["values"][4]], abs=5e-3)


def test_colours_follow_the_choice(shown: Opened) -> None:
    page = shown.page
    paper = "getComputedStyle(document.body).backgroundColor"
    for name, colour, ball in (
        ("light", "rgb(251, 250, 246)", "#E0400A"),
        ("dark", "rgb(14, 17, 22)", "#FF5C39"),
    ):
        page.locator("#colours").select_option(name)
        assert page.evaluate(paper) == colour
        shown.until(f"pictures[0].trace('ball-0').color === '{ball}'")
    page.locator("#colours").select_option("device")


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_everybody_can_use_it(opened: Open, bowl: Path, scheme: str) -> None:
    for file in (bowl, bowl.with_name("index.html")):
        page = opened(file, color_scheme=scheme)
        if file == bowl:
            page.ready()
            page.page.locator("#steps-details summary").click()
        found = Axe().run(page.page)
        serious = [
            (v["id"], [node["html"][:120] for node in v["nodes"]])
            for v in found.response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == []


def test_a_telephone_scrolls_only_down(opened: Open, bowl: Path) -> None:
    for file in (bowl, bowl.with_name("index.html")):
        page = opened(file, viewport={"width": 360, "height": 740}, has_touch=True)
        if file == bowl:
            page.ready()
        assert page.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_is_asked_for_outside_the_folder(opened: Open, bowl: Path) -> None:
    page = opened(bowl)
    page.ready()
    page.page.wait_for_selector("html[data-printable]", state="attached")
    inside = bowl.parent.as_uri()
    asked = [u for u in page.requests if not u.startswith((inside, "data:", "blob:"))]
    assert asked == []
    assert len(page.requests) >= 4
    assert page.errors == []


HOSTILE = """\
title: '</title><script>window.hacked = 1</script> "q" {{ 7*7 }} <b>'
function: x^2 + y^2
domain: {x: [-2, 2], y: [-2, 2]}
descents:
  - {start: [1, 1], learning_rate: 0.1, label: '</script><img src=x onerror="window.hacked = 2">'}
  - {start: [1, 0], learning_rate: 0.1, label: "<a href='javascript:window.hacked = 3'>a</a>"}
steps: 5
# </pre></script><script>window.hacked = 4</script>
story:
  - surface: {seconds: 1, caption: "</pre><script>window.hacked = 5</script> {{{{ 7*7 }}}}"}
  - descend: {seconds: 1}
"""


@pytest.mark.parametrize("one", [False, True])
def test_texts_of_a_spec_are_texts(opened: Open, make: Make, one: bool) -> None:
    file = make(HOSTILE, "hostile", one=one)
    page = opened(file)
    page.ready()
    assert page.page.evaluate("window.hacked") is None
    title = page.page.locator("h1").inner_text()
    assert title.startswith('</title><script>window.hacked = 1</script> "q"')
    assert page.page.locator("#now-0 th").inner_text().startswith("</script><img src=x")
    assert page.page.locator("#spec-text").inner_text().strip() == HOSTILE.strip()
    page.page.evaluate("Plotly.Fx.hover(pictures.find((p) => p.name === 'map').box, [])")
    assert page.page.locator("img[src='x'], a[href^='javascript']").count() == 0
    assert page.errors == []
    if not one:
        listed = opened(file.with_name("index.html"))
        assert listed.page.evaluate("window.hacked") is None
        assert listed.page.locator(".name").inner_text() == title
        assert listed.errors == []


def test_one_variable_has_a_curve_with_its_tangent(opened: Open, make: Make) -> None:
    text = "function: x^4 - 2*x^2\ndomain: {x: [-2, 2]}\nstarts: [[1.8]]\nsteps: 9\nlanguage: de\n"
    page = opened(make(text, "curve"))
    page.ready()
    page.page.locator("#first").click()
    page.settled()
    x, y = page.page.evaluate(
        "() => { const t = pictures[0].trace('tangent-0'); return [t.x, t.y] }"
    )
    assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(4 * 1.8**3 - 4 * 1.8)
    assert page.page.locator("#slope-0").inner_text().replace(",", ".") == "f′(x) = 16.1"
    assert page.page.locator("html").get_attribute("lang") == "de"
    assert page.errors == []


def test_more_variables_have_charts_and_numbers(opened: Open, make: Make) -> None:
    text = "function: x^2 + 2*y^2 + 3*z^2\ndescents: [{start: [1, 2, 3], learning_rate: 0.1}]\n"
    page = opened(make(f"{text}steps: 9\n", "three", one=True))
    page.ready()
    assert page.page.evaluate("pictures.map((p) => p.name)") == ["loss", "norm"]
    page.page.locator("#first").click()
    told = page.page.locator("#now-0 td").all_inner_texts()
    norm = (2**2 + 8**2 + 18**2) ** 0.5
    assert numbers(" ".join(told))[:6] == pytest.approx([0, 1, 2, 3, 36, norm], rel=5e-3)
    assert page.errors == []


def test_without_webgl_the_rest_is_there(opened: Open, bowl: Path) -> None:
    without = """const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind.includes("webgl") ? null : get.call(this, kind, ...rest) }"""
    page = opened(bowl, before=without)
    page.ready()
    assert page.page.locator("#no-webgl").is_visible()
    page.page.locator("#first").click()
    page.settled()
    found = page.page.evaluate("pictures.map((p) => [p.name, p.trace('ball-0')?.x[0]])")
    assert found == [["map", 2], ["loss", None]]
    assert numbers(page.page.locator("#now-0 td").nth(1).inner_text()) == [2, 1]
    page.page.locator("#show-plane").check()
    page.page.wait_for_selector("html[data-printable]", state="attached")
    assert page.errors == []


def test_the_list_is_searched(opened: Open, tmp_path: Path) -> None:
    for name, title in (("one", "First valley"), ("two", "Second hill")):
        text = SPEC.replace("A bowl", title).replace("steps: 12", "steps: 2")
        (tmp_path / f"{name}.yaml").write_text(text)
    assert main(["page", str(tmp_path), "-o", str(tmp_path / "site")]) == 0
    page = opened(tmp_path / "site" / "index.html").page
    assert page.locator("#found").inner_text() == "2 lessons"
    page.locator("#search").fill("hill second")
    assert page.locator(".cards > li:visible .name").all_inner_texts() == ["Second hill"]
    assert page.locator("#found").inner_text() == "1 lesson"
    page.locator("#search").fill("mountain")
    assert page.locator("#nothing").is_visible()
    page.locator("#search").fill("valley")
    width = "document.querySelector('.cards img').naturalWidth"
    assert page.evaluate(width) == 640
    page.locator(".cards > li:visible a").click()
    assert page.locator("h1").inner_text() == "First valley"
