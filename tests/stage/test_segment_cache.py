"""Segments are used again exactly as long as nothing in them would look different."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path

import pytest
from manim import UP, Dot, Wait

from gdcore.stage.film import fingerprint
from gdcore.stage.manim_adapter.settings import ENCODER_OPTIONS
from gdcore.stage.scene import LessonScene
from tests.stage.short_films import Counted, StandIn, final_file, render, spec_file, watch

LESSON = """\
title: Bowl
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
learning_rates: [0.1]
optimizers: [{momentum: {momentum: 0.9}}]
steps: 10
stop: {gradient_norm: 1.0e-6, step_length: 0}
outside: stop
story:
  - title: {seconds: 0.4, subtitle: A subtitle}
  - surface: {seconds: 0.4, caption: A bowl}
  - tangent_plane: {seconds: 0.4, at: [1, 1]}
  - descend: {seconds: 0.4}
  - orbit: {degrees: 90, seconds: 0.4}
  - look: {elevation: 40, seconds: 0.4}
"""

CHANGES = {
    "title": ("title: Bowl", "title: A bowl"),
    "coefficient": ("3*y^2", "3.0000001*y^2"),
    "sign": ("x^2 +", "-x^2 +"),
    "domain": ("x: [-3, 3]", "x: [-3, 3.5]"),
    "order of variables": ("x: [-3, 3], y: [-3, 3]", "y: [-3, 3], x: [-3, 3]"),
    "start": ("[[2, 1]]", "[[2, 1.0000001]]"),
    "starts": ("[[2, 1]]", "[[2, 1], [1, 2]]"),
    "learning rate": ("[0.1]", "[0.11]"),
    "optimizer": ("{momentum: {momentum: 0.9}}", "nesterov"),
    "parameter": ("{momentum: 0.9}", "{momentum: 0.91}"),
    "steps": ("steps: 10", "steps: 11"),
    "stop rule": ("gradient_norm: 1.0e-6", "gradient_norm: 1.0e-5"),
    "outside": ("outside: stop", "outside: clip"),
    "subtitle": ("A subtitle", "Another subtitle"),
    "caption": ("caption: A bowl", "caption: One bowl"),
    "no caption": ("caption: A bowl", "caption: false"),
    "beat's length": ("descend: {seconds: 0.4}", "descend: {seconds: 0.8}"),
    "place": ("at: [1, 1]", "at: [1, 1.5]"),
    "angle": ("degrees: 90", "degrees: 91"),
    "view": ("elevation: 40", "elevation: 41"),
    "order of beats": (
        "  - orbit: {degrees: 90, seconds: 0.4}\n  - look: {elevation: 40, seconds: 0.4}",
        "  - look: {elevation: 40, seconds: 0.4}\n  - orbit: {degrees: 90, seconds: 0.4}",
    ),
    "kind of beat": ("tangent_plane: {seconds: 0.4,", "gradient: {seconds: 0.4,"),
}


def segments(scene: LessonScene) -> list[str]:
    return [str(file) for file in scene.renderer.file_writer.partial_movie_files]


def test_an_unchanged_spec_renders_nothing_and_builds_no_stage(
    tmp_path: Path, media_dir: Path
) -> None:
    path = spec_file(tmp_path, LESSON)
    first = render(path)
    assert len(StandIn.shown) == first.timeline.frames
    assert StandIn.built == 1
    written = {name: Path(name).stat().st_mtime_ns for name in segments(first)}
    # Comments and spaces are no values.
    again = render(spec_file(tmp_path, f"# the same\n{LESSON}\n\n"))
    assert (StandIn.shown, StandIn.built) == ([], 0)
    assert {name: Path(name).stat().st_mtime_ns for name in segments(again)} == written


def test_any_change_of_any_value_is_rendered(tmp_path: Path, media_dir: Path) -> None:
    known = set(segments(render(spec_file(tmp_path, LESSON))))
    for what, (old, new) in CHANGES.items():
        assert LESSON.count(old) >= 1, what
        scene = render(spec_file(tmp_path, LESSON.replace(old, new)))
        found = set(segments(scene))
        assert found.isdisjoint(known), what
        assert len(StandIn.shown) == scene.timeline.frames, what
        known |= found


@pytest.mark.parametrize(
    "setting",
    [
        {"pixel_width": 162},
        {"pixel_height": 92},
        {"frame_rate": 16},
        {"video_encoder_options": {"crf": "30"}},
        {"background_color": "#102030"},
        {"frame_width": 12.0},
    ],
    ids=str,
)
def test_what_the_call_changes_is_rendered(
    tmp_path: Path, media_dir: Path, setting: dict[str, object]
) -> None:
    path = spec_file(tmp_path)
    before = set(segments(render(path)))
    assert before.isdisjoint(segments(render(path, **setting)))


def test_the_stage_s_own_settings_change_no_name(tmp_path: Path, media_dir: Path) -> None:
    """A stage that is built on the way paints the camera; the next run has none to ask."""

    class Painted(StandIn):
        def show(self, t: float, camera: object) -> float:
            camera.background_color = "#334455"  # type: ignore[attr-defined]
            return t

    base = type("Base", (Counted,), {"make_stage": Painted})
    path = spec_file(tmp_path)
    assert segments(render(path, base)) == segments(render(path, base))


def test_changed_code_is_a_changed_picture(
    tmp_path: Path, media_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = spec_file(tmp_path)
    before = segments(render(path))
    monkeypatch.setattr("gdcore.stage.scene.code_fingerprint", lambda: "other code")
    assert set(segments(render(path))).isdisjoint(before)


def test_a_scene_s_own_class_and_stage_are_part_of_the_name(
    tmp_path: Path, media_dir: Path
) -> None:
    path = spec_file(tmp_path)

    class Other(Counted):
        """The same stage in a class that does something else."""

        def show(self, t: float) -> object:
            return super().show(t)

    class OtherStage(StandIn):
        pass

    def stage_of(size: float) -> type[LessonScene]:
        def make(*arguments: object) -> StandIn:
            stage = StandIn(*arguments)  # type: ignore[arg-type]
            stage.mobjects[0].scale(size)
            return stage

        return type("Sized", (Counted,), {"make_stage": staticmethod(make)})

    with_other_stage = type("Counted", (Counted,), {"make_stage": OtherStage})
    bases = [Counted, Other, with_other_stage, stage_of(1.0), stage_of(0.5)]
    known: set[str] = set()
    for base in bases:
        found = set(segments(render(path, base)))
        assert found.isdisjoint(known), base
        known |= found
    for base in bases:  # and each finds its own again
        assert set(segments(render(path, base))) <= known
        assert StandIn.shown == []


def test_an_author_s_changed_file_is_rendered(tmp_path: Path, media_dir: Path) -> None:
    file = tmp_path / "outside_stage.py"
    code = (
        "from tests.stage.short_films import Counted, StandIn\n"
        "class OutsideStage(StandIn): SIZE = 1\n"
        "class Outside(Counted): make_stage = OutsideStage\n"
    )
    found: list[set[str]] = []
    for text in (code, code, code.replace("SIZE = 1", "SIZE = 2")):
        file.write_text(text)
        module = types.ModuleType("outside_stage")
        module.__file__ = str(file)
        sys.modules["outside_stage"] = module
        exec(text, module.__dict__)
        found.append(set(segments(render(spec_file(tmp_path), module.Outside))))
    del sys.modules["outside_stage"]
    assert found[0] == found[1]
    assert found[0].isdisjoint(found[2])


def test_the_fingerprint_follows_every_file_and_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path)
    take = fingerprint.code_fingerprint.__wrapped__
    (tmp_path / "gl").mkdir()
    (tmp_path / "cli").mkdir()
    (tmp_path / "stage.py").write_text("one")
    (tmp_path / "gl" / "light.frag").write_text("one")
    seen = {take()}
    for change in (
        lambda: (tmp_path / "stage.py").write_text("two"),
        lambda: (tmp_path / "gl" / "light.frag").write_text("two"),
        lambda: (tmp_path / "gl" / "light.frag").rename(tmp_path / "gl" / "dark.frag"),
        lambda: monkeypatch.setattr(fingerprint, "version", lambda name: f"{name} 9"),
    ):
        change()
        assert take() not in seen
        seen.add(take())
    before = take()
    (tmp_path / "cli" / "help.py").write_text("no picture")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "stage.pyc").write_text("no picture")
    assert take() == before


def test_another_process_finds_the_segments(tmp_path: Path, media_dir: Path) -> None:
    """Hash seeds, addresses and the order of sets differ between processes; names must not."""
    path = spec_file(tmp_path)
    expected = segments(render(path))
    script = (
        "import sys; from pathlib import Path; from tests.stage.short_films import *\n"
        f"config.media_dir = {str(media_dir)!r}; config.progress_bar = 'none'\n"
        f"scene = render(Path({str(path)!r}))\n"
        "print(*scene.renderer.file_writer.partial_movie_files, sep='\\n')\n"
        "sys.exit(StandIn.built)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.endswith(".mp4")] == expected


def test_a_scene_that_adds_something_of_its_own(tmp_path: Path, media_dir: Path) -> None:
    def scene_with(dot_color: str) -> type[LessonScene]:
        class Framed(Counted):
            def construct(self) -> None:
                self.add(Dot(3 * UP, color=dot_color))
                super().construct()
                self.play(Wait(0.4))

        return Framed

    path = spec_file(tmp_path)
    red = render(path, scene_with("#FF0000"))
    assert StandIn.built == 1
    again = render(path, scene_with("#FF0000"))
    assert segments(again)[:3] == segments(red)[:3]
    blue = render(path, scene_with("#0000FF"))
    assert set(segments(blue)).isdisjoint(segments(red))
    # What Manim plays after the lesson sees the stage as the lesson left it, also from the cache.
    ends = [watch(Path(segments(scene)[3])).frames[0] for scene in (red, again)]
    assert (ends[0] == ends[1]).all()
    assert len(watch(final_file(again)).times) == again.timeline.frames + 6


def test_without_caching_everything_is_rendered(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path)
    for _ in range(2):
        scene = render(path, disable_caching=True)
        assert len(StandIn.shown) == scene.timeline.frames


def test_the_user_s_encoder_options_win(tmp_path: Path, media_dir: Path) -> None:
    def options(**settings: object) -> dict[str, str]:
        scene = render(spec_file(tmp_path), **settings)
        return dict(scene.renderer.file_writer.video_encoder.options)

    assert options() == ENCODER_OPTIONS["libx264"]
    ours = ENCODER_OPTIONS["libx264"]
    assert options(video_encoder_options={"crf": "30"}) == {**ours, "crf": "30"}
    assert "preset" not in options(video_codec="mpeg4")
    assert options(format="webm") == ENCODER_OPTIONS["libvpx-vp9"]
