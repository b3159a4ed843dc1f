"""A lecturer's own voice: a folder with one recording a beat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import av

from gdcore.speech.sound import resampled
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
            if not path.resolve().is_relative_to(folder.resolve()):
                raise SpeechError(f"{path} is a link that leads out of its folder")
            beat = int(number[0]) - 1
            if beat in self._files:
                names = f"{self._files[beat].name} and {path.name}"
                raise SpeechError(f"{names} are both of beat {beat + 1}: keep one")
            self._files[beat] = path
        if not self._files:
            raise SpeechError(
                f"{folder} holds no recording: name each after the number of its beat, as 01.wav"
            )

    def caption(self, text: str) -> Speech | None:
        """Nothing: whoever recorded a beat has said its captions there."""
        return None

    def beat(self, index: int) -> Speech | None:
        """The recording of a beat; None where there is none."""
        path = self._files.get(index)
        if path is None:
            return None
        samples = _read(path, path.stat().st_mtime_ns)
        return Speech(samples, ((0.0, len(samples) / RATE, ""),))


@cache
def _read(path: Path, changed: int) -> Samples:
    """The samples of a file of sound; `changed` tells its versions apart."""
    try:
        with av.open(str(path)) as source:
            if not source.streams.audio:
                raise SpeechError(f"{path} holds no sound")
            samples = resampled(_within_limits(path, source.decode(audio=0)))
    except av.error.FFmpegError as error:
        raise SpeechError(f"{path} is no recording that can be read: {error.strerror}") from error
    if not len(samples):
        raise SpeechError(f"{path} holds no sound")
    return samples


def _within_limits(path: Path, frames: Iterable[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    seconds = 0.0
    for frame in frames:
        seconds += frame.samples / frame.sample_rate
        if seconds > MOST_SECONDS:
            raise SpeechError(f"{path} lasts longer than {MOST_SECONDS / 60:g} minutes")
        yield frame
