"""The sound of a film: what is said, on one track beside the pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import PurePath

import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet

from gdcore.speech.sound import frame_of
from gdcore.speech.speech import RATE, Samples

Heard = tuple[float, Samples]
"""When something is heard in the film, in seconds, and its samples."""

CODECS = {".mp4": "aac", ".mov": "aac", ".webm": "libopus"}
"""What each container's players can play."""
_BIT_RATE = 96_000
"""For one voice more than enough: a sixtieth of the pictures of a film."""
_BLOCK = 1024
"""Samples that are handed to the encoder at once."""


def sound_track(heard: Iterable[Heard], seconds: float) -> Samples:
    """All that is heard in a film of so many seconds, and silence between."""
    track = np.zeros(round(seconds * RATE), dtype=np.int16)
    for at, samples in heard:
        start = round(at * RATE)
        room = track[start : start + len(samples)]
        # Added, not replaced: where an author's scene shows beats faster, two may meet.
        both = room.astype(np.int32) + samples[: len(room)]
        room[:] = np.clip(both, -32768, 32767)
    return track


class SoundWriter:
    """Encodes a sound track into a file, a little ahead of the pictures.

    Players read a file from the front: sound and picture of a moment have to lie near each other.
    language: the code of the language that is spoken, of three letters.
    """

    def __init__(
        self, output: OutputContainer, target: PurePath, track: Samples, language: str
    ) -> None:
        self._output = output
        stream = output.add_stream(CODECS[target.suffix], rate=RATE, layout="mono")
        assert isinstance(stream, AudioStream)
        self._stream = stream
        self._stream.metadata["language"] = language
        self._stream.bit_rate = _BIT_RATE
        self._packets = self._encoded(track)
        self._written = 0.0

    def write_until(self, seconds: float) -> None:
        """Write the sound up to so many seconds of the film."""
        while self._written < seconds and (packet := next(self._packets, None)) is not None:
            self._mux(packet)

    def finish(self) -> None:
        """Write the rest."""
        for packet in self._packets:
            self._mux(packet)

    def _mux(self, packet: Packet[AudioStream]) -> None:
        if packet.pts is not None:
            self._written = float(packet.pts * packet.time_base)
        self._output.mux(packet)

    def _encoded(self, track: Samples) -> Iterator[Packet[AudioStream]]:
        for start in range(0, len(track), _BLOCK):
            frame = frame_of(track[start : start + _BLOCK], RATE)
            frame.pts, frame.time_base = start, Fraction(1, RATE)
            yield from self._stream.encode(frame)
        yield from self._stream.encode(None)
