"""A beat of an outside author, in one file: everyone knows it, and its picture is true."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from gdcore.cli import main
from gdcore.cli.beats import import_beats
from gdcore.spec import BEATS, read_spec
from gdcore.stage.props.registry import OF_PANEL
from gdcore.story import DIRECTORS, compute_lesson, make_timeline, traits
from tests.conftest import ROOT
from tests.stage.test_lesson_picture import Show, opened

# A quartic in x and a square in y: f'' = 3x² − 2 is negative in the middle.
WELLS = "function: x^4/4 - x^2 + y^2\ndomain: {x: [-2.4, 2.4], y: [-2, 2]}\nstarts: [[2, 1]]\n"


@pytest.fixture(scope="module", autouse=True)
def newton() -> Iterator[ModuleType]:
    """The author's file, imported as the command line does; afterwards everyone forgets it."""
    import_beats([str(ROOT / "scenes" / "newton_step.py")])
    yield sys.modules["newton_step"]
    del (
        sys.modules["newton_step"],
        BEATS["newton_step"],
        DIRECTORS["newton_step"],
        traits._TRAITS["newton_step"],
    )
    for key in [key for key, entry in OF_PANEL.items() if entry.name == "newton_step"]:
        del OF_PANEL[key]


def the(show: Show, newton: ModuleType) -> object:
    return next(p for p in show.stage.props if isinstance(p, newton.NewtonStepProp))


def test_it_is_one_short_file_and_the_house_does_not_know_it(root: Path) -> None:
    assert len((root / "scenes" / "newton_step.py").read_text().splitlines()) <= 80
    for file in (root / "gdcore").rglob("*.py"):
        assert "class NewtonStep" not in file.read_text()
    text = (root / "scenes" / "newton_step.py").read_text()
    rooms = {line.split()[1] for line in text.splitlines() if line.startswith("from gdcore")}
    assert rooms == {"gdcore", "gdcore.spec", "gdcore.stage"}, "only what each room offers"


def test_every_command_knows_it(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file, lesson = (str(root / "scenes" / f"newton_step.{end}") for end in ("py", "yaml"))
    for call in ("check", "lint", "explain"):
        assert main(["--beats", file, call, lesson]) == 0
    said = capsys.readouterr().out
    assert "is lowest at (1.586, −0.397): Newton's step leads there." in said
    assert main(["--beats", file, "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "beat newton_step" in schema["definitions"]
    png = tmp_path / "frame.png"
    frame = ["frame", lesson, "--at", "6", "-r", "320x180", "-o", str(png)]
    assert main(["--beats", file, *frame]) == 0
    blue = np.asarray(Image.open(png)).astype(int)
    assert ((abs(blue[..., :3] - [0x8F, 0xD3, 0xFF]) < 30).all(axis=-1)).sum() > 50


def test_the_step_ends_where_newtons_does(newton: ModuleType) -> None:
    with opened(WELLS + "story: [newton_step]", (320, 180)) as show:
        prop, space = the(show, newton), show.stage.views[0].setting.space
        prop.show(6.0)
        dot = prop.parts[-2][1].points.mean(axis=0)
        # f' = x³ − 2x and f'' = 3x² − 2 at 2; the square in y is its own parabola.
        np.testing.assert_allclose(dot[:2] / space.scale[:2], [2 - 4 / 10, 0.0], atol=1e-9)
        # Up to the height of p, the net touches f at p to second order.
        q, _, _ = newton.parabola(show.timeline.lesson.function, np.array([2.0, 1.0]))
        for h in (1e-2, 1e-3):
            x = np.array([2.0 + h, 1.0 - h])
            assert abs(q(x) - show.timeline.lesson.function.value(x)) < 4 * h**3


@pytest.mark.parametrize(
    ("at", "words"), [("[0.2, 1]", "has no lowest point"), ("[2, 1]", "is lowest")]
)
def test_where_h_is_not_positive_definite_there_is_no_step(
    newton: ModuleType, at: str, words: str
) -> None:
    with opened(WELLS + f"story: [{{newton_step: {at}}}]", (320, 180)) as show:
        prop = the(show, newton)
        prop.show(6.0)
        assert len([mesh for mesh in prop.mobjects if mesh.opacity > 0]) == 2 + 3 * ("is" in words)
        assert words in " ".join(show.timeline.beats[0].caption.split())


@pytest.mark.parametrize(
    ("function", "at"),
    [("sqrt(x)", "-1"), ("abs(x)^1.5 + y^2", "[0, 0]"), ("log(x) + y", "[-1, 0]")],
)
def test_without_second_derivatives_it_says_so_and_shows_nothing(
    newton: ModuleType, function: str, at: str
) -> None:
    both = "y" in function
    text = f"function: {function}\nstarts: [[1{', 1' * both}]]\n"
    text += f"domain: {{x: [-3, 3]{', y: [-3, 3]' * both}}}\n"  # f is undefined in a part of it
    lesson = compute_lesson(read_spec(text + f"story: [{{newton_step: {at}}}]"))
    timeline = make_timeline(lesson, 15.0)
    assert not timeline.cues_of("newton_step")
    assert "no second derivatives" in " ".join(timeline.beats[0].caption.split())


def test_one_variable_has_a_parabola(newton: ModuleType) -> None:
    text = "function: x^4/4 - x^2\ndomain: {x: [-2.4, 2.4]}\nstarts: [[2]]\nstory: [newton_step]"
    with opened(text, (320, 180)) as show:
        prop = the(show, newton)
        prop.show(6.0)
        x, _, z = prop.parts[1][1].points.T  # the net: the parabola itself
        assert np.polyfit(x, z, 2, full=True)[1] == pytest.approx(0, abs=1e-12)


@pytest.mark.slow
def test_a_scene_file_renders_it(root: Path, tmp_path: Path, run: Callable) -> None:
    for name in ("newton_step.py", "newton_step.yaml"):
        (tmp_path / name).write_bytes((root / "scenes" / name).read_bytes())
    (tmp_path / "newton_step.yaml").write_text(
        WELLS + "story: [{newton_step: {seconds: 0.4, caption: false}}]"
    )
    (tmp_path / "film.py").write_text(
        "from pathlib import Path\nimport newton_step\n"
        "from gdcore.stage.spec_scenes import offer_scenes\n"
        "globals().update(offer_scenes(Path(__file__).parent, __name__))\n"
    )
    small = ("-r", "160,90", "--fps", "15", "-v", "WARNING")
    done: subprocess.CompletedProcess[str] = run(
        "manim", "render", tmp_path / "film.py", *small, "NewtonStep", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert [f for f in tmp_path.rglob("*.mp4") if "partial_movie_files" not in f.parts]
