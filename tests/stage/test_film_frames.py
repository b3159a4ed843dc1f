"""Frame k of the film is the lesson at exactly k / fps, whichever way it is asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig
from PIL import Image

from gdcore.spec import load_spec
from gdcore.stage.errors import RequestError
from gdcore.stage.manim_adapter.file_writer import FilmWriter
from gdcore.stage.scene import LessonScene, lesson_timeline
from gdcore.stage.still import draw_still
from tests.stage.short_films import BOWL, StandIn, final_file, render, spec_file


@pytest.mark.parametrize("rate", [15, 60, 29.97, 12.5])
def test_every_frame_is_shown_once_and_at_its_time(
    tmp_path: Path, media_dir: Path, rate: float
) -> None:
    scene = render(spec_file(tmp_path), frame_rate=rate, dry_run=True)
    fps = 30000 / 1001 if rate == 29.97 else rate
    assert [k / fps for k in range(scene.timeline.frames)] == StandIn.shown


def test_the_video_holds_the_frames_that_single_stills_show(
    tmp_path: Path, media_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[np.ndarray] = []
    write = FilmWriter.write_frame

    def listen(self: FilmWriter, pixels: np.ndarray, *, repeat: int = 1) -> None:
        written.extend([pixels.copy()] * repeat)
        write(self, pixels, repeat=repeat)

    monkeypatch.setattr(FilmWriter, "write_frame", listen)
    path = spec_file(tmp_path)
    scene = render(path, LessonScene)
    timeline = lesson_timeline(load_spec(path), 15)
    assert len(written) == timeline.frames == scene.timeline.frames
    for k in (0, 1, 7, 12, 13, 20, timeline.frames - 1):
        still = draw_still(timeline, k / 15, (160, 90))
        np.testing.assert_array_equal(written[k], still, err_msg=f"frame {k}")
    assert len({frame.tobytes() for frame in written}) > 10


def test_rendering_twice_gives_the_same_frames(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path)
    first = render(path, LessonScene, format="png-sequence", output_file="first")
    second = render(path, LessonScene, format="png-sequence", output_file="second")
    names = sorted(file.name for file in final_file(first).iterdir())
    assert names == [f"{k:04}.png" for k in range(first.timeline.frames)]
    for name in names:
        assert (final_file(first) / name).read_bytes() == (final_file(second) / name).read_bytes()


def test_the_last_frame_alone_is_the_film_s_last(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path)
    sequence = render(path, format="png-sequence")
    still = render(path, format="png")
    last = sorted(final_file(sequence).iterdir())[-1]
    np.testing.assert_array_equal(Image.open(last), Image.open(final_file(still)))


def test_a_shorter_film_leaves_no_frames_of_the_longer_one(tmp_path: Path, media_dir: Path) -> None:
    long = render(spec_file(tmp_path), format="png-sequence")
    before = len(list(final_file(long).iterdir()))
    short = spec_file(tmp_path, BOWL.replace("seconds: 1}", "seconds: 0.6}"))
    render(short, format="png-sequence")
    assert len(list(final_file(long).iterdir())) == before - 6


def test_what_does_not_change_is_drawn_once(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path, BOWL.replace("pause: 0.4", "pause: 2"))
    scene = render(path, dry_run=True)
    drawn = []
    camera = scene.renderer.camera
    capture = camera.capture_mobjects
    camera.capture_mobjects = lambda *args: (drawn.append(1), capture(*args))  # type: ignore[method-assign]
    scene.renderer.num_plays = 0
    with tempconfig({"frame_rate": 15}):
        scene.construct()
    assert len(drawn) == scene.timeline.frames - 30 + 1


@pytest.mark.parametrize("t", [-0.1, 2.3, float("nan")])
def test_a_time_outside_the_film_is_refused_with_its_range(tmp_path: Path, t: float) -> None:
    timeline = lesson_timeline(load_spec(spec_file(tmp_path)), 15)
    with pytest.raises(RequestError, match=r"runs from 0 to 2\.2 s"):
        draw_still(timeline, t, (160, 90))
