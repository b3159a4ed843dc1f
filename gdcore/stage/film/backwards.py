"""A clip played backwards, for players that go back through a talk."""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from gdcore.stage.errors import StageError

_HELD = 60
"""Frames that are decoded before they are written in turn: 190 MB at 1920 × 1080."""

_ENCODER = {"preset": "veryfast", "crf": "20", "threads": "2"}
"""As for the film, see `ENCODER_OPTIONS`: with as many threads everywhere, the clip is the same
on a machine with more cores."""


def write_backwards(clip: Path, target: Path, frames: int, fps: Fraction) -> None:
    """Write the frames of a clip from the last to the first.

    A video can be decoded forwards only, so it is read once for every `_HELD` frames: decoding
    costs a tenth of encoding, and a clip of a minute would not fit into memory.

    Raises:
        StageError: the clip can't be read or the target can't be written.
    """
    try:
        with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as output:
            stream: VideoStream | None = None
            count = 0
            for end in range(frames, 0, -_HELD):
                for frame in reversed(_part(clip, max(0, end - _HELD), end)):
                    if stream is None:
                        stream = output.add_stream("libx264", rate=fps, options=_ENCODER)
                        stream.width, stream.height = frame.width, frame.height
                        stream.pix_fmt = frame.format.name
                    frame.pts, frame.time_base = count, 1 / fps
                    frame.pict_type = av.video.frame.PictureType.NONE
                    count += 1
                    output.mux(stream.encode(frame))
            if stream is not None:
                output.mux(stream.encode(None))
    except av.error.FFmpegError as error:
        raise StageError(f"{clip}: can't be written backwards: {error.strerror}") from error


def _part(clip: Path, start: int, end: int) -> deque[VideoFrame]:
    """The frames of a clip from number `start` up to, not including, `end`."""
    with av.open(str(clip)) as source:
        part: deque[VideoFrame] = deque(maxlen=end - start)
        for number, frame in enumerate(source.decode(video=0)):
            if number >= end:
                break
            part.append(frame)
    return part
