"""Manim's settings where lessons want others than Manim's own, unless the user chose.

What the user chose always wins, wherever it was said: a flag, a ``manim.cfg`` (the user's, the
working directory's, or one given with ``-c``), or `manim.config` set by a program.
"""

from __future__ import annotations

import platform
from configparser import ConfigParser
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import click
from manim import Scene, config
from manim._config.output import OutputSpec
from manim._config.output_plan import OutputPlan
from manim._config.utils import config_file_paths
from manim._config.video_encoder import (
    VideoEncoderSpec,
    resolve_video_encoder,
    to_av_frame_rate,
)
from manim.constants import QUALITIES
from manim.scene.scene_file_writer import _SceneFileWriterSettings

from gdcore.spec import Spec
from gdcore.stage.errors import RequestError
from gdcore.stage.film.hardware import AUTO, SOFTWARE, choose
from gdcore.stage.frame_size import frame_size

PREFERENCES: dict[str, int | bool] = {
    # Manim's limit of 100 would remove the segments of one lesson while another is rendered.
    "max_files_cached": -1,
    # The last frames of a segment are encoded while the next one is drawn.
    "max_inflight_encoders": 2,
    # Drawing and encoding take turns on few cores; more waiting frames only take memory: 8 MB each.
    "encoder_queue_size": 4,
    # Rendering needs no network.
    "notify_outdated_version": False,
}

# x264's code for AVX-512 reads memory that nobody has set where a frame's width is no multiple of
# 128 pixels (of 854 × 480, for one): the same frames became different files from run to run, and
# so did a segment that was drawn again. With AVX2 they are the same bytes.
_SAME_EVERY_TIME = (
    {"x264-params": "asm=avx2"} if platform.machine().lower() in ("x86_64", "amd64") else {}
)
# By itself an encoder takes as many threads as the machine has cores, and its output depends on
# their number: machines of 1, 2 and 4 cores made three different files of the same frames, which
# differ in what is seen, too. With two threads an encoder keeps step with one process that draws.
_SAME_EVERYWHERE = {"threads": "2"}
ENCODER_OPTIONS = {
    # Measured on 60 frames of a lecture at 1080p60 (surface, level curves, text, ball rolling):
    # processor time for one frame with the colour conversion, kilobytes a second, PSNR.
    #   medium, crf 23 (Manim's)   30 ms  111 kB  40.2 dB
    #   veryfast, crf 20           16 ms  107 kB  40.0 dB
    #   superfast, crf 22          14 ms  181 kB  40.7 dB
    "libx264": {"preset": "veryfast", "crf": "20", **_SAME_EVERYWHERE, **_SAME_EVERY_TIME},
    # libvpx's own defaults are for archives: 166 ms for a frame instead of 22, for 0.3 dB.
    "libvpx-vp9": {
        "crf": "24",
        "b": "0",
        "deadline": "realtime",
        "cpu-used": "6",
        "row-mt": "1",
        **_SAME_EVERYWHERE,
    },
}
"""Options of the encoders that Manim chooses by itself; the user's own options go on top."""


_OF_A_SEGMENT = (
    "pixel_width", "pixel_height", "frame_width", "frame_height", "frame_rate", "format",
    "background_color", "background_opacity", "max_inflight_encoders", "encoder_queue_size",
)  # fmt: skip

_BRACES = str.maketrans({"{": "\ue07b", "}": "\ue07d"})
"""Stand-ins, of the private use area, for characters that Manim's settings take for the beginning
and end of a placeholder, with no way to write them as such."""


def set_path(key: str, path: Path) -> None:
    """Set one of Manim's paths, such as "media_dir", which may hold any character."""
    config[key] = str(path).translate(_BRACES)


def _with_braces(plan: OutputPlan) -> OutputPlan:
    back = {ord(stand_in): chr(brace) for brace, stand_in in _BRACES.items()}
    restored: dict[str, Any] = {
        field.name: Path(str(value).translate(back))
        for field in fields(plan)
        if isinstance(value := getattr(plan, field.name), Path)
    }
    return replace(plan, **restored)


def segment_settings(encoder: VideoEncoderSpec) -> dict[str, Any]:
    """Manim's settings that make a segment's bytes, for another process that shall make the same.

    They are plain values; `tempconfig` takes them. encoder: the one that was chosen here.
    """
    return {
        **{key: config[key] for key in _OF_A_SEGMENT},
        "video_codec": encoder.codec,
        "pixel_format": encoder.pixel_format,
        "video_encoder_options": dict(encoder.options),
    }


def preferred(key: str) -> Any:
    """The value of a setting of `PREFERENCES`: the user's choice, else ours."""
    return config[key] if _is_chosen(key) else PREFERENCES[key]


def writer_settings(
    settings: _SceneFileWriterSettings, wanted: str | None = None
) -> _SceneFileWriterSettings:
    """The settings of a scene's file writer, with ours where the user chose none.

    wanted: "auto", "software" or the name of an encoder, in place of the configured one.

    Raises:
        StageError: the wanted encoder does not work here, or there is none of that name.
    """
    encoder = settings.video_encoder
    if encoder is not None and (wanted or config.video_codec == "auto"):
        encoder = _software(encoder, settings.plan.output)
        if wanted is not None and wanted != SOFTWARE:
            # Pictures with an alpha channel, and those that become a GIF, are for software alone.
            is_plain = not (settings.plan.output.is_gif or settings.plan.output.transparent)
            choice = choose(wanted if is_plain or wanted != AUTO else SOFTWARE, encoder)
            _tell(choice.told)
            encoder = replace(
                encoder,
                codec=choice.encoder.codec,
                pixel_format=choice.encoder.pixel_format,
                options=tuple(
                    sorted({**dict(choice.encoder.options), **config.video_encoder_options}.items())
                ),
            )
    return replace(
        settings,
        plan=_with_braces(settings.plan),
        video_encoder=encoder,
        max_inflight_encoders=preferred("max_inflight_encoders"),
        encoder_queue_size=preferred("encoder_queue_size"),
        max_files_cached=preferred("max_files_cached"),
    )


def _software(encoder: VideoEncoderSpec, output: OutputSpec) -> VideoEncoderSpec:
    """The encoder that Manim chooses by itself for such a film, with our options."""
    # A pixel format that was configured together with another codec is that one's.
    pixel_format = encoder.pixel_format if config.video_codec == "auto" else "auto"
    film: dict[str, Any] = {
        "width": encoder.width,
        "height": encoder.height,
        "frame_rate": encoder.frame_rate,
        "pixel_format": pixel_format,
    }
    usual = resolve_video_encoder(output, **film)
    assert usual is not None
    options = {**ENCODER_OPTIONS.get(usual.codec, {}), **config.video_encoder_options}
    found = resolve_video_encoder(output, **film, options=options)
    assert found is not None
    return found


@cache
def _tell(line: str) -> None:
    """Print a line to standard error, once."""
    click.echo(line, err=True)


def frame_rate(wanted: float | None = None) -> float:
    """Frames a second, exact (29.97 stands for 30000/1001); by default as Manim is configured."""
    return float(to_av_frame_rate(config.frame_rate if wanted is None else wanted))


def lesson_size(spec: Spec) -> tuple[int, int]:
    """(width, height) in pixels of a lesson's frames, as Manim is configured.

    A size of one of Manim's qualities, all of them 16:9, gets the shape that the spec names: its
    height is then the shorter side. Any other one, and one that `manim render -r` names, is what
    the user chose.
    """
    size = config.pixel_width, config.pixel_height
    qualities = [(each["pixel_width"], each["pixel_height"]) for each in QUALITIES.values()]
    if size not in qualities or _is_given("resolution"):
        return size
    return frame_size(spec.aspect, min(size))


def check_size(scene: Scene) -> None:
    """Refuse a frame size that a scene's encoder can't take, before anything is drawn.

    Raises:
        RequestError: width or height is odd, and x264 halves both for the colours.
    """
    encoder = scene.session_spec.video_encoder
    if encoder is None or "420" not in encoder.pixel_format:
        return
    if encoder.codec == "libx264" and (encoder.width % 2 or encoder.height % 2):
        raise RequestError(
            f"{encoder.width} × {encoder.height} can't be encoded: "
            "a video needs an even width and an even height"
        )


def _is_chosen(key: str) -> bool:
    library_wide, *users = config_file_paths()
    default, chosen = ConfigParser(), ConfigParser()
    default.read(library_wide)
    if _is_given(key):
        return True
    context = click.get_current_context(silent=True)
    if context is not None and (given := context.params.get("config_file")):
        users[-1] = given
    chosen.read(users)
    kind = type(PREFERENCES[key])
    get = default.getboolean if kind is bool else default.getint
    return chosen.has_option("CLI", key) or config[key] != get("CLI", key)


def _is_given(option: str) -> bool:
    """Whether an option stands on the command line that is being carried out."""
    context = click.get_current_context(silent=True)
    source = context and context.get_parameter_source(option)
    return source not in (None, click.core.ParameterSource.DEFAULT)
