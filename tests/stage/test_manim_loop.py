"""A lesson is a scene like others: Manim's own loop renders it, other animations play in it."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import srt
from manim import (
    DOWN,
    UP,
    CairoRenderer,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Square,
    ValueTracker,
    Wait,
    always_redraw,
    config,
    linear,
    tempconfig,
)

from gdcore.stage.errors import RequestError
from gdcore.stage.film.metadata import subtitle_lines
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.manim_adapter.file_writer import FilmWriter
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.scene import LessonScene
from gdcore.stage.spec_scenes import lesson_scene
from tests.stage.short_films import BOWL, Counted, StandIn, final_file, render, spec_file, watch
from tests.stage.studio import TINY, Pixels

LESSON = """\
title: Bowl
function: x^2 + 3*y^2 - cos(3*x)
starts: [[2, 1], [-1, 1]]
learning_rates: [0.05]
steps: 8
story:
  - title: {seconds: 0.5}
  - surface: {seconds: 0.9, caption: A bowl}
  - tangent_plane: {at: [1, 1], seconds: 1.1}
  - descend: {seconds: 1.2}
  - contour: {seconds: 1.5}
  - loss_curve: {seconds: 1}
  - pause: 0.3
"""


def frames_by_manim(
    path: Path, base: type[LessonScene] = LessonScene, **settings: Any
) -> list[Pixels]:
    """The frames of a lesson before encoding, by Manim's own renderer and play loop."""
    frames: list[Pixels] = []
    with tempconfig({**TINY, **settings}):
        renderer: Any = CairoRenderer(camera_class=MeshCamera)
        scene = lesson_scene(path, "Bowl", __name__, base)(renderer=renderer)
        renderer.add_frame = lambda frame, num_frames=1: frames.extend([frame.copy()] * num_frames)
        scene.render()
    return frames


def frames_of(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    base: type[LessonScene] = LessonScene,
    **settings: Any,
) -> list[Pixels]:
    """The frames of a lesson before encoding, by its own renderer."""
    with monkeypatch.context() as patch, tempconfig({**TINY, **settings}):
        frames = record_frames(patch)
        lesson_scene(path, "Bowl", __name__, base)().render()
    return frames


def record_frames(patch: pytest.MonkeyPatch) -> list[Pixels]:
    """A list to which every frame that is handed to the encoder is added."""
    frames: list[Pixels] = []
    write = FilmWriter.write_frame

    def listen(self: FilmWriter, pixels: Pixels, *, repeat: int = 1) -> None:
        frames.extend([pixels.copy()] * repeat)
        write(self, pixels, repeat=repeat)

    patch.setattr(FilmWriter, "write_frame", listen)
    return frames


@pytest.mark.parametrize("rate", [8, 29.97])
def test_manim_s_own_loop_renders_the_same_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rate: float
) -> None:
    path = spec_file(tmp_path, LESSON)
    ours = frames_of(path, monkeypatch, frame_rate=rate)
    manim_s = frames_by_manim(path, frame_rate=rate)
    assert len(ours) == len(manim_s)
    for number, (one, other) in enumerate(zip(ours, manim_s, strict=True)):
        np.testing.assert_array_equal(one, other, err_msg=f"frame {number}")
    assert len({frame.tobytes() for frame in ours}) > 0.6 * len(ours)


def test_manim_s_own_loop_and_file_writer_make_a_film(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path)
    with tempconfig({"pixel_width": 160, "pixel_height": 90, "frame_rate": 15}):
        config.input_file = "descent.py"
        films = []
        for _ in range(2):  # the second time from the cache
            scene = lesson_scene(path, "Bowl", __name__)(
                renderer=CairoRenderer(camera_class=MeshCamera)
            )
            scene.render()
            films.append(len(watch(final_file(scene)).times))
    assert films == [scene.timeline.frames] * 2
    said = srt.parse(final_file(scene).with_suffix(".srt").read_text(encoding="utf-8"))
    assert [line.content for line in said] == [
        subtitle_lines(text) for *_, text in scene.timeline.captions()
    ]


def test_a_renderer_without_depth_is_refused(tmp_path: Path) -> None:
    path = spec_file(tmp_path)
    with tempconfig(TINY), pytest.raises(RequestError, match="renderer"):
        lesson_scene(path, "Bowl", __name__)(renderer=CairoRenderer())


class Annotated(LessonScene):
    """Animations of the author's between, beside and after the beats."""

    def construct(self) -> None:
        self.play_beats(0, 2)
        square = Square(1, color="#FF00FF", fill_opacity=1).shift(2 * UP)
        self.add_fixed_in_frame_mobjects(square)
        self.remove(square)
        self.play(FadeIn(square), run_time=0.5)
        self.play(self.beat(2), square.animate(run_time=0.5).shift(2 * DOWN))
        self.play_beats(3)
        self.play(FadeOut(square), subcaption="Gone", run_time=0.5)


def magenta(frame: Pixels) -> int:
    red, green, blue = (frame[..., k].astype(int) for k in range(3))
    return int(((red > 200) & (green < 60) & (blue > 200)).sum())


def test_animations_between_beside_and_after_the_beats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = spec_file(tmp_path, LESSON)
    plain = frames_of(path, monkeypatch)
    frames = frames_of(path, monkeypatch, Annotated)
    manim_s = frames_by_manim(path, Annotated)
    assert len(frames) == len(manim_s) == len(plain) + 8
    for one, other in zip(frames, manim_s, strict=True):
        np.testing.assert_array_equal(one, other)
    with tempconfig(TINY):
        beats = lesson_scene(path, "Bowl", __name__)().timeline.beats
    cut, after = round(beats[2].start * 8), round(beats[3].start * 8)
    for one, other in zip(frames[:cut], plain[:cut], strict=True):
        np.testing.assert_array_equal(one, other)
    # The lesson stands still while the square comes, and goes on beneath it.
    np.testing.assert_array_equal(frames[cut], plain[cut - 1])
    assert [magenta(frame) > 30 for frame in frames[cut + 3 : -4]] == [True] * (
        len(frames) - cut - 7
    )
    for number in range(cut, len(plain)):
        shown = frames[number + 4]
        beneath = (shown != plain[number]).any(axis=-1)
        assert beneath.sum() < 200, number  # the square alone
    moved = [
        np.nonzero((f[..., 0] > 200) & (f[..., 1] < 60))[0].mean()
        for f in frames[cut + 4 : after + 4]
    ]
    assert moved[-1] > moved[0] + 15
    # At rest, but for a pixel of it that a line of the picture beneath may colour.
    assert np.ptp(moved[4:]) < 0.1


def test_captions_and_chapters_move_along_with_what_comes_between(
    tmp_path: Path, media_dir: Path
) -> None:
    class Delayed(Counted):
        def construct(self) -> None:
            self.play_beats(0, 1)
            self.play(Create(Dot()), run_time=0.7, subcaption="A dot")  # ten and a half frames
            self.play(Wait(0.4))
            self.play_beats(1)

    path = spec_file(tmp_path)
    plain = render(path)
    shift = (11 + 6) / 15
    cut = plain.timeline.beats[1].start
    for _ in range(2):  # rendered, and from the cache
        scene = render(path, Delayed)
        film = watch(final_file(scene))
        assert len(film.times) == plain.timeline.frames + 17
        expected = [
            (start if start < cut else start + shift, end if end <= cut else end + shift, text)
            for start, end, text in plain.timeline.captions()
        ]
        expected = sorted([*expected, (cut, cut + 11 / 15, "A dot")])
        text = final_file(scene).with_suffix(".srt").read_text(encoding="utf-8")
        said = [
            (s.start.total_seconds(), s.end.total_seconds(), s.content) for s in srt.parse(text)
        ]
        assert [line[2] for line in said] == [subtitle_lines(line[2]) for line in expected]
        for one, other in zip(said, expected, strict=True):
            assert one[:2] == pytest.approx(other[:2], abs=0.002)
        starts = [start for start, _, _ in film.chapters]
        assert starts == pytest.approx(
            [start if start < cut else start + shift for start, _, _ in plain.timeline.chapters()],
            abs=0.002,
        )
        assert [end for _, end, _ in film.chapters] == pytest.approx(
            [*starts[1:], len(film.times) / 15], abs=0.002
        )
    assert StandIn.built == 0 or StandIn.shown  # a stage is built for Manim's own plays alone


def test_a_beat_can_be_played_slower_and_its_captions_with_it(
    tmp_path: Path, media_dir: Path
) -> None:
    class Slow(Counted):
        def construct(self) -> None:
            self.play(self.beat(0, run_time=1.6))
            self.play(self.beat(1))

    scene = render(spec_file(tmp_path), Slow)
    assert len(watch(final_file(scene)).times) == 24 + 15
    assert StandIn.shown[:1] == [0.0]
    assert max(StandIn.shown) == 26 / 15
    chapters = watch(final_file(scene)).chapters
    assert chapters[0][:2] == pytest.approx((0, 1.6), abs=0.002)


def test_what_moves_by_itself_moves_during_a_beat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ticking(LessonScene):
        def construct(self) -> None:
            tracker = ValueTracker(0)
            tracker.add_updater(lambda mobject, dt: mobject.increment_value(dt))
            dot = always_redraw(lambda: Dot(tracker.get_value() * UP, color="#FF00FF", radius=0.3))
            self.add(tracker, dot)
            self.add_fixed_in_frame_mobjects(dot)
            self.play_beats()

    frames = frames_of(spec_file(tmp_path), monkeypatch, Ticking)
    rows = [np.nonzero((f[..., 0] > 200) & (f[..., 1] < 60))[0].mean() for f in frames[1:]]
    # In a play's first frame no time has passed since the one before it, as in all of Manim.
    assert all(later <= earlier for earlier, later in itertools.pairwise(rows))
    assert rows[0] - rows[-1] > 15


def test_the_next_play_is_right_whatever_was_cached(
    tmp_path: Path, media_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Overlays see the stage as the film has it, although no frame before them was drawn."""
    path = spec_file(tmp_path, LESSON)
    drawn = record_frames(monkeypatch)
    first = watch(final_file(render(path, Annotated)))
    known = {frame.tobytes() for frame in drawn}
    assert len(drawn) == len(first.frames)
    (folder,) = media_dir.rglob("partial_movie_files/Bowl")
    for number, segment in enumerate(sorted(folder.glob("*.mp4"))):
        kept = segment.read_bytes()
        segment.unlink()
        drawn.clear()
        again = watch(final_file(render(path, Annotated)))
        assert len(again.frames) == len(first.frames)
        assert {frame.tobytes() for frame in drawn} <= known, f"segment {number}"
        segment.write_bytes(kept)


def test_a_mesh_of_the_author_stands_among_the_lesson_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class WithBall(LessonScene):
        def construct(self) -> None:
            self.play_beats(0, 1)
            self.play(FadeIn(Ball((0, 0, 0), 0.5, color="#FF00FF")), run_time=0.5, rate_func=linear)
            self.play_beats(1)

    path = spec_file(tmp_path, BOWL)
    frames = frames_of(path, monkeypatch, WithBall)
    manim_s = frames_by_manim(path, WithBall)
    for one, other in zip(frames, manim_s, strict=True):
        np.testing.assert_array_equal(one, other)
