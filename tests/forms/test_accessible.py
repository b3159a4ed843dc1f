"""The report on a film: flashes of made-up pictures, contrasts of painted texts, the command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import gdcore
from gdcore.forms.accessible.findings import _descriptions, _reading
from gdcore.forms.accessible.flashes import flashes
from gdcore.story.describing import descriptions

LESSON = """\
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
steps: 8
story: [{surface: {seconds: 1, caption: A bowl of a hundred words that nobody reads in a second}}]
"""
Picture = np.ndarray


def film(one: Picture, other: Picture, hertz: float, seconds: float = 3.0) -> Iterator:
    """Two pictures in turn, so many pairs a second, at 30 pictures a second."""
    for k in range(int(30 * seconds)):
        t = k / 30
        yield t, one if int(2 * hertz * t + 1e-9) % 2 == 0 else other


def grey(light: float, size: tuple[int, int] = (90, 160)) -> Picture:
    """A picture of this relative luminance, by the standard's own curve."""
    sign = 1.055 * light ** (1 / 2.4) - 0.055 if light > 0.0031308 else 12.92 * light
    return np.full((*size, 3), round(255 * sign), np.uint8)


@pytest.mark.parametrize("hertz", [1, 2, 3, 5, 7.5])
def test_whole_pictures_that_flash_are_counted(hertz: float) -> None:
    found = flashes(film(grey(0.0), grey(1.0), hertz), 30)
    assert abs(found.count - hertz) <= 0.5


@pytest.mark.parametrize(
    ("dark", "light", "seen"),
    [(0.3, 0.38, False), (0.3, 0.42, True), (0.82, 0.99, False), (0.75, 0.9, True)],
)
def test_the_thresholds_of_the_standard(dark: float, light: float, seen: bool) -> None:
    assert (flashes(film(grey(dark), grey(light), 5), 30).count > 3) == seen


def test_a_flash_counts_by_the_part_of_a_field_that_it_fills() -> None:
    for share, seen in ((0.15, False), (0.4, True)):
        lit = grey(0.0)
        side = share**0.5  # of a field, which is a third of the picture
        lit[: int(30 * side), : int(53 * side)] = 255
        assert (flashes(film(grey(0.0), lit, 5), 30).count > 3) == seen


def test_red_flashes_without_a_change_of_light() -> None:
    red = np.zeros((90, 160, 3), np.uint8)
    red[..., 0] = 255  # of luminance 0.2126
    assert flashes(film(red, grey(0.2126), 5), 30).count > 3
    assert flashes(film(grey(0.2126), grey(0.22), 5), 30).count == 0


def test_a_slow_change_is_no_flash() -> None:
    ramp = ((k / 30, grey(k / 120)) for k in range(120))
    assert flashes(ramp, 30).count == 0


def test_fast_captions_and_crowded_descriptions_are_counted() -> None:
    timeline = gdcore.make_timeline(gdcore.compute_lesson(gdcore.read_spec(LESSON)), 30)
    (start, end, text), *_ = timeline.captions()
    found = _reading(timeline)
    assert found.verdict == "missed"
    assert f"{len(text) / (end - start):.1f} characters a second; 1 has more than 15" in found.told
    told = descriptions(timeline)
    cut = sum(len(one.text) > 15 * (one.end - one.start) + 1e-6 for one in told)
    assert cut > 0
    assert f"{cut} with less time" in _descriptions(timeline, told).told


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "de"])
def test_the_command_tells_what_is_met_and_what_a_person_judges(
    tmp_path: Path, run: Callable, code: str
) -> None:
    (tmp_path / "a.yaml").write_text(f"language: {code}\n{LESSON}", encoding="utf-8")
    done = run("gdcore", "accessible", "a.yaml", "-r", "640x360", "--fps", "15")
    assert done.returncode == 1, done.stderr  # the caption is too fast
    assert done.stderr == ""
    for criterion in ("1.1.1 A", "1.2.1 A", "1.2.2 A", "1.4.1 A", "1.4.3 AA", "2.3.1 A", "3.1.1 A"):
        assert criterion in done.stdout
    missed, met, judge = (
        done.stdout.index(word)
        for word in (
            ("Not met:", "Met:", "For a person")
            if code == "en"
            else ("Nicht erfüllt:", "Erfüllt:", "Von einem")
        )
    )
    assert missed < met < judge
