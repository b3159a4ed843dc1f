"""The sound of a film: where it lies in the file, and that it changes no picture."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from gdcore.spec import load_spec
from gdcore.speech.speech import RATE
from gdcore.stage.film.sound import sound_track
from gdcore.stage.rendering import RenderOptions, render_lesson
from gdcore.stage.scene import lesson_timeline
from gdcore.story.timeline import Timeline
from tests.speech.test_recordings import tone

SPEC = """\
function: x^2 + 3*y^2
starts: [[2, 1]]
learning_rates: [0.1]
steps: 4
story:
  - surface: {seconds: 3, caption: A bowl.}
  - descend: {seconds: 3, caption: Down.}
  - pause: {seconds: 1}
"""
FPS = 5.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with recordings for two beats, and the same lesson silent and told."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "voice").mkdir()
    tone(folder / "voice/1.wav", 1.0, 44100)
    tone(folder / "voice/2.wav", 2.0, 22050)
    (folder / "silent.yaml").write_text(SPEC, encoding="utf-8")
    told = SPEC + "voice: voice\n"
    (folder / "told.yaml").write_text(told, encoding="utf-8")
    return folder


def film(folder: Path, name: str, suffix: str = ".mp4") -> Path:
    """Render one of the two."""
    target = folder / f"{name}{suffix}"
    options = RenderOptions(
        size=(160, 90), fps=FPS, output=target, media_dir=folder / "media",
        format=suffix.lstrip("."),
    )  # fmt: skip
    return render_lesson(folder / f"{name}.yaml", options=options)


def heard(path: Path) -> NDArray[np.float64]:
    """The sound of a file from its beginning on, -1 to 1."""
    with av.open(str(path)) as source:
        frames = list(source.decode(audio=0))
    assert frames[0].pts == 0
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]).astype(float)


def pictures(path: Path) -> list[str]:
    """Digests of the frames of a film."""
    with av.open(str(path)) as source:
        return [sha256(f.to_ndarray(format="rgb24")).hexdigest() for f in source.decode(video=0)]


def timeline_of(path: Path) -> Timeline:
    return lesson_timeline(load_spec(path), FPS)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_speech_lies_where_it_is_said_and_nowhere_else(home: Path, suffix: str) -> None:
    sound = heard(film(home, "told", suffix))
    timeline = timeline_of(home / "told.yaml")
    assert len(sound) / RATE == pytest.approx(timeline.duration, abs=0.04)
    said = timeline.narration
    assert [round(s.speech.seconds, 1) for s in said] == [1.0, 2.0]
    loud = np.zeros(len(sound), dtype=bool)
    for one in said:
        start, end = round(one.at * RATE), round(one.end * RATE)
        loud[start:end] = True
        # Speech that began or ended 40 ms elsewhere would leave a hole, or be heard outside.
        for at in (start + 0.04 * RATE, end - 0.06 * RATE):
            part = sound[int(at) : int(at + 0.02 * RATE)]
            assert np.abs(part).max() > 0.25
    margin = round(0.04 * RATE)
    near = np.convolve(loud, np.ones(2 * margin + 1), "same") > 0
    assert np.abs(sound[~near]).max() < 0.01
    assert np.abs(sound).max() < 1.0


@pytest.mark.slow
def test_a_told_film_has_the_pictures_chapters_and_captions_of_the_silent_one(home: Path) -> None:
    silent, told = film(home, "silent"), film(home, "told")
    assert pictures(silent) == pictures(told)
    assert silent.with_suffix(".srt").read_text() == told.with_suffix(".srt").read_text()
    with av.open(str(silent)) as a, av.open(str(told)) as b:
        assert a.chapters() == b.chapters()
        assert not a.streams.audio
        assert len(b.streams.audio) == 1


@pytest.mark.slow
def test_another_recording_makes_another_film_of_the_same_segments(home: Path) -> None:
    before = film(home, "told").read_bytes()
    segments = sorted((home / "media").rglob("*.mp4"))
    kept = (home / "voice/2.wav").read_bytes()
    tone(home / "voice/2.wav", 1.5, 22050)
    try:
        assert film(home, "told").read_bytes() != before
        assert sorted((home / "media").rglob("*.mp4")) == segments
    finally:
        (home / "voice/2.wav").write_bytes(kept)
    assert film(home, "told").read_bytes() == before


def test_a_track_holds_what_is_said_at_its_time_and_clips_nothing_away_silently() -> None:
    one = np.full(RATE, 30000, np.int16)
    track = sound_track([(0.5, one), (1.0, one)], 2.0)
    assert len(track) == 2 * RATE
    assert track[: RATE // 2].max() == 0
    assert track[RATE // 2] == 30000
    assert track[RATE] == 32767  # not wrapped around to a negative number
    assert track[-1] == 30000


@pytest.mark.slow
def test_a_synthetic_voice_says_the_captions(tmp_path: Path) -> None:
    pytest.importorskip("piper", reason="piper-tts is not installed")
    path = tmp_path / "joe.yaml"
    path.write_text(SPEC + "voice: joe\n", encoding="utf-8")
    first, second = timeline_of(path), timeline_of(path)
    assert len(first.narration) == len(first.captions())
    for a, b in zip(first.narration, second.narration, strict=True):
        assert np.array_equal(a.speech.samples, b.speech.samples)
        assert 0.2 < a.speech.seconds < 30
        assert 0.3 < np.abs(a.speech.samples).max() / 32768 < 0.95
