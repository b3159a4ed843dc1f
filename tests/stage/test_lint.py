"""The frame linter: it finds each fault that is put before it, and none where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from manim import ManimColor, config, tempconfig

from gdcore.cli import main
from gdcore.spec import load_spec, read_spec
from gdcore.stage.layout.lens import Lens
from gdcore.stage.lint import FORMATS, Finding, FindingKind, Subject, lint, lint_stage
from gdcore.stage.lint.quoting import quoted
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.plate import Plate
from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.scene import lesson_timeline
from gdcore.story import Timeline

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
STORY = """\
function: x^2 + 3*y^2
story: [{surface: {seconds: 2}}, {descend: {seconds: 2}}]
"""
EM = 0.3  # scene units of a frame that is 8 high
GREY = np.full((2, 3), 0.7)


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return lesson_timeline(read_spec(STORY), 10.0)


@dataclass
class HandMade:
    """A stage of some mobjects, which `move` sets to each moment."""

    mobjects: Sequence[Mesh]
    move: Callable[[float], object] = lambda t: None

    def show(self, t: float, camera: MeshCamera) -> None:
        self.move(t)


Look = Callable[..., list[Finding]]


@pytest.fixture
def look(timeline: Timeline) -> Look:
    """Lints the mobjects that a function makes, in a frame of 16:9."""

    def run(
        make: Callable[[], Sequence[Mesh]],
        move: Callable[[Sequence[Mesh], float], object] = lambda meshes, t: None,
    ) -> list[Finding]:
        with tempconfig({}):
            config.frame_size = (960, 540)
            camera = MeshCamera()
            camera.background_color = ManimColor("#000000")
            meshes = make()
            stage = HandMade(meshes, lambda t: move(meshes, t))
            return lint_stage(stage, replace_cues(timeline, ()), camera)

    return run


def text(words: str = "words", size: float = EM, color: str = "#FFFFFF", **options) -> Label:
    return Label(words, size, color, name="note", **options)


def hill(height: float = 3.0, lens: Lens | None = None) -> SurfaceMesh:
    mesh = SurfaceMesh.of_function(
        lambda x, y: height * np.exp(-(x**2 + y**2) / 1.5), (-3, 3), (-3, 3), colours=GREY
    )
    mesh.lens = lens or Lens(azimuth=-90, elevation=15)
    return mesh


def ball(hill: SurfaceMesh, y: float) -> Ball:
    found = Ball((0, y, 0.4), 0.2, color="#FF0000", name="ball of descent 2 (Adam)")
    found.lens = hill.lens
    return found


def kinds(findings: Sequence[Finding]) -> list[FindingKind]:
    return [finding.kind for finding in findings]


def test_a_clean_stage_has_no_finding(look: Look) -> None:
    def make() -> list[Mesh]:
        ground = hill()
        name = text("in front", anchor=(0, -2.2, 0.9), hideable=True, color="#000000")
        name.lens = ground.lens
        card = Card("A caption on a plate.", EM, plate="#101010", cover=0.9).put(0, -3.2)
        return [ground, ball(ground, -2.2), name, card, text().put(-5, 3), text().put(-5, 2.5)]

    assert look(make) == []


@pytest.mark.parametrize(
    ("x", "y", "side"), [(-6.2, 0, "left"), (6.2, 0, "right"), (0, 3.6, "top"), (0, -3.6, "bottom")]
)
def test_a_text_on_the_frame_keeps_the_margin(look: Look, x: float, y: float, side: str) -> None:
    (finding,) = look(lambda: [text("W" * 2).put(1.03 * x, 1.03 * y)])
    assert finding.kind is FindingKind.OFF_SCREEN
    assert f"outside the 5 % margin at the {side}" in finding.message
    assert look(lambda: [text("W" * 2).put(0.94 * x, 0.94 * y)]) == []


def test_a_label_in_space_may_not_be_cut(look: Look) -> None:
    def at(x: float, rect: tuple[float, float, float, float] | None = None) -> list[Mesh]:
        label = text("label", anchor=(x, 0, 0))
        label.lens = Lens(azimuth=-90, elevation=15, rect=rect)
        return [label]

    assert look(lambda: at(6.6)) == []  # within the margin it may be
    (finding,) = look(lambda: at(7.1))
    assert (finding.kind, "frame's right edge" in finding.message) == (FindingKind.CUT, True)
    (finding,) = look(lambda: at(2.0, (-7, -4, 2, 4)))
    assert (finding.kind, "panel's right edge" in finding.message) == (FindingKind.CUT, True)
    (finding,) = look(lambda: at(9.0))
    assert finding.kind is FindingKind.HIDDEN


def test_texts_do_not_run_into_each_other(look: Look) -> None:
    (finding,) = look(lambda: [text("one").put(0, 0), text("other").put(0.3, 0.1)])
    assert finding.kind is FindingKind.OVERLAP
    assert str(finding).startswith("beats 1 to 2 (surface to descend), 0–")
    assert "“one” (note): runs into “other” (note)" in str(finding)
    assert look(lambda: [text("one").put(0, 0), text("other").put(0, 0.5)]) == []


def test_boxes_may_overlap_where_there_are_no_letters(look: Look) -> None:
    """The second line of the text is short: there is room beside it."""
    long = "a long line of words \\\n w"
    assert look(lambda: [text(long).put(0, 0), text("w").put(1.2, -0.2)]) == []
    assert FindingKind.OVERLAP in kinds(
        look(lambda: [text(long).put(0, 0), text("w").put(-1.1, -0.2)])
    )


def test_what_changes_places_does_not_overlap(look: Look) -> None:
    def cross(meshes: Sequence[Mesh], t: float) -> None:
        meshes[0].opacity = float(np.clip(2.5 - t, 0, 1))
        meshes[1].opacity = 1 - meshes[0].opacity

    assert look(lambda: [text("one"), text("other")], cross) == []


def test_a_plate_covers_what_is_drawn_before_it(look: Look) -> None:
    def make(order: int) -> list[Mesh]:
        card = Card("a card", EM, plate="#101010", pad=1.0, name="rule")
        return [text().put(-1.2, 0.5), card][::order]

    (finding,) = look(lambda: make(1))
    assert (finding.kind, "behind: rule" in finding.message) == (FindingKind.COVERED, True)
    assert look(lambda: make(-1)) == []


def test_letters_have_the_least_size_that_is_legible(look: Look) -> None:
    assert look(lambda: [text(size=8 / 32.9)]) == []
    (finding,) = look(lambda: [text(size=8 / 38)])
    assert finding.kind is FindingKind.SMALL
    assert "14 pixels high; in a frame of 540 they have to be 16" in finding.message
    small = "#text(size: 0.8em)[a note] words"
    assert kinds(look(lambda: [text(small, 8 / 29)])) == [FindingKind.SMALL]


@pytest.mark.parametrize(("color", "ratio"), [("#757575", 4.6), ("#6A6A6A", 3.9), ("#303030", 1.6)])
def test_contrast_is_wcag_s(look: Look, color: str, ratio: float) -> None:
    """The ratios of these greys to black as published tables have them."""
    found = look(lambda: [text(color=color)])
    if ratio >= 4.5:
        assert found == []
    else:
        assert kinds(found) == [FindingKind.CONTRAST]
        assert f"contrast {ratio}:1" in found[0].message


def test_contrast_is_to_the_pixels_behind(look: Look) -> None:
    """Grey letters before a grey hill; they are readable on a plate, and beside the hill."""

    def make(x: float, card: bool) -> list[Mesh]:
        words = ("words", EM, "#909090")
        name = Card(*words, plate="#000000", cover=1.0) if card else Label(*words)
        return [hill(lens=Lens(azimuth=-90, elevation=60)), name.put(x, -1.5)]

    assert kinds(look(lambda: make(0, False))) == [FindingKind.CONTRAST]
    assert look(lambda: make(0, True)) == []
    assert look(lambda: make(-5.5, False)) == []


def test_a_colour_of_its_own_in_a_text_counts(look: Look) -> None:
    words = 'all of this is white, #text(fill: rgb("#202020"))[but for this]'
    assert kinds(look(lambda: [text(words)])) == [FindingKind.CONTRAST]


def test_what_comes_and_goes_is_judged_when_it_is_there(look: Look) -> None:
    def fade(meshes: Sequence[Mesh], t: float) -> None:
        meshes[0].opacity = min(1.0, t, 4.0 - t)

    assert look(lambda: [text()], fade) == []


def test_a_ball_hidden_for_the_whole_of_its_beat(look: Look) -> None:
    def make(y: float) -> list[Mesh]:
        ground = hill()
        return [ball(ground, y), ground]

    findings = look(lambda: make(2.2))
    assert kinds(findings) == [FindingKind.HIDDEN]
    assert findings[0].name == "ball of descent 2 (Adam)"
    assert findings[0].beat == "beats 1 to 2 (surface to descend)"
    assert look(lambda: make(-2.2)) == []

    def roll(meshes: Sequence[Mesh], t: float) -> None:
        meshes[0].put((2.5 if t < 1 else 0.0, 2.2, 0.4))

    findings = look(lambda: make(2.2), roll)
    assert [finding.beat for finding in findings] == ["beat 2 (descend)"]


def test_a_ball_under_a_plate_is_hidden(look: Look) -> None:
    def make(cover: float) -> list[Mesh]:
        ground = hill()
        return [ground, ball(ground, -2.2), Plate(14, 8, "#000000", cover)]

    assert kinds(look(lambda: make(0.9))) == [FindingKind.HIDDEN]
    assert look(lambda: make(0.3)) == []


def test_a_label_behind_a_hill_is_hidden(look: Look) -> None:
    def make(hideable: bool) -> list[Mesh]:
        ground = hill()
        label = text("far", color="#000000", anchor=(0, 2.2, 0.4), hideable=hideable)
        label.lens = ground.lens
        return [ground, label]

    assert kinds(look(lambda: make(True))) == [FindingKind.HIDDEN]
    assert look(lambda: make(False)) == []


def test_numbers_made_of_figures_are_texts(look: Look) -> None:
    def make(size: float) -> list[Mesh]:
        image = text("0.123").image
        return [Figures(image, image.shape[1] / 67.5, image.shape[0] / 67.5, size)]

    assert look(lambda: make(EM)) == []
    assert kinds(look(lambda: make(EM / 2))) == [FindingKind.SMALL]


def test_a_caption_stays_as_long_as_reading_takes(timeline: Timeline, look: Look) -> None:
    caption = next(cue for cue in timeline.cues if cue.prop == "caption")
    short = replace(caption, text="x" * 61, start=0.0, end=4.5, fade_in=0.5, fade_out=0.5)

    def findings(characters: int) -> list[Finding]:
        cue = replace(short, text="x" * characters)
        told = replace_cues(timeline, (cue,))
        with tempconfig({}):
            config.frame_size = (320, 180)
            return lint_stage(HandMade([]), told, MeshCamera())

    assert findings(60) == []  # four seconds, fifteen a second
    (finding,) = findings(61)
    assert finding.kind is FindingKind.BRIEF
    assert "shown for 4.0 s, reading 61 characters takes 4.1 s" in finding.message


def test_a_formula_is_quoted_as_it_is_read() -> None:
    label = text('$||nabla f|| = 2 dot eta$ of "x"')
    assert quoted(label) == '“‖∇f‖ = 2 · η of "x"”'


def replace_cues(timeline: Timeline, cues: tuple) -> Timeline:
    return Timeline(
        timeline.lesson, timeline.beats, cues, timeline.tracks, timeline.duration, timeline.fps
    )


class TestCommand:
    @pytest.fixture
    def spec(self, tmp_path: Path) -> str:
        path = tmp_path / "bowl.yaml"
        path.write_text(STORY)
        return str(path)

    def test_nothing_found(self, spec: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["lint", spec, "-r", "960x540", "--at", "1.9"]) == 0
        assert capsys.readouterr().out == f"{spec}: ok\n"

    def test_findings_are_lines_and_the_status_is_1(
        self, spec: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        zero, one = (
            Finding(
                FindingKind.SMALL,
                ("story", 0),
                "beat 1 (surface)",
                0.5,
                end,
                Subject(text, "axes", False),
                "too small",
                "write less",
            )
            for text, end in (("“0”", 1.0), ("“1”", 2.0))
        )
        monkeypatch.setattr("gdcore.stage.lint.lint", lambda *arguments: [zero, one])
        assert main(["lint", spec, "-r", "960x540", "-r", "540x960"]) == 1
        told = "beat 1 (surface), 0.5–2 s: “0”, “1” (axes): too small; write less"
        line = f"{spec}:PLACE: story[0]: {told} (960x540, 540x960)\n"
        assert re.sub(r":\d+:\d+:", ":PLACE:", capsys.readouterr().out) == line

    def test_a_caption_is_told_at_its_place_with_the_seconds_that_it_takes(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "brief.yaml"
        caption = "What is here to be read takes longer than one second to read."
        story = f"story:\n  - surface:\n      seconds: 1\n      caption: {caption}\n"
        path.write_text(f"function: x^2\n{story}")
        main(["lint", str(path), "-r", "640x360"])
        (brief,) = [line for line in capsys.readouterr().out.splitlines() if "reading" in line]
        assert brief.startswith(f"{path}:5:16: story[0].surface.caption: beat 1 (surface)")
        seconds = float(re.search(r"write seconds: ([\d.]+), or a shorter caption", brief)[1])
        path.write_text(path.read_text().replace("seconds: 1", f"seconds: {seconds}"))
        main(["lint", str(path), "-r", "640x360"])
        assert "reading" not in capsys.readouterr().out

    def test_a_faulty_spec_and_a_faulty_call(
        self, spec: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        broken = tmp_path / "broken.yaml"
        broken.write_text("function: x +\n")
        assert main(["lint", str(broken), spec, "-r", "320x180", "--at", "1"]) == 2
        assert main(["lint", spec, "--at", "99"]) == 2
        assert "lies outside the film" in capsys.readouterr().err


def test_the_command_looks_at_frames_of_the_spec_s_shape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tmp_path / "upright.yaml"
    spec.write_text(f"aspect: 9:16\n{STORY}")
    seen: list[tuple[int, int]] = []

    def note(_: Timeline, size: tuple[int, int], __: object) -> list[Finding]:
        seen.append(size)
        return []

    monkeypatch.setattr("gdcore.stage.lint.lint", note)
    for flags, sizes in (
        ((), [(1080, 1920)]),
        (("-r", "160x90"), [(160, 90)]),
        (("--all-aspects",), [(1080, 1920), *FORMATS[:-1]]),
        (("-r", "160x90", "--all-aspects"), [(160, 90), *FORMATS]),
    ):
        seen.clear()
        assert main(["lint", str(spec), *flags]) == 0
        assert seen == sizes


@pytest.mark.slow
@pytest.mark.parametrize("size", FORMATS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_lesson_is_clean(path: Path, size: tuple[int, int]) -> None:
    findings = lint(lesson_timeline(load_spec(path), 60.0), size)
    assert not findings, "\n".join(map(str, findings))
