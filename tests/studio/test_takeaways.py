"""The commands that the studio offers to copy, run as they stand."""

import io
import shlex

import av
import numpy as np
import pytest
from PIL import Image

from gdcore.studio.easel import Easel
from gdcore.studio.messages import Source
from gdcore.studio.takeaways import (
    QUALITIES,
    SHAPES,
    SPACINGS,
    page_command,
    page_name,
    report_command,
    sheet_command,
    sheet_name,
    sheet_size,
    still_command,
    still_size,
    video_command,
)

TEXT = "function: x^2 + y^2\nsteps: 9\nstory: [{surface: {seconds: 3}}, {descend: {seconds: 3}}]\n"


def test_sizes_are_even_and_of_their_format() -> None:
    for quality in QUALITIES.values():
        for shape in SHAPES:
            wide, high = map(int, shape.split(":"))
            width, height = quality.size(shape)
            assert width % 2 == height % 2 == 0
            assert min(width, height) == quality.short
            assert abs(width / height / (wide / high) - 1) < 0.003


@pytest.mark.slow
def test_the_copied_commands_draw_what_they_say(run, tmp_path) -> None:
    path = tmp_path / "a bowl's lesson.yaml"  # a name that a shell would take apart
    path.write_text("function: x^2\nstory: [{pause: 0.4}]\n")
    for shape in ("16:9", "9:16"):
        command = shlex.split(video_command(path, QUALITIES["l"], shape, "16:9"))
        done = run(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        with av.open(done.stdout.strip()) as film:
            stream = film.streams.video[0]
            assert (stream.width, stream.height) == QUALITIES["l"].size(shape)
            assert stream.average_rate == 15
    done = run(*shlex.split(still_command(path, 0.2, "4:3", "16:9")), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert Image.open(tmp_path / done.stdout.strip()).size == (1440, 1080)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spacing", "shape", "aspect"),
    [("beat", "16:9", "16:9"), (2.0, "9:16", "16:9"), (5.0, "4:5", "4:5")],
)
def test_a_copied_command_makes_the_very_sheet(spacing, shape, aspect, run, tmp_path) -> None:
    assert spacing in SPACINGS
    path, text = tmp_path / "a bowl's lesson.yaml", f"{TEXT}aspect: {aspect}\n"
    path.write_text(text)
    easel, source = Easel(), Source(text, path)
    # The studio has drawn something else before.
    easel.picture(source, sheet_size(shape), 1.2)
    sheet = easel.sheet(source, sheet_size(shape), spacing)
    done = run(*shlex.split(sheet_command(path, spacing, shape, aspect)), cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, sheet_name(path)), done.stderr
    assert (tmp_path / sheet_name(path)).read_bytes() == sheet


@pytest.mark.slow
def test_a_copied_still_is_the_one_that_was_seen(run, tmp_path) -> None:
    path = tmp_path / "bowl.yaml"
    path.write_text(TEXT)
    moment = 4 + 0.49 / 60  # to two decimals it would be nearer to the next frame
    seen = Easel().picture(Source(TEXT, path), still_size("1:1"), moment, "PNG")
    done = run(*shlex.split(still_command(path, moment, "1:1", "16:9")), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = Image.open(tmp_path / done.stdout.strip()).convert("RGB")
    np.testing.assert_array_equal(found, Image.open(io.BytesIO(seen)))


@pytest.mark.slow
def test_the_copied_command_makes_the_page_of_the_name_that_the_studio_gives_it(
    run, tmp_path
) -> None:
    path = tmp_path / "a bowl's lesson.yaml"
    path.write_text(TEXT)
    done = run(*shlex.split(page_command(path)), cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, page_name(path)), done.stderr
    assert (tmp_path / page_name(path)).read_text().lower().startswith("<!doctype html>")


@pytest.mark.slow
def test_the_copied_command_reports_on_the_film(run, tmp_path) -> None:
    path = tmp_path / "a bowl's lesson.yaml"
    path.write_text(TEXT)
    done = run(*shlex.split(report_command(path)), cwd=tmp_path)
    assert "1.4.3 AA" in done.stdout, done.stderr
