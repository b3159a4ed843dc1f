"""A lesson's picture at one size, ready to be drawn at any moment, again and again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from manim import config

from gdcore.stage.film.frames import Frame
from gdcore.stage.manim_adapter.beat_animation import frame_time, nearest_frame
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.manim_adapter.renderer import paint
from gdcore.stage.manim_adapter.settings import lesson_size
from gdcore.stage.panel_view import PanelView
from gdcore.stage.scene import LessonScene
from gdcore.stage.stage import Stage
from gdcore.story import Timeline


class LivePicture:
    """The stage of a lesson and the camera that looks at it.

    timeline: the lesson's; size: (width, height) in pixels, None: of the spec's shape and as fine
    as Manim is configured, 1080 pixels at the shorter side unless changed; camera: one of
    `camera_of_size` in place of a size. Many pictures may share it: each sets it anew when it is
    drawn.

    Attributes:
        timeline: the lesson's.
        camera: holds the projection of the moment that was drawn last.
        stage: all that can be seen.

    Raises:
        StageError: OpenGL can't start (at the first frame).
    """

    def __init__(
        self,
        timeline: Timeline,
        size: tuple[int, int] | None = None,
        camera: MeshCamera | None = None,
    ) -> None:
        self.timeline = timeline
        self.camera = camera or camera_of_size(size or lesson_size(timeline.lesson.spec))
        with _configured((self.camera.pixel_width, self.camera.pixel_height)):
            self.stage = LessonScene.make_stage(
                timeline.lesson, timeline, self.camera.frame_width, self.camera.frame_height
            )

    @property
    def views(self) -> list[PanelView]:
        """The pictures on the frame with their lenses; none on another stage than the house's."""
        return self.stage.views if isinstance(self.stage, Stage) else []

    def moment(self, t: float) -> float:
        """The time of the frame nearest to `t`, seconds."""
        timeline = self.timeline
        return frame_time(nearest_frame(t, timeline.fps, timeline.frames), timeline.fps)

    def frame(self, t: float, camera: MeshCamera | None = None) -> Frame:
        """The frame nearest to `t` seconds: (height, width, 4) RGBA, good until the next call.

        camera: one for another number of pixels; texts are set for the picture's own size.
        """
        stage, camera = self.stage, camera or self.camera
        stage.show(self.moment(t), camera)
        return paint(camera, stage.present if isinstance(stage, Stage) else stage.mobjects)


def camera_of_size(size: tuple[int, int]) -> MeshCamera:
    """A camera whose frames have so many pixels, (width, height)."""
    with _configured(size):
        return MeshCamera()


@contextmanager
def _configured(size: tuple[int, int]) -> Iterator[None]:
    """Let Manim be configured for frames of this size for a while."""
    # Manim's own `tempconfig` copies all settings, which takes as long as a stage does.
    before = config.pixel_width, config.pixel_height
    config.frame_size = size
    try:
        yield
    finally:
        config.frame_size = before
