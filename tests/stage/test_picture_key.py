"""A frame may be repeated only where the next one looks the same."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Dot, config, tempconfig

from gdcore.spec import read_spec
from gdcore.stage.look import look
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.picture_key import picture_key
from gdcore.stage.scene import build_stage, lesson_timeline

SURFACE = """\
function: x^2 + 2*y^2 + sin(3*x)
starts: [[1, 0.5], [-1, 1]]
learning_rates: [0.05]
optimizers: [momentum]
steps: 30
"""
BEATS = (
    "{surface: {seconds: 2}}", "{slices: {seconds: 3}}", "{critical_points: {seconds: 3}}",
    "{basins: {seconds: 3}}", "{vector_field: {seconds: 2}}", "{contour: {seconds: 3}}",
    "{descend: {seconds: 2}}", "{internals: {seconds: 3}}", "{algorithm: {seconds: 3}}",
    "{loss_curve: {seconds: 3}}", "{compare: {seconds: 2}}", "{pause: {seconds: 2}}",
)  # fmt: skip


@pytest.mark.parametrize("beat", range(1, len(BEATS)))
def test_equal_keys_mean_equal_pictures(beat: int) -> None:
    story = f"story: [{BEATS[0]}, {BEATS[beat]}]\n"
    timeline = lesson_timeline(read_spec(SURFACE + story), 30.0)
    with tempconfig({}):
        config.frame_size = (192, 108)
        camera = MeshCamera()
        stage = build_stage(timeline.lesson, timeline, camera.frame_width, camera.frame_height)
        first = round(timeline.beats[1].start * 30)
        known, before, same = None, None, 0
        looks: dict[bytes | None, object] = {}
        for number in range(first, timeline.frames, 2):
            stage.show(number / 30, camera)
            key = picture_key(stage.mobjects)
            camera.reset()
            camera.capture_mobjects(stage.mobjects)
            picture = camera.pixel_array.copy()
            if key == known:
                same += 1
                np.testing.assert_array_equal(picture, before)
            seen = look(stage.mobjects, camera)
            assert seen is not None
            np.testing.assert_array_equal(looks.setdefault(seen, picture), picture)
            known, before = key, picture
    if beat == len(BEATS) - 1:
        assert same > 3  # a still picture is known as one


def test_every_attribute_of_a_mesh_is_part_of_its_look() -> None:
    with tempconfig({}):
        config.frame_size = (192, 108)
        camera = MeshCamera()
    mesh = Stroke([[0, 0, 0], [1, 0, 0]])
    plain = look([mesh], camera)
    mesh.name = "another"
    assert look([mesh], camera) == plain
    mesh.points[0, 1] += 1e-9  # in place
    moved = look([mesh], camera)
    mesh.of_an_author = 3
    assert len({plain, moved, look([mesh], camera)}) == 3
    mesh.of_an_author = object()  # of which nobody can say whether it is the same as another
    assert look([mesh], camera) is None
    mesh.opacity = 0.0
    assert look([mesh], camera) == look([], camera)
    assert look([Dot()], camera) is None
