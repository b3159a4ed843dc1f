"""The files that a player opens: their metadata, their chapters, their captions, their colours."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import srt
from hypothesis import given
from hypothesis import strategies as st
from manim import RIGHT, Square
from PIL import Image

from gdcore.stage.errors import RequestError
from gdcore.stage.film.metadata import SUBTITLE_LINE, ShownPart, spans_in_film, subtitle_lines
from gdcore.stage.manim_adapter.file_writer import divide_by_alpha
from gdcore.stage.scene import LessonScene
from tests.stage.short_films import BOWL, Counted, StandIn, final_file, render, spec_file, watch


def captions(path: Path) -> list[tuple[float, float, str]]:
    """The subtitles beside a film, each in one line: (start, end, text)."""
    text = path.with_suffix(".srt").read_text(encoding="utf-8")
    return [
        (line.start.total_seconds(), line.end.total_seconds(), " ".join(line.content.split()))
        for line in srt.parse(text)
    ]


def same_spans(found: list, expected: list) -> bool:
    """Whether the texts are the same and the times, but for a millisecond."""
    return [text for *_, text in found] == [text for *_, text in expected] and all(
        abs(a - b) <= 0.001
        for one, other in zip(found, expected, strict=True)
        for a, b in zip(one[:2], other[:2], strict=True)
    )


@pytest.mark.parametrize("rate", [15, 29.97])
def test_the_video_s_metadata(tmp_path: Path, media_dir: Path, rate: float) -> None:
    scene = render(spec_file(tmp_path), frame_rate=rate)
    timeline, path = scene.timeline, final_file(scene)
    assert path.parent.parent == media_dir / "videos" / "descent"
    video = watch(path)
    exact = Fraction(30000, 1001) if rate == 29.97 else Fraction(rate)
    assert video.size == (160, 90)
    assert video.rate == exact
    assert len(video.times) == timeline.frames == round(timeline.duration * exact)
    # mp4 counts in a time base of its own; a tick of it is far less than a frame
    assert all(abs(t - k / exact) < Fraction(1, 5000) for k, t in enumerate(video.times))
    assert abs(video.duration - timeline.frames / exact) < 0.001
    assert video.metadata["title"] == "Bowl"
    assert same_spans(video.chapters, timeline.chapters())
    assert same_spans(captions(path), timeline.captions())


def test_captions_and_chapters_are_the_same_from_the_cache(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path)
    first = final_file(render(path))
    before = (first.read_bytes(), captions(first), watch(first).chapters)
    again = final_file(render(path))
    assert StandIn.shown == []
    assert (again.read_bytes(), captions(again), watch(again).chapters) == before


def test_an_excerpt_has_its_own_chapters_and_captions(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path)
    scene = render(path, from_animation_number=1, upto_animation_number=1)
    beat = scene.timeline.beats[1]
    video = watch(final_file(scene))
    assert len(video.times) == 15
    assert same_spans(video.chapters, [(0.0, 1.0, beat.chapter)])
    said = [
        (max(start, beat.start) - beat.start, min(end, beat.end) - beat.start, text)
        for start, end, text in scene.timeline.captions()
        if start < beat.end and end > beat.start
    ]
    assert said
    assert same_spans(captions(final_file(scene)), said)


def test_an_excerpt_of_nothing_says_which_plays_there_are(tmp_path: Path, media_dir: Path) -> None:
    with pytest.raises(RequestError, match="plays 0 to 2"):
        render(spec_file(tmp_path), from_animation_number=7)


def test_captions_that_are_gone_from_the_spec_are_gone_from_the_folder(
    tmp_path: Path, media_dir: Path
) -> None:
    first = final_file(render(spec_file(tmp_path)))
    assert first.with_suffix(".srt").exists()
    silent = "function: x^2 + y^2\nstory: [{surface: {seconds: 0.4, caption: false}}]\n"
    render(spec_file(tmp_path, silent))
    assert not first.with_suffix(".srt").exists()


def test_beats_of_one_frame(tmp_path: Path, media_dir: Path) -> None:
    # The encoder stores frames out of order; a segment of one frame has none to exchange.
    beats = ", ".join("{pause: 0.0667}, {pause: 0.4}" for _ in range(3))
    path = spec_file(tmp_path, f"function: x^2 + y^2\nstory: [{{pause: 0.4}}, {beats}]\n")
    scene = render(path)
    lengths = [round(beat.seconds * 15) for beat in scene.timeline.beats]
    assert lengths == [6, 1, 6, 1, 6, 1, 6]
    assert watch(final_file(scene)).times == [Fraction(k, 15) for k in range(27)]


@pytest.mark.parametrize("format", ["webm", "mov", "gif"])
def test_other_formats_have_as_many_frames(tmp_path: Path, media_dir: Path, format: str) -> None:
    scene = render(spec_file(tmp_path), format=format)
    path = final_file(scene)
    assert path.suffix == f".{format}"
    video = watch(path)
    assert len(video.times) == scene.timeline.frames
    if format != "gif":  # it has no place for them, and no player would look for captions
        assert same_spans(video.chapters, scene.timeline.chapters())
    else:  # a palette of the film's own colours: no pattern where the picture is plain
        assert int(np.ptp(video.frames[0][:9, 150:])) <= 2
    assert path.with_suffix(".srt").exists() == (format != "gif")


def test_one_section_for_each_chapter(tmp_path: Path, media_dir: Path) -> None:
    scene = render(spec_file(tmp_path), save_sections=True)
    files = sorted((final_file(scene).parent / "sections").glob("*.mp4"))
    chapters = scene.timeline.chapters()
    assert len(files) == len(chapters) == 2
    for file, (start, end, _) in zip(files, chapters, strict=True):
        assert len(watch(file).times) == round((end - start) * 15)


class Colours(StandIn):
    """Three bars: full red, full green, full blue."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.mobjects = [
            Square(8, color=color, fill_opacity=1, stroke_width=0).shift(9 * (k - 1) * RIGHT / 2)
            for k, color in enumerate(("#FF0000", "#00FF00", "#0000FF"))
        ]

    def show(self, t: float, camera: object) -> str:
        return "still"


def test_colours_on_screen_are_those_that_were_drawn(tmp_path: Path, media_dir: Path) -> None:
    scene = render(
        spec_file(tmp_path), type("Coloured", (Counted,), {"make_stage": Colours}), dry_run=False
    )
    # Players take HD video for BT.709: decode it by that standard's matrix, written out here.
    frame = watch(final_file(scene), "yuv420p").frames[0]
    width, height = 160, 90
    y = frame[:height].reshape(height, width)
    u, v = frame[height:].reshape(2, height // 2, width // 2)
    for x, expected in ((20, (255, 0, 0)), (70, (0, 255, 0)), (140, (0, 0, 255))):
        luma = (float(y[44, x]) - 16) / 219
        blue = (float(u[22, x // 2]) - 128) / 224
        red = (float(v[22, x // 2]) - 128) / 224
        r, b = luma + 1.5748 * red, luma + 1.8556 * blue
        g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152
        assert np.allclose([255 * r, 255 * g, 255 * b], expected, atol=4)


def test_transparent_files_hold_colours_undimmed(tmp_path: Path, media_dir: Path) -> None:
    class Glass(StandIn):
        def __init__(self, *args: object) -> None:
            super().__init__(*args)  # type: ignore[arg-type]
            self.mobjects = [Square(4, color="#FF8000", fill_opacity=0.5, stroke_width=0)]

        def show(self, t: float, camera: object) -> str:
            return "still"

    base = type("Glassy", (Counted,), {"make_stage": Glass})
    path = spec_file(tmp_path)
    still = final_file(render(path, base, format="png", transparent=True))
    assert Image.open(still).getpixel((80, 45)) == pytest.approx((255, 128, 0, 128), abs=2)
    assert Image.open(still).getpixel((5, 5)) == (0, 0, 0, 0)
    film = final_file(render(path, base, transparent=True))
    assert film.suffix == ".mov"
    assert watch(film, "rgba").frames[0][45, 80].tolist() == pytest.approx(
        [255, 128, 0, 128], abs=2
    )


def test_dividing_by_alpha_undoes_multiplying() -> None:
    rng = np.random.default_rng(3)
    straight = rng.integers(0, 256, (50, 40, 4), dtype=np.uint8)
    straight[..., 3] = rng.choice([0, 100, 200, 255], (50, 40))
    alpha = straight[..., 3:].astype(float) / 255
    multiplied = straight.copy()
    multiplied[..., :3] = np.round(straight[..., :3] * alpha)
    divide_by_alpha(multiplied)
    seen = straight[..., 3] > 0
    assert np.abs(multiplied[seen].astype(int) - straight[seen]).max() <= 2


def test_an_odd_size_is_refused_in_one_sentence(tmp_path: Path, media_dir: Path) -> None:
    with pytest.raises(RequestError, match="even width"):
        render(spec_file(tmp_path), pixel_width=161)
    assert final_file(render(spec_file(tmp_path), pixel_width=161, format="png")).exists()


@pytest.mark.slow
def test_a_beat_longer_than_the_frame_memory(tmp_path: Path, media_dir: Path) -> None:
    scene = render(spec_file(tmp_path), frame_rate=60, encoder_queue_size=1)
    pool = scene.renderer._pool
    free = 0
    while not pool._free.empty():
        pool._free.get()
        free += 1
    assert free <= 2 * (1 + 1) + 2
    assert len(watch(final_file(scene)).times) == scene.timeline.frames


def in_a_row(intervals: list[tuple[float, float]]) -> list[ShownPart]:
    """Stretches of a lesson, shown one right after the other."""
    ends = itertools.accumulate(end - start for start, end in intervals)
    return [
        ShownPart(start, end, film_end - (end - start), end - start)
        for (start, end), film_end in zip(intervals, ends, strict=True)
    ]


moments = st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True).map(sorted)


@given(moments, st.data())
def test_an_excerpt_by_counting_frames(cuts: list[int], data: st.DataObject) -> None:
    """Against a film of numbered frames, of which some beats are told."""
    beats = list(itertools.pairwise(cuts))
    told = data.draw(st.lists(st.sampled_from(beats), unique=True).map(sorted))
    start, end = data.draw(moments.map(lambda m: (m[0], m[-1])))
    film = [frame for first, last in told for frame in range(first, last)]
    shown = [place for place, frame in enumerate(film) if start <= frame < end]
    found = spans_in_film([(start, end, "said")], in_a_row(told))
    assert found == (((shown[0], shown[-1] + 1, "said"),) if shown else ())


def test_a_whole_film_s_spans_stay_as_they_are(tmp_path: Path, media_dir: Path) -> None:
    scene = render(spec_file(tmp_path), LessonScene, dry_run=True)
    told = [(beat.start, beat.end) for beat in scene.timeline.beats]
    for spans in (scene.timeline.captions(), scene.timeline.chapters()):
        assert same_spans(list(spans_in_film(spans, in_a_row(told))), spans)
    assert "pause" in BOWL


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Both slopes together are the gradient ∇f(2, 4) = (4, 8): it points steepest uphill, "
         "across the lines.", ["∇f(2, 4) = (4, 8):"]),
        ("The height of the surface at this point is f(4, 4) = 738/25 = 29.52.",
         ["f(4, 4) = 738/25 = 29.52."]),
        ("All that go from start (1, 3) by −S·sign(∇f) = (−0.1, 0.1, 0.1) in 21 % of all",
         ["start (1, 3)", "−S·sign(∇f) = (−0.1, 0.1, 0.1)", "21 %"]),
    ],
)  # fmt: skip
def test_subtitles_keep_points_and_equations_in_one_line(text: str, pieces: list[str]) -> None:
    found = subtitle_lines(text)
    assert [piece for piece in pieces if piece not in found] == []
    assert found.split() == text.split()
    assert "\n" in found
    assert not set(found) & set("\u00a0\u2060\u200b")


def test_subtitles_are_broken_into_lines_of_about_one_length() -> None:
    lines = subtitle_lines("word " * 14 + "end\nAn item of a list.").split("\n")
    assert lines[-1] == "An item of a list."
    assert max(map(len, lines[:-1])) <= SUBTITLE_LINE
    assert abs(len(lines[0]) - len(lines[1])) < 10
