"""How a lesson's frames are drawn, one by one, and handed to the encoder."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from manim import CairoRenderer, Mobject, config, logger
from manim._config.render_session import RenderSessionSpec
from manim._config.video_encoder import video_encoder_fingerprint
from manim.scene.scene_file_writer import _SceneFileWriterSettings
from manim.utils.hashing import get_json

from gdcore.stage.errors import RequestError
from gdcore.stage.film.encoder import COLORS
from gdcore.stage.film.fingerprint import code_fingerprint
from gdcore.stage.film.frames import Frame, FramePool
from gdcore.stage.manim_adapter.beat_animation import BeatAnimation, frame_time
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.manim_adapter.file_writer import FilmWriter
from gdcore.stage.manim_adapter.settings import writer_settings
from gdcore.stage.mobjects.mesh import Mesh

if TYPE_CHECKING:
    from gdcore.stage.scene import LessonScene


class LessonRenderer(CairoRenderer):
    """Manim's Cairo renderer with a way of its own to play a `BeatAnimation`.

    Manim's way costs milliseconds a frame (it copies the frame twice, updates every mobject, and
    redraws a progress bar), paints mobjects that don't move into a picture without depth, and
    finds out whether a segment may be used again by walking through all mobjects. A lesson is a
    function of time, so none of this is needed. Other animations play as they do in Manim.

    Attributes:
        told: (start, end) in seconds of the lesson, for each play that is in the film.
    """

    file_writer: FilmWriter
    camera: MeshCamera

    def __init__(self, camera_class: type[MeshCamera] = MeshCamera, **keywords: Any) -> None:
        super().__init__(file_writer_class=FilmWriter, camera_class=camera_class, **keywords)
        self.told: list[tuple[float, float]] = []
        self._pool = FramePool()
        self._last: float | None = None
        # Before a stage sets the camera's: a segment's name must not depend on what was drawn.
        self._background = [self.camera.background_color.to_hex(), self.camera.background_opacity]

    def init_scene(
        self,
        scene: Any,
        session_spec: RenderSessionSpec,
        file_writer_settings: _SceneFileWriterSettings,
    ) -> None:
        """Make the file writer."""
        super().init_scene(scene, session_spec, writer_settings(file_writer_settings))
        self.file_writer.release = self._pool.give

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play animations; a `BeatAnimation` plays alone."""
        if len(args) != 1 or not isinstance(args[0], BeatAnimation):
            self._play_as_manim_does(scene, *args, **kwargs)
            return
        clock: BeatAnimation = args[0]
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        key = None if self.skip_animations else self._segment_key(scene, clock)
        is_cached = key is not None and self._is_cached(key)
        self.file_writer.add_partial_movie_file(key)
        self.animations_hashes.append(key)
        if key is not None:
            self.told.append((clock.start, clock.end))
        if not self.skip_animations and not is_cached:
            self.file_writer.begin_animation(True, animation_index=self.num_plays)
            self._draw(scene, clock)
            self.file_writer.end_animation(True)
        elif is_cached:
            scene.advance(len(clock.frames))
        self._last = frame_time(clock.frames[-1], clock.fps)
        self.time += len(clock.frames) / clock.fps
        self.num_plays += 1

    def _play_as_manim_does(self, scene: LessonScene, *args: Any, **kwargs: Any) -> None:
        if self._last is not None:
            # Segments from the cache leave the stage as it was, or unbuilt.
            scene.show(self._last)
        # The last frame may still be with the encoder.
        self.camera.pixel_array = self._pool.take(self.camera.pixel_array.shape)
        super().play(scene, *args, **kwargs)

    def get_frame(self) -> Frame:
        """A copy of the current frame, which the file writer takes over."""
        frame = self._pool.take(self.camera.pixel_array.shape)
        np.copyto(frame, self.camera.pixel_array)
        return frame

    def _is_cached(self, key: str) -> bool:
        if config.disable_caching or not self.file_writer.is_already_cached(key):
            return False
        logger.info("Animation %d : Using cached data (hash : %s)", self.num_plays, key)
        return True

    def _draw(self, scene: LessonScene, clock: BeatAnimation) -> None:
        waiting: Frame | None = None
        repeat = 0
        shown: Hashable | None = None
        for number in clock.frames:
            state = scene.show(frame_time(number, clock.fps))
            if waiting is not None and state is not None and state == shown:
                repeat += 1
            else:
                if waiting is not None:
                    self.file_writer.write_frame(waiting, repeat=repeat)
                waiting, repeat, shown = self._picture(scene), 1, state
            scene.advance(1)
        if waiting is not None:
            self.file_writer.write_frame(waiting, repeat=repeat)

    def _picture(self, scene: LessonScene) -> Frame:
        """The stage as it stands, in a frame that belongs to whoever asked."""
        self.camera.pixel_array = self._pool.take(self.camera.pixel_array.shape)
        paint(self.camera, scene.mobjects)
        return self.camera.pixel_array

    def _segment_key(self, scene: LessonScene, clock: BeatAnimation) -> str:
        """The name of a segment's file: equal only if every frame in it is, and its encoding."""
        if config.disable_caching:
            return f"uncached_{self.num_plays:05}"
        camera = self.camera
        identity = {
            "lesson": scene.fingerprint,
            "code": code_fingerprint(),
            "frames": [clock.frames.start, clock.frames.stop, clock.fps],
            "pixels": [camera.pixel_width, camera.pixel_height],
            "frame": [camera.frame_width, camera.frame_height],
            "background": self._background,
            "others": self._others_key(scene),
            "encoder": [COLORS, video_encoder_fingerprint(self.file_writer.video_encoder)],
        }
        return sha256(json.dumps(identity).encode()).hexdigest()

    def _others_key(self, scene: LessonScene) -> list[str]:
        """What stands on the screen besides the lesson, in a scene that adds something to it."""
        camera = self.camera
        return [
            f"{other in camera.fixed_in_frame_mobjects}"
            f"{other in camera.fixed_orientation_mobjects}{get_json(other)}"
            for other in scene.others
        ]

    def scene_finished(self, scene: Any) -> None:
        """Complete the files; a still shows the last frame that was played."""
        output = self.file_writer.output_spec
        if (output.is_video or output.is_image_sequence) and self.num_plays and not self.told:
            raise RequestError(
                f"nothing to render: {scene} has the plays 0 to {self.num_plays - 1}, "
                f"and -n begins at {config.from_animation_number}"
            )
        if output.is_still and self._last is not None:
            scene.show(self._last)
            self.file_writer.save_image(self._picture(scene))
        else:
            super().scene_finished(scene)


def paint(camera: MeshCamera, mobjects: Sequence[Mobject]) -> None:
    """Draw the mobjects into the camera's `pixel_array`, replacing what is there."""
    if not any(isinstance(mobject, Mesh) for mobject in mobjects):
        camera.reset()  # meshes bring their background along
    camera.capture_mobjects(mobjects)
