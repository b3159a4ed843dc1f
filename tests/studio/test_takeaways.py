"""The commands that the studio offers to copy, run as they stand."""

import shlex

import av
import pytest
from PIL import Image

from gdcore.studio.takeaways import QUALITIES, SHAPES, still_command, video_command


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
        command = shlex.split(video_command(path, QUALITIES["l"], shape))
        done = run(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        with av.open(done.stdout.strip()) as film:
            stream = film.streams.video[0]
            assert (stream.width, stream.height) == QUALITIES["l"].size(shape)
            assert stream.average_rate == 15
    done = run(*shlex.split(still_command(path, 0.2, "4:3")), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert Image.open(tmp_path / done.stdout.strip()).size == (1440, 1080)
