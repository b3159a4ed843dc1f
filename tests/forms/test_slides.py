"""Slides: clips that follow each other without a jump, in all the files that they are put into."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from gdcore.cli import main
from gdcore.spec import load_spec
from gdcore.stage.scene import lesson_timeline
from tests.npm import npm_package

pytestmark = pytest.mark.slow

SPEC = """\
title: A bowl
function: x^2 + 3*y^2
starts: [[2, 1]]
learning_rates: [0.1]
steps: 5
story:
  - surface: {seconds: 1, caption: A bowl.}
  - caption: {text: "Which way is down?", seconds: 1}
  - descend: {seconds: 2, caption: This way.}
  - orbit: {seconds: 1, degrees: 20, caption: All around it.}
"""
SMALL = ("-r", "320x180", "--fps", "8")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a spec, and the talk made of it."""
    folder = tmp_path_factory.mktemp("talk")
    (folder / "bowl.yaml").write_text(SPEC, encoding="utf-8")
    assert slides(folder, "slides") == 0
    return folder


def slides(folder: Path, output: str, *options: str) -> int:
    """Make slides of the spec in a folder; returns the exit status."""
    arguments = ["slides", str(folder / "bowl.yaml"), "-o", str(folder / output), *SMALL, *options]
    return main([*arguments, "--media-dir", str(folder / "media")])


def pictures(path: Path) -> list[NDArray[np.int16]]:
    """The frames of a video, RGB."""
    with av.open(str(path)) as source:
        return [f.to_ndarray(format="rgb24").astype(np.int16) for f in source.decode(video=0)]


def difference(a: NDArray[np.int16], b: NDArray[np.int16]) -> float:
    """The mean difference of two pictures, of 255."""
    return float(np.abs(a - b).mean())


def test_the_player_of_manim_slides_reads_the_folder(home: Path) -> None:
    from manim_slides.config import PresentationConfig

    config = PresentationConfig.from_file(home / "slides/Bowl.json")
    assert [slide.auto_next for slide in config.slides] == [True, False, True, False]
    assert config.resolution == (320, 180)
    assert "Which way is down?" in config.slides[1].notes
    assert [slide.notes.count("This way.") for slide in config.slides] == [0, 0, 1, 0]
    # Nothing in the file names the folder in which it was made.
    assert str(home) not in (home / "slides/Bowl.json").read_text(encoding="utf-8")


def test_clips_show_the_whole_film_and_meet_in_one_picture(home: Path) -> None:
    found = json.loads((home / "slides/Bowl.json").read_text(encoding="utf-8"))["slides"]
    clips = [pictures(home / slide["file"]) for slide in found]
    timeline = lesson_timeline(load_spec(home / "bowl.yaml"), 8)
    # Each but the first repeats one frame; at the end, the last caption stays.
    shown = sum(map(len, clips)) - (len(clips) - 1)
    assert timeline.frames - 8 < shown <= timeline.frames
    for before, after in pairwise(clips):
        assert difference(before[-1], after[0]) < 2.0
        assert difference(before[0], after[-1]) > 2.0
    for slide, clip in zip(found, clips, strict=True):
        backwards = pictures(home / slide["rev_file"])
        assert len(backwards) == len(clip)
        for there, back in zip(clip, reversed(backwards), strict=True):
            assert difference(there, back) < 2.0


def test_a_shorter_story_leaves_no_old_clips(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home / "slides", tmp_path / "slides")
    text = SPEC.replace("  - orbit: {seconds: 1, degrees: 20, caption: All around it.}\n", "")
    (tmp_path / "bowl.yaml").write_text(text, encoding="utf-8")
    assert slides(tmp_path, "slides") == 0
    names = {path.name.split(".")[0] for path in (tmp_path / "slides/files/Bowl").iterdir()}
    forwards = {"001-surface", "002-caption", "003-descend"}
    assert names == forwards | {f"{name}-backwards" for name in forwards}


def test_powerpoint_holds_every_clip_with_poster_and_notes(home: Path) -> None:
    import pptx
    from PIL import Image

    assert slides(home, "talk.pptx") == 0
    found = list(pptx.Presentation(str(home / "talk.pptx")).slides)
    assert len(found) == 4
    for slide in found:
        (movie,) = [shape for shape in slide.shapes if shape.shape_type is not None]
        assert movie.media_type is not None
        with Image.open(BytesIO(movie.poster_frame.blob)) as poster:
            assert poster.size == (320, 180)
    assert "Which way is down?" in found[1].notes_slide.notes_text_frame.text


def test_pdf_has_a_page_for_each_stop(home: Path) -> None:
    assert slides(home, "talk.pdf") == 0
    content = (home / "talk.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", content)) == 2


@pytest.fixture
def reveal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache in which manim-slides looks for the player, filled from npm's package."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    import platformdirs
    from manim_slides.convert import RevealJS

    version = RevealJS.model_fields["reveal_version"].default
    cache = Path(platformdirs.user_cache_path("manim-slides")) / f"revealjs{version}"
    cache.mkdir(parents=True, exist_ok=True)
    package = npm_package("reveal.js")
    assert json.loads((package / "package.json").read_text())["version"] == version
    parts = ["reveal.js", "reveal.css", "theme/black.css", "plugin/highlight/zenburn.css"]
    for part in [*parts, "plugin/notes.js", "plugin/markdown.js"]:
        shutil.copy(package / "dist" / part, cache)
    return cache


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a real browser that notes what it asks for and complains of."""
    page = browser.new_page(viewport={"width": 640, "height": 360})
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on(
        "request", lambda r: page.complaints.append(r.url) if r.url.startswith("http") else None
    )
    yield page
    page.close()


def test_html_runs_to_the_question_waits_goes_on_and_back(
    home: Path, reveal: Path, page: Any
) -> None:
    assert slides(home, "talk.html") == 0
    page.goto((home / "talk.html").as_uri())
    at = "Reveal.getIndices().h"
    page.wait_for_function(f"{at} === 1", timeout=20_000)
    ended = "Reveal.getSlideBackground(1).querySelector('video')?.ended"
    page.wait_for_function(ended, timeout=20_000)
    page.wait_for_timeout(700)
    assert page.evaluate(at) == 1
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{at} === 3", timeout=20_000)  # the descent runs into the orbit
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(f"{at} === 1", timeout=5_000)
    assert page.title() == "A bowl"
    assert page.complaints == []


def test_without_the_player_the_command_says_how_to_get_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # nobody listens there
    assert slides(home, "none.html") == 1
    assert "reveal.js" in capsys.readouterr().err
    assert not list(home.glob("*none*"))


def test_another_suffix_is_refused_before_anything_is_drawn(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert slides(home, "talk.odp") == 2
    assert ".html, .pptx or .pdf" in capsys.readouterr().err
