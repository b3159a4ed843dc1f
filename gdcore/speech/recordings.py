"""A lecturer's own voice: a folder with one recording a beat."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import av
import numpy as np

from gdcore.speech.speech import RATE, Samples, Speech, SpeechError

MOST_SECONDS = 600.0
"""The longest recording: that of the longest beat."""


class Recordings:
    """The recordings of a folder: 3.wav or 03-descend.m4a is heard in the third beat.

    Raises:
        SpeechError: there is no such folder, or two recordings are of one beat.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise SpeechError(f"there is no folder {folder}")
        self._files: dict[int, Path] = {}
        for path in sorted(folder.iterdir()):
            number = re.match(r"\d{1,3}(?!\d)", path.name)
            if number is None or not path.is_file():
                continue
            beat = int(number[0]) - 1
            if beat in self._files:
                raise SpeechError(
                    f"{self._files[beat].name} and {path.name} are both of beat {beat + 1}: keep one"
                )
            self._files[beat] = path
        if not self._files:
            raise SpeechError(
                f"{folder} holds no recording: name each after the number of its beat, as 01.wav"
            )

    def say(self, beat: int, text: str) -> Speech | None:
        """The recording of a beat; None where there is none."""
        path = self._files.get(beat)
        if path is None:
            return None
        samples = _read(path, path.stat().st_mtime_ns)
        return Speech(samples, ((0.0, len(samples) / RATE, ""),))


@cache
def _read(path: Path, changed: int) -> Samples:
    """The samples of a file of sound; `changed` tells its versions apart."""
    parts: list[Samples] = []
    try:
        with av.open(str(path)) as source:
            if not source.streams.audio:
                raise SpeechError(f"{path} holds no sound")
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            for frame in source.decode(audio=0):
                parts += [p.to_ndarray().reshape(-1) for p in resampler.resample(frame)]
                if sum(map(len, parts)) > MOST_SECONDS * RATE:
                    raise SpeechError(f"{path} lasts longer than {MOST_SECONDS / 60:g} minutes")
            parts += [p.to_ndarray().reshape(-1) for p in resampler.resample(None)]
    except av.error.FFmpegError as error:
        raise SpeechError(f"{path} is no recording that can be read: {error.strerror}") from error
    if not parts:
        raise SpeechError(f"{path} holds no sound")
    return np.concatenate(parts).astype(np.int16)
