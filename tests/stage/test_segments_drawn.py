"""A changed value of a spec has those segments drawn again in which something looks different."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest

from gdcore.spec import load_spec
from gdcore.stage.film import fingerprint
from gdcore.stage.film.fingerprint import outside_code
from gdcore.stage.live import LivePicture
from gdcore.stage.manim_adapter.beat_animation import BeatAnimation
from gdcore.stage.manim_adapter.renderer import LessonRenderer
from gdcore.stage.scene import LessonScene, lesson_timeline
from gdcore.story.timeline import Beat
from tests.stage.short_films import render, spec_file

FPS = 5.0
LESSON = """\
title: Bowl
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
learning_rates: [0.1]
optimizers: [gradient_descent]
steps: 6
theme: dark
language: en
story:
  - title: {seconds: 0.8, subtitle: A subtitle}
  - surface: {seconds: 0.8, caption: A bowl}
  - tangent_plane: {seconds: 0.8, at: [1, 1], caption: It touches}
  - descend: {seconds: 1, caption: Down}
  - orbit: {degrees: 30, seconds: 0.8, caption: Around}
  - loss_curve: {seconds: 0.8, caption: The values}
"""

CHANGES = {
    "nothing": ("title: Bowl", "title:   Bowl"),
    "the title": ("title: Bowl", "title: A bowl"),
    "the subtitle": ("A subtitle", "Something else"),
    "a caption": ("It touches", "It only touches"),
    "the last caption": ("The values", "All values"),
    "a learning rate": ("[0.1]", "[0.12]"),
    "a start": ("[[2, 1]]", "[[2, 1.2]]"),
    "the steps": ("steps: 6", "steps: 5"),
    "the optimizer": ("[gradient_descent]", "[momentum]"),
    "the domain": ("x: [-3, 3]", "x: [-3, 3.5]"),
    "the function": ("3*y^2", "4*y^2"),
    "the theme": ("theme: dark", "theme: light"),
    "the layout": ("theme: dark", "theme: dark\nlayout: split"),
    "the language": ("language: en", "language: de"),
    "an inset": ("theme: dark", "theme: dark\ninsets: [contour]"),
    "a beat's length": ("seconds: 0.8, at:", "seconds: 1.2, at:"),
    "a beat's options": ("at: [1, 1]", "at: [1, 1.5]"),
    "an angle": ("degrees: 30", "degrees: 31"),
}
DRAWN_IN_VAIN = {"the language": [0, 1, 2]}
"""Beats that are drawn again, by their places, although their pictures stay the same: texts are
broken by the rules of their language, whether or not they come out the same."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[range]:
    """The frames of the segments that are drawn."""
    found: list[range] = []
    draw = LessonRenderer._draw

    def recorded(self: LessonRenderer, scene: LessonScene, beat: BeatAnimation) -> object:
        found.append(beat.frames)
        return draw(self, scene, beat)

    monkeypatch.setattr(LessonRenderer, "_draw", recorded)
    return found


def pictures(path: Path) -> list[str]:
    """For each beat a hash of its frames, drawn without a cache."""
    timeline = lesson_timeline(load_spec(path), FPS)
    picture = LivePicture(timeline, (160, 90))
    found = []
    for beat in timeline.beats:
        state = sha256()
        for number in _frames(beat):
            state.update(picture.frame(number / FPS).tobytes())
        found.append(state.hexdigest())
    return found


@pytest.mark.slow
def test_all_segments_that_change_are_drawn_and_no_others(
    tmp_path: Path, media_dir: Path, drawn: list[range]
) -> None:
    path = spec_file(tmp_path, LESSON)
    render(path, LessonScene, frame_rate=FPS)
    before = pictures(path)
    assert len(drawn) == len(before)
    known = set(before)
    for what, (old, new) in CHANGES.items():
        assert old in LESSON, what
        path = spec_file(tmp_path, LESSON.replace(old, new))
        drawn.clear()
        scene = render(path, LessonScene, frame_rate=FPS)
        after = pictures(path)
        beats = scene.timeline.beats
        again = [k for k, beat in enumerate(beats) if _frames(beat) in drawn]
        changed = [k for k, seen in enumerate(after) if seen not in known]
        assert again == sorted([*changed, *DRAWN_IN_VAIN.get(what, [])]), what
        known |= set(after)


def _frames(beat: Beat) -> range:
    return range(round(beat.start * FPS), round(beat.end * FPS))


def test_what_an_author_s_file_imports_is_part_of_its_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    package = tmp_path / "authors_tools"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "deep.py").write_text("SIZE = 1\n")
    (package / "near.py").write_text("def size():\n    from . import deep\n    return deep.SIZE\n")
    (tmp_path / "authors_beat.py").write_text(
        "import numpy\nfrom authors_tools.near import size\ndef prop(): return size()\n"
    )
    prop = import_module("authors_beat").prop
    seen = outside_code([prop])
    assert outside_code([prop]) == seen
    (package / "deep.py").write_text("SIZE = 2\n")
    assert outside_code([prop]) != seen
    (package / "deep.py").write_text("SIZE = 1\n")
    assert outside_code([prop]) == seen
    (tmp_path / "unrelated.py").write_text("")
    assert outside_code([prop]) == seen
    monkeypatch.setattr(fingerprint, "version", lambda name: f"{name} 9")
    assert outside_code([prop]) != seen  # another NumPy
