"""Encodes the frames of one segment of a film into a file that appears when it is complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, Protocol

import av
from av.codec.hwaccel import HWAccel
from av.container import OutputContainer
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter
from av.video.stream import VideoStream

from gdcore.stage.errors import StageError
from gdcore.stage.film.files import Unfinished
from gdcore.stage.film.frames import Frame
from gdcore.stage.film.seal import seal

COLORS = "bt709"
"""HD video is BT.709, so players assume it; libswscale's own default is BT.601, with which the
colours on screen are not those that were drawn. Frames are converted to it, and the file's tags
name it."""


class EncoderSpec(Protocol):
    """How segments are encoded; Manim's `VideoEncoderSpec` is one."""

    @property
    def codec(self) -> str: ...
    @property
    def container_format(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def frame_rate(self) -> Fraction: ...
    @property
    def pixel_format(self) -> str: ...
    @property
    def options(self) -> Iterable[tuple[str, str]]: ...


def open_encoder(file: str | BinaryIO, spec: EncoderSpec) -> tuple[OutputContainer, VideoStream]:
    """A film's file to write to, and its stream, whose encoder has been opened.

    Raises:
        FFmpegError, ValueError: the encoder or the file can't be opened.
    """
    # What takes frames from the memory of its own device alone gets them there by PyAV.
    device = HWAccel("vaapi") if spec.codec.endswith("_vaapi") else None
    container = av.open(file, mode="w", format=spec.container_format)
    try:
        stream = container.add_stream(
            spec.codec, rate=spec.frame_rate, options=dict(spec.options), hwaccel=device
        )
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = spec.width, spec.height
        stream.pix_fmt = spec.pixel_format
        if not av.VideoFormat(spec.pixel_format).is_rgb:
            context = stream.codec_context
            context.color_primaries = ColorPrimaries.BT709
            context.color_trc = ColorTrc.BT709
            context.colorspace = Colorspace.ITU709
            context.color_range = ColorRange.MPEG
        container.start_encoding()
    except BaseException:
        with suppress(Exception):
            container.close()
        raise
    return container, stream


class SegmentEncoder:
    """Encodes the frames of one segment into `target`.

    Like Manim's `VideoSegmentEncoder`, but: the file appears under its name at the end only, with a
    seal (see `seal`); a frame that is shown repeatedly is converted once; and each frame goes back
    to its owner through `release` as soon as the encoder has its own copy.

    target: the segment's file; spec: codec, pixel format, size and frame rate; release: called with
    each frame that was handed over, in the thread that encodes.

    Raises:
        StageError: the encoder can't be opened, for the reason in its message.
    """

    def __init__(
        self, *, target: Path, spec: EncoderSpec, release: Callable[[Frame], None]
    ) -> None:
        self.target = target
        self.spec = spec
        self._release = release
        self._file = Unfinished(target)
        self._rate = spec.frame_rate
        self._count = 0
        self._open = True
        self._cancelled = False
        self._is_yuv = not av.VideoFormat(spec.pixel_format).is_rgb
        self._reformatter = VideoReformatter()
        try:
            # Opened now, so that unsupported options are reported before anything is drawn.
            container, stream = open_encoder(str(self._file.path), spec)
        except BaseException as error:
            self._file.discard()
            if isinstance(error, Exception):
                raise StageError(
                    f"{spec.codec} can't encode {spec.width} × {spec.height} at "
                    f"{float(spec.frame_rate):g} frames a second as {spec.pixel_format}: {error}"
                ) from error
            raise
        self._container = container
        self._stream = stream

    def write_frame(self, pixels: Frame, *, repeat: int = 1) -> None:
        """Encode a frame, shown `repeat` times; (height, width, 4) uint8 RGBA."""
        try:
            if not self._cancelled:
                self._encode(pixels, repeat)
        except av.error.FFmpegError as error:
            raise self._failure(error) from error
        finally:
            self._release(pixels)

    def _encode(self, pixels: Frame, repeat: int) -> None:
        if self.spec.pixel_format == "rgba":
            # A copy: the encoder may keep it for a while, but `pixels` goes back at once.
            frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
        else:
            frame = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
        if not self._is_yuv:
            frame = self._reformatter.reformat(frame, format=self.spec.pixel_format)
        else:
            frame = self._reformatter.reformat(
                frame,
                format=self.spec.pixel_format,
                src_color_range=ColorRange.JPEG,
                dst_colorspace=Colorspace.ITU709,
                dst_color_range=ColorRange.MPEG,
            )
        frame.time_base = Fraction(1, self._rate)
        for _ in range(repeat):
            frame.pts = self._count
            self._count += 1
            self._container.mux(self._stream.encode(frame))

    def rename(self, target: Path) -> None:
        """Give the segment another name, in the same folder, before `finish`."""
        self.target = self._file.target = target

    def cancel(self) -> None:
        """Drop the frames that wait to be encoded: the segment will be thrown away."""
        self._cancelled = True

    def finish(self) -> None:
        """Flush the encoder, seal the file and give it its name."""
        if self._cancelled:
            self.abort()
        elif self._open:
            self._open = False
            try:
                try:
                    self._container.mux(self._stream.encode(None))
                finally:
                    self._container.close()
                seal(self._file.path, self.target.name, self._count)
                self._file.complete()
            except (av.error.FFmpegError, OSError) as error:
                raise self._failure(error) from error

    def abort(self) -> None:
        """Stop and remove the unfinished file."""
        try:
            if self._open:
                self._open = False
                self._container.close()
        finally:
            self._file.discard()

    def _failure(self, error: Exception) -> StageError:
        reason = getattr(error, "strerror", None) or error
        return StageError(f"{self.target.parent}: a segment can't be written: {reason}")
