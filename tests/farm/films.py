"""What the tests of the farm share: short lessons, films drawn by a crew, and what is left over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np

from gdcore.farm.crew import Crew
from gdcore.farm.films import Watcher, render_films
from gdcore.spec import load_spec
from gdcore.stage.film.seal import sealed_frames
from gdcore.stage.rendering import RenderOptions, render_lesson
from tests.stage.short_films import watch

SIZE, FPS = (160, 90), 5.0
LESSON = """\
title: {title}
function: x^2 + 3*y^2
starts: [[2, 1]]
learning_rates: [0.1]
steps: 8
story:
  - surface: {{seconds: 1.2, caption: A bowl}}
  - tangent_plane: {{seconds: 1, at: [1, 1]}}
  - descend: {{seconds: 2}}
  - orbit: {{seconds: 1}}
"""
SEGMENTS = 4  # of a lesson


def lessons(folder: Path, *titles: str) -> list[Path]:
    """Specs of short lessons that differ in every frame of their pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, title in enumerate(titles):
        path = folder / f"{title}.yaml"
        text = LESSON.format(title=title).replace("[[2, 1]]", f"[[2, {1 + number / 10}]]")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def options(media: Path) -> RenderOptions:
    """Small films in a folder."""
    return RenderOptions(size=SIZE, fps=FPS, media_dir=media)


def drawn_by(
    crew: Callable[[], Crew] | None, paths: list[Path], media: Path, watcher: Watcher | None = None
) -> dict[str, Path | Exception]:
    """The films of these specs by their names, drawn by a crew however short they are."""
    loaded = [(path, load_spec(path)) for path in paths]
    films = render_films(loaded, options(media), crew, watcher or Watcher(), lambda _: True)
    with closing(films):
        return {film.path.stem: film.film for film in films}


def drawn_alone(paths: list[Path], media: Path) -> dict[str, Path]:
    """The same, one after the other in this process."""
    return {path.stem: render_lesson(path, options=options(media)) for path in paths}


def digest(path: Path | Exception) -> str:
    """Of a film's bytes."""
    assert isinstance(path, Path), path
    return sha256(path.read_bytes()).hexdigest()


def assert_same_frames(a: Path | Exception, b: Path) -> None:
    """Two films are frame by frame the same."""
    assert isinstance(a, Path), a
    np.testing.assert_array_equal(watch(a).frames, watch(b).frames)


def assert_nothing_half(media: Path) -> None:
    """All that has a final name is whole, and nothing else lies about."""
    assert not list(media.rglob(".unfinished*"))
    for segment in media.rglob("partial_movie_files/*/*.mp4"):
        assert sealed_frames(segment), segment
