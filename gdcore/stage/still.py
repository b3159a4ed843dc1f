"""Drawing of a single frame of a lesson's film."""

from __future__ import annotations

from manim import config, tempconfig

from gdcore.stage.errors import RequestError
from gdcore.stage.film.frames import Frame
from gdcore.stage.manim_adapter.beat_animation import frame_time, nearest_frame
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.manim_adapter.renderer import paint
from gdcore.stage.scene import LessonScene
from gdcore.story import Timeline


def draw_still(timeline: Timeline, t: float, size: tuple[int, int] | None = None) -> Frame:
    """The frame nearest to `t` seconds, identical to the video's frame before encoding.

    Args:
        timeline: the lesson's; its frame rate says which frames there are.
        t: seconds, from 0 to the end of the film.
        size: (width, height) in pixels; None: as Manim is configured, 1920 × 1080 unless changed.

    Returns:
        (height, width, 4) RGBA.

    Raises:
        RequestError: the film is shorter than `t`, or `t` is negative.
        StageError: OpenGL can't start.
    """
    if not 0 <= t <= timeline.duration:
        raise RequestError(
            f"{t:g} s lies outside the film, which runs from 0 to {timeline.duration:.6g} s"
        )
    with tempconfig({}):
        if size is not None:
            config.frame_size = size
        camera = MeshCamera()
        stage = LessonScene.make_stage(
            timeline.lesson, timeline, camera.frame_width, camera.frame_height
        )
        stage.show(
            frame_time(nearest_frame(t, timeline.fps, timeline.frames), timeline.fps), camera
        )
        return paint(camera, stage.mobjects)
