"""The captions inside an mp4 file, as a track of timed text (3GPP TS 26.245, "mov_text")."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from av.container import OutputContainer
from av.packet import Packet

from gdcore.stage.film.metadata import FilmMetadata
from gdcore.words import language

_HEADER = b"""[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Sans,18,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
"""The style that ffmpeg's encoder of such tracks asks for before it opens."""
_TICKS = 1000  # of the track's clock a second
_ENABLED = 1  # the flag in a track's header that a player is to show it unasked


class CaptionTrack:
    """Writes a film's captions into an mp4 file, between the packets of its pictures."""

    def __init__(self, output: OutputContainer, metadata: FilmMetadata) -> None:
        stream = output.add_stream("mov_text")
        stream.codec_context.subtitle_header = _HEADER
        words = language(metadata.language)
        stream.metadata["language"] = words.say("film.language-code")
        stream.metadata["handler_name"] = words.say("film.captions")
        self._stream, self._output = stream, output
        self._waiting = list(_ticks(metadata))

    def write_until(self, t: float) -> None:
        """Write the captions that begin by `t` seconds; those of one film in order of time."""
        while self._waiting and self._waiting[0][0] <= t * _TICKS:
            start, end, text = self._waiting.pop(0)
            content = text.encode()
            # A sample is the text's length, two bytes, and the text.
            packet = Packet(len(content).to_bytes(2, "big") + content)
            packet.stream = self._stream
            packet.time_base = Fraction(1, _TICKS)
            packet.pts = packet.dts = start
            packet.duration = end - start
            self._output.mux(packet)


def _ticks(metadata: FilmMetadata) -> Iterator[tuple[int, int, str]]:
    """The captions in the track's ticks, cut where the next one begins: such a track shows one text
    at a time."""
    spans = sorted(metadata.subtitles)
    following = [start for start, _, _ in spans[1:]]
    for (start, end, text), after in zip(spans, [*following, float("inf")], strict=True):
        begin, over = round(start * _TICKS), round(min(end, after) * _TICKS)
        if over > begin:
            yield begin, over, text


def switch_off_captions(film: Path) -> None:
    """Mark the caption track of an mp4 file as one to show only when it is asked for.

    The captions are in the picture, and ffmpeg marks the first track of each kind as one to show.
    """
    with film.open("r+b") as file:
        size = file.seek(0, 2)
        for start, end in _boxes(file, 0, size, b"moov"):
            for track in _boxes(file, start, end, b"trak"):
                if not _is_caption(file, *track):
                    continue
                for header, _ in _boxes(file, *track, b"tkhd"):
                    file.seek(header + 3)  # after the version: three bytes of flags
                    flags = file.read(1)[0] & ~_ENABLED
                    file.seek(header + 3)
                    file.write(bytes([flags]))


def _is_caption(file: BinaryIO, start: int, end: int) -> bool:
    """Whether the track between these places has subtitles."""
    for media in _boxes(file, start, end, b"mdia"):
        for handler, _ in _boxes(file, *media, b"hdlr"):
            file.seek(handler + 8)  # after version, flags and a field of zeros: the kind
            return file.read(4) == b"sbtl"
    return False


def _boxes(file: BinaryIO, start: int, end: int, kind: bytes) -> Iterator[tuple[int, int]]:
    """The places of the contents of all boxes of a kind between two places of a file.

    A box is its length, four bytes, its kind, four bytes, and its content (ISO/IEC 14496-12, 4.2);
    a length of 1 means that the true one follows in eight bytes, one of 0 that it goes to the end.
    """
    while start + 8 <= end:
        file.seek(start)
        head = file.read(16)
        length, content = int.from_bytes(head[:4], "big"), start + 8
        if length == 1:
            length, content = int.from_bytes(head[8:16], "big"), start + 16
        elif length == 0:
            length = end - start
        if length < content - start:
            return
        if head[4:8] == kind:
            yield content, min(start + length, end)
        start += length
