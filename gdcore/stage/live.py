"""A lesson's picture at one size, ready to be drawn at any moment, again and again."""

from __future__ import annotations

from manim import config, tempconfig

from gdcore.stage.film.frames import Frame
from gdcore.stage.manim_adapter.beat_animation import frame_time, nearest_frame
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.manim_adapter.renderer import paint
from gdcore.stage.panel_view import PanelView
from gdcore.stage.scene import LessonScene
from gdcore.stage.stage import Stage
from gdcore.story import Timeline


class LivePicture:
    """The stage of a lesson and the camera that looks at it.

    timeline: the lesson's; size: (width, height) in pixels, None: as Manim is configured,
    1920 × 1080 unless changed.

    Attributes:
        timeline: the lesson's.
        camera: holds the projection of the moment that was drawn last.
        stage: all that can be seen.

    Raises:
        StageError: OpenGL can't start (at the first frame).
    """

    def __init__(self, timeline: Timeline, size: tuple[int, int] | None = None) -> None:
        self.timeline = timeline
        with tempconfig({}):
            if size is not None:
                config.frame_size = size
            self.camera = MeshCamera()
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

    def frame(self, t: float) -> Frame:
        """The frame nearest to `t` seconds: (height, width, 4) RGBA, good until the next call."""
        stage = self.stage
        stage.show(self.moment(t), self.camera)
        return paint(self.camera, stage.present if isinstance(stage, Stage) else stage.mobjects)
