"""Segments become one video: nothing is encoded again, and frame k is shown at k / fps exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.packet import Packet
from av.video.stream import VideoStream

from gdcore.speech.speech import Samples
from gdcore.stage.errors import StageError
from gdcore.stage.film.caption_track import CaptionTrack, switch_off_captions
from gdcore.stage.film.inside import spec_tags
from gdcore.stage.film.metadata import FilmMetadata
from gdcore.stage.film.sound import SoundWriter
from gdcore.words import language

# The index at the front of the file, so that a browser can play it while it loads.
_OPTIONS = {".mp4": {"movflags": "+faststart"}, ".mov": {"movflags": "+faststart"}}


def join(
    segments: Sequence[Path],
    target: Path,
    *,
    fps: Fraction,
    metadata: FilmMetadata,
    comment: str,
    sound: Samples | None = None,
) -> None:
    """Write the segments one after the other into `target`, with sound and what is told of it.

    An mp4 file gets its captions as a track, too, which players can switch on: they are in the
    picture already.

    Container times are rounded (to milliseconds in WebM), so every packet's time is made anew from
    its frame's number.

    Raises:
        StageError: a segment can't be read, or the video can't be written.
    """
    try:
        # B-frames are stored after a later frame that they refer to: by at most so many frames.
        delay = max(
            (place - number for place, (number, _) in enumerate(_packets(segments, fps))), default=0
        )
        with (
            av.open(str(segments[0])) as first,
            av.open(str(target), "w", options=_OPTIONS.get(target.suffix, {})) as output,
        ):
            output.metadata.update({"title": metadata.title, "comment": comment})
            output.metadata.update(spec_tags(metadata.spec))
            output.set_chapters(
                [
                    {
                        "id": number,
                        "start": round(start * fps),
                        "end": round(end * fps),
                        "time_base": 1 / fps,
                        "metadata": {"title": title},
                    }
                    for number, (start, end, title) in enumerate(metadata.chapters)
                ]
            )
            stream = output.add_stream_from_template(first.streams.video[0])
            code = language(metadata.language).say("film.language-code")
            stream.metadata["language"] = code
            has_track = target.suffix == ".mp4" and bool(metadata.captions)
            voice = None if sound is None else SoundWriter(output, target, sound, code)
            captions = CaptionTrack(output, metadata) if has_track else None
            for place, (number, packet) in enumerate(_packets(segments, fps)):
                if captions is not None:
                    captions.write_until(float(number / fps))
                if voice is not None:
                    voice.write_until(float((place - delay) / fps))
                packet.stream = stream
                packet.time_base = 1 / fps
                packet.pts, packet.dts, packet.duration = number, place - delay, 1
                output.mux(packet)
            if captions is not None:
                captions.write_until(float("inf"))
            if voice is not None:
                voice.finish()
        if has_track:
            switch_off_captions(target)
    except av.error.FFmpegError as error:
        file = error.filename or target
        hint = "; delete it, and it is rendered anew" if Path(file) in segments else ""
        raise StageError(f"{file}: {error.strerror}{hint}") from error


def _packets(segments: Sequence[Path], fps: Fraction) -> Iterator[tuple[int, Packet[VideoStream]]]:
    """(number of the frame in the film, packet), in the order of storage."""
    before = 0
    for segment in segments:
        count = 0
        with av.open(str(segment)) as source:
            stream = source.streams.video[0]
            for packet in source.demux(stream):
                if packet.pts is None:  # the empty packet at the end of a file
                    continue
                count += 1
                yield before + round(packet.pts * packet.time_base * fps), packet
        before += count
