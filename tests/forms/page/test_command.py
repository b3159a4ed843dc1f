"""`gdcore page`: which files it writes, and what it refuses."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import pytest

from gdcore.cli import main
from gdcore.cli import page as command
from tests.conftest import Run

SPEC = "function: x^2 + y^2\nsteps: 3\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bowl.yaml").write_text(SPEC)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_one_spec_becomes_one_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["page", "bowl.yaml"]) == 0
    assert capsys.readouterr().out == "bowl.html\n"
    assert files(here) == {"bowl.yaml", "bowl.html"}
    text = (here / "bowl.html").read_text(encoding="utf-8")
    assert "<script src" not in text
    first = (here / "bowl.html").read_bytes()
    assert main(["page", "bowl.yaml"]) == 0
    assert (here / "bowl.html").read_bytes() == first  # the same page of the same spec


def test_a_folder_becomes_a_site_and_a_fault_stops_no_other(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lessons = here / "lessons"
    lessons.mkdir()
    (lessons / "good.yaml").write_text(SPEC)
    (lessons / "bad.yaml").write_text("function: x^^2\n")
    (lessons / "false.yaml").write_text(SPEC + "expect: [{minimum: [1, 1]}]\n")
    kept = here / "site" / "notes.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    assert main(["page", "lessons", "-o", "site"]) == 2
    said = capsys.readouterr()
    assert "bad.yaml:1:" in said.err
    assert "false.yaml:3:" in said.err
    assert set(said.out.split()) == {"site/good.html", "site/stills/good.webp", "site/index.html"}
    written = files(here / "site")
    assert written >= {"good.html", "index.html", "assets/page.js", "notes.txt"}
    assert not any(name.startswith(("bad", "false")) for name in written)
    assert kept.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bowl.yaml", "other/bowl.yaml", "-o", "site"], "would both be bowl.html"),
        (["bowl.yaml", "two.yaml", "-o", "one.html"], "-o names one file"),
        (["empty"], "holds no lesson"),
        (["bowl.yaml", "-o", "two.yaml"], "two.yaml is a file"),
        (["bowl.yaml", "-o", "same.html"], "another name"),
        (["bowl.yaml", "index.yaml", "-o", "site"], "the list of lessons"),
    ],
)
def test_what_would_go_wrong_is_refused_before(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (here / "other").mkdir()
    (here / "empty").mkdir()
    for name in ("other/bowl.yaml", "two.yaml", "index.yaml"):
        shutil.copy(here / "bowl.yaml", here / name)
    (here / "same.html").symlink_to("bowl.yaml")
    before = files(here)
    assert main(["page", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert files(here) == before
    assert (here / "bowl.yaml").read_text() == SPEC


def test_a_fault_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "bowl.yaml").write_text("function: x^2 + y^2\nsteps: -3\n")
    assert main(["page", "bowl.yaml"]) == 2
    assert "bowl.yaml:2:" in capsys.readouterr().err
    assert files(here) == {"bowl.yaml"}


def test_missing_packages_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "plotly" else name)
    assert main(["page", "bowl.yaml"]) == 1
    assert "pip install 'gdcore[forms]'" in capsys.readouterr().err


@pytest.mark.slow
def test_a_film_comes_along_until_the_lesson_changes(
    here: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "function: x^2 + y^2\nsteps: 3\nstory: [descend: {seconds: 1, caption: Down.}]\n"
    (here / "bowl.yaml").write_text(text)
    assert run("gdcore", "render", "bowl.yaml", "-r", "192x108", "--fps", "4").returncode == 0
    assert main(["page", "bowl.yaml", "-o", "site"]) == 0
    film = (here / "media").rglob("Bowl.mp4")
    assert (here / "site/films/bowl.mp4").read_bytes() == next(film).read_bytes()
    html = (here / "site/bowl.html").read_text(encoding="utf-8")
    assert '<source src="films/bowl.mp4" type="video/mp4">' in html
    tracks = re.findall(r'<track kind="(\w+)" [^>]*src="data:text/vtt;base64,([^"]+)"', html)
    told = {kind: base64.b64decode(packed).decode() for kind, packed in tracks}
    assert "Down." in told["captions"]
    assert "00:00:00.000 -->" in told["chapters"]
    assert {"captions", "chapters"} <= set(told) <= {"captions", "chapters", "descriptions"}
    assert re.search(r'<button type="button" data-seconds="0.0"><span>0:00</span> Descent', html)
    (here / "bowl.yaml").write_text(f"{text}# a comment changes no film\n")
    assert main(["page", "bowl.yaml", "-o", "site"]) == 0
    assert capsys.readouterr().err == ""
    (here / "bowl.yaml").write_text(text.replace("Down.", "Up."))
    assert main(["page", "bowl.yaml", "-o", "site"]) == 0
    assert "is left out" in capsys.readouterr().err
    assert "<video" not in (here / "site/bowl.html").read_text(encoding="utf-8")
