"""How a lesson's frames are drawn, one by one, and handed to the encoder."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from manim import CairoRenderer, Mobject, config, logger
from manim._config.render_session import RenderSessionSpec
from manim._config.video_encoder import video_encoder_fingerprint
from manim.scene.scene_file_writer import _SceneFileWriterSettings
from manim.utils.hashing import get_json

from gdcore.stage.errors import RequestError
from gdcore.stage.film.encoder import COLORS
from gdcore.stage.film.frames import Frame, FramePool
from gdcore.stage.film.sightings import Sightings
from gdcore.stage.look import SIZE as LOOK_SIZE
from gdcore.stage.look import look
from gdcore.stage.manim_adapter.beat_animation import BeatAnimation, LessonPlayer, frame_time
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.manim_adapter.file_writer import FilmWriter
from gdcore.stage.manim_adapter.settings import frame_rate, segment_settings, writer_settings
from gdcore.stage.mobjects.mesh import Mesh


@dataclass(frozen=True)
class Wanted:
    """A segment that the cache does not hold.

    Attributes:
        beat: its index in the story.
        frames: their number.
        key: what it is asked for by.
        known: looks of the segments that are there and have so many frames.
        sightings: where its own will be noted.
        suffix: of its file.
    """

    beat: int
    frames: int
    key: str
    known: tuple[tuple[bytes, ...], ...]
    sightings: Sightings
    suffix: str


class LessonRenderer(CairoRenderer):
    """Manim's Cairo renderer with a quicker way to play a `BeatAnimation`.

    Manim's play loop costs milliseconds a frame (it copies the frame twice, updates every mobject,
    and redraws a progress bar) and finds out whether a segment may be used again by walking through
    all mobjects. A lesson is a function of time, so none of this is needed where a beat plays alone
    and nothing else on the scene moves. Everything else plays as it does in Manim.

    encoder: "auto" for one in hardware, "software", or a name; None: as Manim is configured.

    Attributes:
        time: seconds of the film that have been rendered or taken from the cache: whole frames.
    """

    file_writer: FilmWriter
    camera: MeshCamera

    def __init__(
        self,
        camera_class: type[MeshCamera] = MeshCamera,
        *,
        encoder: str | None = None,
        **keywords: Any,
    ) -> None:
        super().__init__(file_writer_class=FilmWriter, camera_class=camera_class, **keywords)
        self._encoder = encoder
        self._frames = 0  # of the film so far
        self._pool = FramePool()
        # Before a stage sets the camera's: a segment's name must not depend on what was drawn.
        self._background = [self.camera.background_color.to_hex(), self.camera.background_opacity]

    def init_scene(
        self,
        scene: Any,
        session_spec: RenderSessionSpec,
        file_writer_settings: _SceneFileWriterSettings,
    ) -> None:
        """Make the file writer."""
        settings = writer_settings(file_writer_settings, self._encoder)
        super().init_scene(scene, session_spec, settings)
        self.file_writer.release = self._pool.give

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play animations and move `time` on by the frames that they take in the film."""
        if len(args) == 1 and not kwargs and _is_quick(scene, args[0]):
            frames = self._play_beat(scene, args[0])
        else:
            frames = self._play_as_manim_does(scene, *args, **kwargs)
        if self.animations_hashes[-1] is not None:
            self._frames += frames
        self.time = self._frames / frame_rate()

    def _play_as_manim_does(self, scene: LessonPlayer, *args: Any, **kwargs: Any) -> int:
        """Returns the number of frames that the play has in the film, if it is in it."""
        scene.catch_up()  # segments from the cache leave the stage as it was, or unbuilt
        # The last frame may still be with the encoder.
        self.camera.pixel_array = self._pool.take(self.camera.pixel_array.shape)
        before = self.file_writer.frames_written
        super().play(scene, *args, **kwargs)  # type: ignore[arg-type]
        drawn = self.file_writer.frames_written - before
        key = self.animations_hashes[-1]
        return drawn if drawn or key is None else self.file_writer.cached_frames(key)

    def _play_beat(self, scene: LessonPlayer, beat: BeatAnimation) -> int:
        scene.animations = [beat]
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        key = None if self.skip_animations else self._segment_key(scene, beat)
        segment = self._find(scene, beat, key) if key is not None else None
        name = segment or key
        if key is not None and segment is None:
            name, _ = self._write(scene, beat, key)
        else:
            self.file_writer.add_partial_movie_file(name)
            if not scene.is_at(last := frame_time(beat.frames[-1], beat.fps)):
                scene.pass_over(last)
            if segment is not None:
                scene.advance(beat.count)
        self.animations_hashes.append(name)
        self.num_plays += 1
        return beat.count

    def _write(
        self, scene: LessonPlayer, beat: BeatAnimation, key: str
    ) -> tuple[str, Sequence[bytes] | None]:
        """Draw a beat into a segment; returns its name, and the looks of its frames if they have
        some."""
        self.file_writer.add_partial_movie_file(key)
        self.file_writer.begin_animation(True, animation_index=self.num_plays)
        scene.set_stage()
        name, looks = key, self._draw(scene, beat)
        sightings = self._sightings(scene, beat)
        if looks is not None and sightings is not None:
            name = sightings.name(looks)
            self.file_writer.name_segment(name)
            sightings.write(key, looks)
        self.file_writer.end_animation(True)
        return name, looks

    def wanted(self, scene: LessonPlayer, beats: Sequence[BeatAnimation]) -> list[Wanted]:
        """What the cache does not hold of the segments of these beats, without setting the stage.

        Empty where no segments are kept, as for pictures.
        """
        found = []
        for index, beat in enumerate(beats):
            sightings = self._sightings(scene, beat)
            if sightings is None:
                continue
            key = self._segment_key(scene, beat)
            if not self._is_cached(sightings.find(key) or key):
                path = self.file_writer.output_plan.segment_path
                known = tuple(
                    tuple(looks)
                    for looks in sightings.all_of(beat.count)
                    if path(sightings.name(looks)).exists()
                )
                suffix = path(key).suffix
                found.append(Wanted(index, beat.count, key, known, sightings, suffix))
        return found

    def segment_settings(self) -> dict[str, Any]:
        """Manim's settings for another process that shall draw segments of this film."""
        encoder = self.file_writer.video_encoder
        assert encoder is not None
        return segment_settings(encoder)

    def draw_apart(
        self, scene: LessonPlayer, beat: BeatAnimation, known: Sequence[Sequence[bytes]]
    ) -> tuple[Path | None, str, Sequence[bytes] | None]:
        """Draw the segment of one beat and wait until it is complete; no film is made.

        known: looks of segments that are there already, wherever they are.

        Returns its file, or None if it looks like one that is there; the key by which it was asked
        for; the looks of its frames, or None if they have none.
        """
        self.skip_animations = False
        key = self._segment_key(scene, beat)
        looks = self._recognise(scene, beat, known)
        if looks is not None:
            return None, key, looks
        try:
            name, looks = self._write(scene, beat, key)
            self.num_plays += 1
            self.file_writer.join_all_encode_jobs()
        except BaseException:
            self.file_writer.abort_encode_jobs()
            raise
        return self.file_writer.output_plan.segment_path(name), key, looks

    def _find(self, scene: LessonPlayer, beat: BeatAnimation, key: str) -> str | None:
        """The name of a segment in the cache that shows a beat; None if it has to be drawn."""
        sightings = self._sightings(scene, beat)
        if sightings is None:
            return None
        name = sightings.find(key) or key
        if self._is_cached(name):
            return name
        looks = self._recognise(scene, beat, sightings.all_of(beat.count))
        if looks is None or not self._is_cached(sightings.name(looks)):
            return None
        sightings.write(key, looks)
        return sightings.name(looks)

    def _recognise(
        self, scene: LessonPlayer, beat: BeatAnimation, known: Sequence[Sequence[bytes]]
    ) -> Sequence[bytes] | None:
        """Those looks among the known ones that the frames of a beat have, found without painting;
        None if they have others."""
        if not known or scene.others:
            return None
        scene.set_stage()
        for place, number in enumerate(beat.frames):
            scene.show(frame_time(number, beat.fps))
            seen = look(scene.mobjects, self.camera)
            known = [looks for looks in known if looks[place] == seen]
            if not known:
                return None
        return known[0]

    def _sightings(self, scene: LessonPlayer, beat: BeatAnimation) -> Sightings | None:
        """What is seen in the segments that are drawn with the same code and settings; None where
        no segments are kept."""
        if config.disable_caching or not self.file_writer.output_spec.is_video:
            return None
        folder = self.file_writer.partial_movie_directory
        settings = {"code": scene.code, "fps": beat.fps, **self._settings()}
        return Sightings(folder, json.dumps(settings), LOOK_SIZE)

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

    def _draw(self, scene: LessonPlayer, beat: BeatAnimation) -> list[bytes] | None:
        """Draw a beat; returns the looks of its frames, None if one has none."""
        looks: list[bytes | None] = []
        waiting: Frame | None = None
        repeat = 0
        shown: Hashable | None = None
        # What an author's own scene adds stands still in a beat that is drawn here.
        others = {id(mobject) for mobject in scene.others}
        for number in beat.frames:
            state = scene.show(frame_time(number, beat.fps))
            own = [m for m in scene.mobjects if id(m) not in others] if others else scene.mobjects
            seen = look(own, self.camera)
            looks.append(None if others else seen)
            state = seen or state
            if waiting is not None and state is not None and state == shown:
                repeat += 1
            else:
                if waiting is not None:
                    self.file_writer.write_frame(waiting, repeat=repeat)
                waiting, repeat, shown = self._picture(scene), 1, state
            scene.advance(1)
        if waiting is not None:
            self.file_writer.write_frame(waiting, repeat=repeat)
        found = [seen for seen in looks if seen is not None]
        return found if len(found) == len(looks) else None

    def _picture(self, scene: LessonPlayer) -> Frame:
        """The scene as it stands, in a frame that belongs to whoever asked."""
        self.camera.pixel_array = self._pool.take(self.camera.pixel_array.shape)
        return paint(self.camera, scene.mobjects)

    def _segment_key(self, scene: LessonPlayer, beat: BeatAnimation) -> str:
        """What a segment is asked for by: equal only if every frame in it is, and its encoding."""
        if config.disable_caching:
            return f"uncached_{self.num_plays:05}"
        identity = {
            "lesson": beat.key,
            "frames": [beat.first, beat.count, beat.fps],
            "others": self._others_key(scene),
            **self._settings(),
        }
        return sha256(json.dumps(identity).encode()).hexdigest()

    def _settings(self) -> dict[str, object]:
        """What makes a segment's bytes besides what is seen: size, background, encoder."""
        camera = self.camera
        return {
            "pixels": [camera.pixel_width, camera.pixel_height],
            "frame": [camera.frame_width, camera.frame_height],
            "background": self._background,
            "encoder": [COLORS, video_encoder_fingerprint(self.file_writer.video_encoder)],
        }

    def _others_key(self, scene: LessonPlayer) -> list[str]:
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
        nothing = self.num_plays and not any(self.animations_hashes)
        if (output.is_video or output.is_image_sequence) and nothing:
            raise RequestError(
                f"nothing to render: {scene} has the plays 0 to {self.num_plays - 1}, "
                f"and -n begins at {config.from_animation_number}"
            )
        if output.is_still and self.num_plays:
            scene.catch_up()
            self.file_writer.save_image(self._picture(scene))
        else:
            super().scene_finished(scene)


def _is_quick(scene: LessonPlayer, animation: Any) -> bool:
    """Whether an animation is a beat beside which nothing moves."""
    return (
        isinstance(animation, BeatAnimation)
        and animation.is_plain
        and not scene.updaters
        and not any(part.updaters for other in scene.others for part in other.get_family())
    )


def paint(camera: MeshCamera, mobjects: Sequence[Mobject]) -> Frame:
    """Draw the mobjects into the camera's `pixel_array`, replacing what is there, and return it."""
    if not any(isinstance(mobject, Mesh) for mobject in mobjects):
        camera.reset()  # meshes bring their background along
    camera.capture_mobjects(mobjects)
    return camera.pixel_array
