"""A lecturer's recordings."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from gdcore.speech import SpeechError
from gdcore.speech.recordings import Recordings
from gdcore.speech.speech import RATE


def tone(path: Path, seconds: float, rate: int, channels: int = 1) -> None:
    """A file with a tone of 440 Hz at half the greatest loudness."""
    t = np.arange(round(seconds * rate)) / rate
    samples = np.repeat((16384 * np.sin(2 * np.pi * 440 * t)).astype("<i2"), channels)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (44100, 2), (48000, 1)])
def test_a_recording_of_any_rate_keeps_length_pitch_and_loudness(
    tmp_path: Path, rate: int, channels: int
) -> None:
    tone(tmp_path / "02-descend.wav", 1.5, rate, channels)
    speech = Recordings(tmp_path).beat(1)
    assert speech is not None
    assert speech.seconds == pytest.approx(1.5, abs=0.01)
    middle = speech.samples[RATE // 4 : RATE].astype(float)
    assert np.abs(middle).max() == pytest.approx(16384, rel=0.05)
    spectrum = np.abs(np.fft.rfft(middle))
    assert np.argmax(spectrum) * RATE / len(middle) == pytest.approx(440, abs=2)
    assert Recordings(tmp_path).beat(0) is None


def test_what_is_wrong_with_recordings_is_told(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="no folder"):
        Recordings(tmp_path / "none")
    with pytest.raises(SpeechError, match=r"01\.wav"):
        Recordings(tmp_path)
    tone(tmp_path / "1.wav", 0.1, 8000)
    tone(tmp_path / "01-surface.wav", 0.1, 8000)
    with pytest.raises(SpeechError, match="both of beat 1"):
        Recordings(tmp_path)
    (tmp_path / "01-surface.wav").unlink()
    (tmp_path / "2.mp3").write_text("no sound at all")
    with pytest.raises(SpeechError, match="can be read"):
        Recordings(tmp_path).beat(1)
