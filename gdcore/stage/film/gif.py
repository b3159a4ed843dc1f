"""Segments become an animated GIF with one palette, made from all frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from gdcore.stage.errors import StageError

_DITHER = "dither=bayer:bayer_scale=4:diff_mode=rectangle"
"""Ordered dithering: its pattern is the same in each frame, so that parts of the picture that do
not move do not flicker and compress well."""


def join_gif(segments: Sequence[Path], target: Path, *, fps: Fraction, transparent: bool) -> None:
    """Write the segments one after the other into a GIF.

    The segments are decoded twice, first for the palette, so that memory holds one frame at a time.

    Raises:
        StageError: a segment can't be read, or the GIF can't be written.
    """
    try:
        with av.open(str(segments[0])) as first:
            template = first.streams.video[0]
            palette = _palette(segments, template, transparent)
            graph = Graph()
            pictures = graph.add_buffer(template=template)
            colours = graph.add_buffer(
                width=palette.width, height=palette.height, format=palette.format,
                time_base=Fraction(1, 1),
            )  # fmt: skip
            use = graph.add("paletteuse", _DITHER)
            pictures.link_to(use, 0, 0)
            colours.link_to(use, 0, 1)
            use.link_to(graph.add("buffersink"))
            graph.configure()
            colours.push(palette)
            colours.push(None)
            _encode(segments, pictures, graph, target, fps, (template.width, template.height))
    except av.error.FFmpegError as error:
        raise StageError(f"{error.filename or target}: {error.strerror}") from error


def _palette(segments: Sequence[Path], template: VideoStream, transparent: bool) -> VideoFrame:
    graph = Graph()
    source = graph.add_buffer(template=template)
    choose = graph.add("palettegen", f"reserve_transparent={int(transparent)}")
    source.link_to(choose)
    choose.link_to(graph.add("buffersink"))
    graph.configure()
    for frame in _frames(segments):
        source.push(frame)
    source.push(None)
    return graph.vpull()


def _encode(
    segments: Sequence[Path],
    source: Any,
    graph: Graph,
    target: Path,
    fps: Fraction,
    size: tuple[int, int],
) -> None:
    with av.open(str(target), "w", format="gif") as output:
        stream = output.add_stream("gif", rate=fps)
        stream.pix_fmt = "pal8"
        stream.width, stream.height = size
        for number, frame in enumerate(_frames(segments)):
            source.push(frame)
            picture = graph.vpull()
            picture.time_base, picture.pts = 1 / fps, number
            output.mux(stream.encode(picture))
        output.mux(stream.encode(None))


def _frames(segments: Sequence[Path]) -> Iterator[VideoFrame]:
    number = 0
    for segment in segments:
        with av.open(str(segment)) as source:
            for frame in source.decode(video=0):
                # The filters need rising times, but each segment's times begin at 0.
                frame.pts = number
                number += 1
                yield frame
