"""Specs, outputs and folders may have any name that a file system takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdcore.stage.rendering import RenderOptions, render_lesson
from gdcore.stage.scene import LessonScene
from gdcore.stage.scene_names import film_name
from tests.stage.short_films import StandIn, spec_file

LETTERS = "a2.{}%- _\n\\:*?~\udcff\U0001f642\u0301"


@given(st.text(LETTERS, min_size=1))
def test_a_film_s_name_suits_every_file_system(stem: str) -> None:
    name = film_name(Path(f"{stem}.yaml"))
    assert name.encode()
    assert not set(name) & set("{}%./\\:*?\n")


@pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")
@pytest.mark.parametrize("name", ["{a}%s", "}{", "..", "-q", os.fsdecode(b"\xff"), "a\nb 'c'"])
def test_films_beside_names_of_any_kind(
    tmp_path: Path, media_dir: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / f"in {name}"
    path = spec_file(folder, name=f"{name}.yaml")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(LessonScene, "make_stage", StandIn)
    small = {"size": (32, 18), "fps": 15.0}
    below = render_lesson(path, options=RenderOptions(**small, media_dir=Path(f"m{name}")))
    assert below.is_relative_to(folder / f"m{name}")
    beside = render_lesson(path, options=RenderOptions(**small, output=Path(f"{name}.mp4")))
    assert beside == folder / f"{name}.mp4"
    assert beside.is_file()
    assert below.is_file()
