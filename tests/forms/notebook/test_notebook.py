"""Lessons in notebooks, run by Jupyter's own client and exported by nbconvert."""

from __future__ import annotations

import base64
import io
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, LatexExporter
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

import gdcore
from gdcore.forms.notebook.showing import script_of
from gdcore.forms.notebook.trajectory import chart, table, trajectory_bundle
from gdcore.forms.notebook.view import LessonView

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "specs" / "notebook.ipynb"
SMALL = "size=(160, 90), fps=4"
SHORT = """\
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
steps: 5
story: [{surface: {seconds: 0.5}}, {descend: {seconds: 1}}]
"""


def run_cells(folder: Path, *cells: str) -> Any:
    """The notebook with these cells, executed in a kernel of this environment."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    return execute(folder, notebook)


def execute(folder: Path, notebook: Any) -> Any:
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
    return client.execute()


def shown(cell: Any) -> dict[str, Any]:
    """What a cell shows in the end."""
    found = [out for out in cell.outputs if out.output_type in ("display_data", "execute_result")]
    assert len(found) == 1, cell.outputs
    return found[0].data


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The example of the checkout, executed in a copy, with small pictures."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copy(ROOT / "specs" / "bowl.yaml", folder)
    notebook = nbformat.read(EXAMPLE, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = cell.source.replace("embed=True", f"embed=True, {SMALL}")
            cell.source = cell.source.replace("%%gdcore", "%%gdcore --size 160x90 --fps 4")
    return folder, execute(folder, notebook)


@pytest.mark.slow
def test_the_example_shows_still_film_table_and_chart(example: tuple[Path, Any]) -> None:
    folder, notebook = example
    _, film, cell, descent = (c for c in notebook.cells if c.cell_type == "code")
    told = shown(film)
    with Image.open(io.BytesIO(base64.b64decode(told["image/png"]))) as still:
        assert still.size == (160, 90)
        assert np.ptp(np.asarray(still)) > 100
    assert "the surface of f over x from −3 to 3" in told["text/plain"]
    assert 'src="data:video/mp4;base64,' in told["text/html"]  # embedded, as it asks for
    assert '<track kind="captions" srclang="en"' in told["text/html"]
    beside = shown(cell)
    source = re.search(r'<source src="([^"]+)"', beside["text/html"])[1]
    assert (folder / source).is_file()
    numbers = shown(descent)
    assert "<table>" in numbers["text/html"]
    assert "<svg" in numbers["text/html"]
    assert "‖∇f‖" in numbers["text/plain"]


@pytest.mark.slow
def test_the_example_is_exported(example: tuple[Path, Any]) -> None:
    folder, notebook = example
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert page.count("<video ") == page.count("controls=") == 2
    # Markdown cells, which are not ours, would need pandoc.
    code = new_notebook(cells=[cell for cell in notebook.cells if cell.cell_type == "code"])
    latex, resources = LatexExporter().from_notebook_node(code)
    pictures = [name for name in resources["outputs"] if name.endswith(".png")]
    assert len(pictures) == 2
    assert all(name in latex for name in pictures)
    (folder / "page.html").write_text(page, encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("there is no browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto((folder / "page.html").as_uri())
        opened.wait_for_function(
            "[...document.querySelectorAll('video')].every(v => v.readyState > 0)", timeout=20_000
        )
        seconds = opened.evaluate("[...document.querySelectorAll('video')].map(v => v.duration)")
        browser.close()
    assert all(length > 5 for length in seconds)


@pytest.mark.slow
def test_lessons_again_and_two_at_once_in_one_kernel(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SHORT, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(SHORT.replace("[2, 1]", "[1, 2]"), encoding="utf-8")
    notebook = run_cells(
        tmp_path,
        f'import gdcore\ngdcore.show("a.yaml", {SMALL})',
        f'gdcore.show("a.yaml", {SMALL})',
        f'gdcore.show("a.yaml", wait=False, {SMALL})',
        f'gdcore.show("b.yaml", wait=False, {SMALL})',
        "import threading\n"
        "[t.join() for t in threading.enumerate() if t.name.startswith('gdcore')]; None",
        "gdcore.compute_lesson(gdcore.load_spec('a.yaml'))",
    )
    films = [
        re.search(r'<source src="([^"]+)"', shown(notebook.cells[k])["text/html"])[1]
        for k in range(4)
    ]
    assert films[0] == films[1] == films[2] != films[3]
    assert all((tmp_path / film).is_file() for film in films)
    assert "video" in shown(notebook.cells[5])["text/html"]  # a Lesson as the last value
    assert "manim" not in str(notebook)


@pytest.mark.slow
def test_mistakes_are_told_in_a_line_without_a_traceback(tmp_path: Path) -> None:
    notebook = run_cells(
        tmp_path,
        "import gdcore\n%load_ext gdcore",
        "%%gdcore\nfunction: x^2\nsteps: -1",
        'gdcore.show("none.yaml")',
        "import sys; sorted({'manim', 'moderngl', 'sympy'} & set(sys.modules))",
    )
    assert "cell:2:8: steps: " in shown(notebook.cells[1])["text/plain"]
    assert "none.yaml: No such file" in shown(notebook.cells[2])["text/plain"]
    assert shown(notebook.cells[3])["text/plain"] == "[]"  # the kernel stays light
    for cell in notebook.cells:
        assert all(out.output_type != "error" for out in cell.outputs)


def test_a_view_says_in_every_state_what_there_is(tmp_path: Path) -> None:
    still = tmp_path / "a.png"
    Image.new("RGB", (4, 4)).save(still)
    view = LessonView(title="A & b", alternative="<a ball>", still=still, share=0.25)
    bundle = view._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/png"}
    assert 'value="0.250"' in bundle["text/html"]
    assert 'alt="&lt;a ball&gt;"' in bundle["text/html"]
    assert "25 %" in bundle["text/plain"]
    stopped = LessonView(still=still, share=0.25, stopped=True, code="de")
    assert "progress" not in stopped.html
    assert "angehalten" in stopped.text
    assert LessonView(faults="a:1:2: no")._repr_mimebundle_() == {"text/plain": "a:1:2: no"}


def test_a_spec_that_was_changed_in_python_is_shown_as_it_is() -> None:
    spec = gdcore.read_spec(SHORT)
    assert script_of(spec).text == SHORT
    changed = spec.model_copy(update={"theme": "light"})
    assert gdcore.read_spec(script_of(changed).text).theme == "light"


def test_the_table_and_the_chart_hold_the_numbers_of_the_descent() -> None:
    f = gdcore.Function.parse("x^2")
    trajectory = gdcore.descend(f, start=1.0, learning_rate=0.25, steps=30)
    rows = table(trajectory)
    assert rows[0] == ["step", "x", "f", "‖∇f‖"]
    for k in (0, 1, 5):  # x halves with each step
        step, x, value, slope = rows[k + 1]
        assert (step, float(x), float(value)) == (str(k), 0.5**k, pytest.approx(0.25**k, rel=1e-5))
        assert float(slope) == pytest.approx(2 * 0.5**k, rel=1e-5)
    points = re.search(r'points="([^"]+)"', chart(trajectory))[1].split()
    heights = np.array([float(point.split(",")[1]) for point in points])
    drop = heights.max() - heights
    expected = 0.25 ** np.arange(len(points))
    assert np.allclose(drop / drop.max(), expected, atol=2e-3)
    assert repr(trajectory) in trajectory_bundle(trajectory)["text/plain"]


def test_importing_gdcore_in_no_notebook_brings_no_notebook(run: Any) -> None:
    code = "import sys, gdcore; print('IPython' in sys.modules, 'gdcore.forms' in sys.modules)"
    assert run(sys.executable, "-c", code).stdout == "False False\n"
