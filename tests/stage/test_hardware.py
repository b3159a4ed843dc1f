"""Encoders in hardware, with lists and answers made up: few machines of tests have any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import av
import pytest

from gdcore.stage.errors import RequestError, StageError
from gdcore.stage.film import hardware
from gdcore.stage.film.encoder import SegmentEncoder
from gdcore.stage.film.hardware import FAMILIES, Encoder, Family, choose, fault_of
from gdcore.stage.rendering import RenderOptions, render_lesson

USUAL = Encoder("libx264", "mp4", 160, 90, Fraction(15), "yuv420p", (("crf", "20"),))
LESSON = "function: x^2\nstory: [{surface: {seconds: 0.4}}, {descend: {seconds: 0.4}}]\n"


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PyAV that knows every encoder in hardware, as the one of no machine does."""
    monkeypatch.setattr(hardware, "_is_known", lambda name: name != "h264_nothing")
    monkeypatch.setattr(
        hardware, "_named", lambda name, usual: replace(usual, codec=name, options=())
    )


@pytest.mark.parametrize("working", [{"nvenc"}, {"vaapi"}, {"amf", "vaapi"}, {"videotoolbox"}])
def test_auto_takes_the_first_that_works(known: None, working: set[str]) -> None:
    tried = []

    def fault(encoder: Encoder) -> str:
        tried.append(encoder.codec)
        return "" if encoder.codec.removeprefix("h264_") in working else "no such device"

    choice = choose("auto", USUAL, fault)
    order = [f"h264_{family.suffix}" for family in FAMILIES]
    assert choice.encoder.codec == tried[-1]
    assert tried == order[: len(tried)]
    assert tried[-1].removeprefix("h264_") in working
    # What is encoded is the same film.
    same = replace(choice.encoder, codec="libx264", options=USUAL.options)
    assert same == USUAL
    assert tried[-1] in choice.told


def test_auto_falls_back_to_software_with_one_line(known: None) -> None:
    choice = choose("auto", USUAL, lambda _: "no such device")
    assert choice.encoder == USUAL
    assert choice.told == (
        "encoder: libx264; none in hardware works here, `gdcore doctor` says why"
    )


def test_hardware_is_not_looked_for_where_no_film_could_hold_its_frames() -> None:
    for container, codec in (("webm", "libvpx-vp9"), ("mov", "qtrle")):
        usual = replace(USUAL, container_format=container, codec=codec)
        choice = choose("auto", usual, lambda _: pytest.fail("none should be tried"))
        assert choice.encoder == usual
    assert choose("software", USUAL, lambda _: pytest.fail("none")).encoder == USUAL
    assert choose("libx264", USUAL, lambda _: pytest.fail("none")).encoder == USUAL


def test_an_encoder_by_name_works_or_is_refused() -> None:
    assert choose("mpeg4", USUAL).encoder.codec == "mpeg4"
    with pytest.raises(RequestError, match="no encoder 'h265' in this PyAV: write auto"):
        choose("h265", USUAL)
    with pytest.raises(StageError, match="mpeg4 does not work here: no card"):
        choose("mpeg4", USUAL, lambda _: "no card")


def test_a_trial_encodes_frames_and_reads_them_back() -> None:
    assert fault_of(USUAL) == ""
    assert fault_of(replace(USUAL, codec="mpeg4", options=())) == ""
    assert fault_of(replace(USUAL, width=161)) != ""  # 4:2:0 halves it
    assert fault_of(replace(USUAL, codec="libvpx-vp9", options=(("deadline", "soon"),))) != ""
    # What hardware there is on this machine is unknown; that each answers is not.
    for encoder, _ in hardware.candidates(USUAL):
        assert isinstance(fault_of(encoder), str)


@pytest.mark.slow
def test_frames_are_the_same_and_segments_do_not_mix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bowl.yaml"
    path.write_text(LESSON)
    drawn: list[str] = []
    write = SegmentEncoder.write_frame

    def noted(encoder: SegmentEncoder, pixels: object, *, repeat: int = 1) -> None:
        drawn.append(sha256(pixels.tobytes()).hexdigest())  # type: ignore[attr-defined]
        write(encoder, pixels, repeat=repeat)  # type: ignore[arg-type]

    def stand_in(usual: Encoder) -> Iterator[tuple[Encoder, Family]]:
        yield replace(usual, codec="mpeg4", options=(("b", "400000"),)), Family("card", "a card")

    monkeypatch.setattr(SegmentEncoder, "write_frame", noted)
    monkeypatch.setattr(hardware, "candidates", stand_in)
    # Frames are encoded in threads of their own, each segment in its order.
    options = RenderOptions(size=(160, 90), fps=15, media_dir=tmp_path / "media")
    frames, films = {}, {}
    for wanted in (None, "auto", "software", "auto"):
        drawn.clear()
        film = render_lesson(path, options=replace(options, encoder=wanted))
        frames.setdefault(wanted, sorted(drawn))
        films[wanted] = film.read_bytes()
        with av.open(str(film)) as opened:
            codec = opened.streams.video[0].codec_context.name
        assert codec == ("mpeg4" if wanted == "auto" else "h264")
    assert frames[None] == frames["auto"]
    assert len(frames[None]) > 4
    # Software is the usual one: its segments were there. The second time, so were the other's.
    assert frames["software"] == []
    assert drawn == []
    assert films[None] == films["software"]
    assert capsys.readouterr().err.count("encoder: mpeg4 (a card)") == 1
