"""Beside each film lies which spec it is of and what it was joined from."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gdcore.stage.errors import RequestError
from gdcore.stage.manim_adapter import file_writer
from gdcore.stage.rendering import RenderOptions, render_lesson
from gdcore.stage.scene import LessonScene
from tests.stage.short_films import BOWL, StandIn, spec_file

Render = Callable[..., Path]


@pytest.fixture
def draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Render:
    """Render a spec small, on a stage that counts what it shows."""
    monkeypatch.setattr(LessonScene, "make_stage", StandIn)
    monkeypatch.chdir(tmp_path)

    def draw(path: Path, **options: Any) -> Path:
        StandIn.shown = []
        return render_lesson(path, options=RenderOptions(size=(32, 18), fps=15.0, **options))

    return draw


@pytest.mark.parametrize("format", ["mp4", "gif", "png", "png-sequence"])
def test_no_film_replaces_that_of_another_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw: Render, format: str
) -> None:
    one, two = (spec_file(tmp_path / name, name="short.yaml") for name in "pq")
    film = draw(one, format=format)
    draw(Path("p/../p/short.yaml"), format=format)  # the same spec by another path
    with pytest.raises(RequestError, match=r"p/short\.yaml.* -o"):
        draw(two, format=format)
    if format == "mp4":
        assert draw(two, output=film) == film  # a file that was named is replaced
    one.unlink()  # as when the first spec was moved
    draw(two, format=format)
    spec_file(tmp_path / "p", name="short.yaml")
    with pytest.raises(RequestError, match=r"q/short\.yaml"):
        draw(one, format=format)


@pytest.mark.parametrize("reason", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_film_that_can_t_be_written_again_is_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw: Render, reason: int
) -> None:
    path = spec_file(tmp_path)
    film = draw(path)
    before = film.read_bytes()

    @contextmanager
    def refuse(target: Path) -> Any:
        raise OSError(reason, os.strerror(reason), str(target))
        yield

    monkeypatch.setattr(file_writer, "complete_or_nothing", refuse)
    if reason == errno.ENOSPC:  # the folder can be written, so the user can make room
        with pytest.raises(OSError, match="space"):
            draw(path)
        return
    assert draw(path) == film
    assert film.read_bytes() == before
    assert StandIn.shown == []
    film.write_bytes(before[:-1])  # no longer what was written
    with pytest.raises(OSError, match=os.strerror(reason)):
        draw(path)
    film.write_bytes(before)
    path.write_text(BOWL.replace("title: Bowl", "title: Cup"))
    with pytest.raises(OSError, match=os.strerror(reason)):
        draw(path)
