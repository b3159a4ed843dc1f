"""Encoders in hardware: which there are, whether they really work here, and the choice of one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import av
import av.logging
from av.video.frame import VideoFrame

from gdcore.stage.errors import RequestError, StageError
from gdcore.stage.film.encoder import EncoderSpec, open_encoder

AUTO, SOFTWARE = "auto", "software"
"""What may be asked for in place of an encoder's name: one in hardware, if any works; none."""

_CONTAINERS = ("mp4", "mov")
"""What takes H.264. Hardware that encodes VP9, for webm, is rare and is not looked for."""
_FRAMES = 3
"""Frames of a trial: some encoders hand out the first one only after the next has come."""
_BITS = 0.1
"""Bits for each pixel of each frame, 12 Mbit/s for 1080p60, of encoders that know no constant
quality."""


@dataclass(frozen=True)
class Family:
    """Encoders of one interface to hardware, as FFmpeg names them: h264_nvenc, hevc_nvenc, …

    Attributes:
        suffix: the end of their names.
        name: of the interface, and whose hardware it is.
        options: for a quality near that of x264's crf 20, by FFmpeg's documentation; none: the rate
            is set by `_BITS`.
    """

    suffix: str
    name: str
    options: tuple[tuple[str, str], ...] = ()


FAMILIES = (
    Family("nvenc", "NVENC, by NVIDIA", (("b", "0"), ("cq", "20"), ("rc", "vbr"))),
    Family("videotoolbox", "VideoToolbox, by Apple"),
    Family("qsv", "Quick Sync, by Intel", (("global_quality", "20"),)),
    Family("vaapi", "VAAPI, of Linux", (("qp", "20"), ("rc_mode", "CQP"))),
    Family("amf", "AMF, by AMD", (("qp_i", "20"), ("qp_p", "20"), ("rc", "cqp"))),
    Family("v4l2m2m", "V4L2, of Linux"),
)
"""In the order in which they are tried."""


@dataclass(frozen=True)
class Encoder:
    """An `EncoderSpec`: how segments are encoded."""

    codec: str
    container_format: str
    width: int
    height: int
    frame_rate: Fraction
    pixel_format: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Choice:
    """The encoder to use; told: a line for the user."""

    encoder: Encoder
    told: str


def fault_of(encoder: Encoder) -> str:
    """Why an encoder can't be used here, "" if it can: it is opened and encodes some frames.

    That a name is in a list says nothing: it stands there on machines without the hardware, too.
    """
    stream = io.BytesIO()
    level = av.logging.get_level()
    av.logging.set_level(av.logging.ERROR)
    try:
        with av.logging.Capture() as said:
            try:
                _try(encoder, stream)
            except (av.error.FFmpegError, ValueError, NotImplementedError, OSError) as error:
                words = [line.strip() for _, _, line in said if line.strip()]
                return words[0].rstrip(".") if words else str(error)
        stream.seek(0)
        with av.open(stream, "r") as film:
            count = len(list(film.decode(video=0)))
        return "" if count == _FRAMES else f"{_FRAMES} frames went in, {count} came out"
    except av.error.FFmpegError as error:
        return f"its film can't be read: {error}"
    finally:
        av.logging.set_level(level)


def _try(encoder: Encoder, file: io.BytesIO) -> None:
    container, stream = open_encoder(file, encoder)
    with container:
        for number in range(_FRAMES):
            frame = VideoFrame(encoder.width, encoder.height, encoder.pixel_format)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.pts, frame.time_base = number, 1 / encoder.frame_rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


_fault_of = cache(fault_of)


def choose(
    wanted: str, software: EncoderSpec, fault: Callable[[Encoder], str] = _fault_of
) -> Choice:
    """The encoder to use for films that `software` would encode unless another is wanted.

    Args:
        wanted: `AUTO`, `SOFTWARE` or an encoder's name in FFmpeg.
        software: the usual encoder, with size, frame rate and container of the film.
        fault: see `fault_of`.

    Raises:
        RequestError: there is no encoder of the wanted name.
        StageError: the wanted one does not work here.
    """
    usual = Encoder(
        software.codec, software.container_format, software.width, software.height,
        software.frame_rate, software.pixel_format, tuple(software.options),
    )  # fmt: skip
    if wanted in (SOFTWARE, usual.codec):
        return Choice(usual, f"encoder: {usual.codec}")
    if wanted == AUTO:
        if usual.container_format not in _CONTAINERS or usual.codec != "libx264":
            return Choice(usual, f"encoder: {usual.codec}; hardware is looked for with mp4 alone")
        for encoder, family in candidates(usual):
            if not fault(encoder):
                return Choice(encoder, f"encoder: {encoder.codec} ({family.name})")
        return Choice(
            usual,
            f"encoder: {usual.codec}; none in hardware works here, `gdcore doctor` says why",
        )
    encoder = _named(wanted, usual)
    if reason := fault(encoder):
        raise StageError(
            f"the encoder {wanted} does not work here: {reason} "
            f"(without --encoder {usual.codec} encodes; --encoder auto takes what works)"
        )
    return Choice(encoder, f"encoder: {wanted}")


def candidates(usual: Encoder) -> Iterable[tuple[Encoder, Family]]:
    """The encoders in hardware that this PyAV knows, for films such as `usual` encodes."""
    for family in FAMILIES:
        name = f"h264_{family.suffix}"
        if _is_known(name):
            yield _named(name, usual), family


def _named(name: str, usual: Encoder) -> Encoder:
    if not _is_known(name):
        raise RequestError(
            f"there is no encoder {name!r} in this PyAV: "
            "write auto, software, or a name such as libx265 or h264_nvenc"
        )
    known = [each.name for each in av.codec.Codec(name, "w").video_formats or ()]
    # Encoders in hardware take NV12 at least: 4:2:0 as well, with the colours in one plane.
    wanted = (usual.pixel_format, "nv12")
    pixel_format = next((each for each in wanted if each in known), None)
    if pixel_format is None:
        pixel_format = "nv12" if name.endswith("_vaapi") or not known else known[0]
    return replace(usual, codec=name, pixel_format=pixel_format, options=_options(name, usual))


def _options(name: str, usual: Encoder) -> tuple[tuple[str, str], ...]:
    family = next((each for each in FAMILIES if name.endswith(f"_{each.suffix}")), None)
    if family is None:
        return ()
    rate = round(_BITS * usual.width * usual.height * usual.frame_rate)
    return family.options or (("b", str(rate)),)


def _is_known(name: str) -> bool:
    try:
        return bool(av.codec.Codec(name, "w").type == "video")
    except ValueError:  # UnknownCodecError
        return False
