"""The files of one film: segments, video, captions, stills; each complete or not there at all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import srt
from manim import __version__ as manim_version
from manim import logger
from manim.scene.scene_file_writer import SceneFileWriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gdcore.speech.speech import Samples
from gdcore.stage.film.beside import write_beside
from gdcore.stage.film.encoder import SegmentEncoder
from gdcore.stage.film.files import complete_or_nothing, sweep
from gdcore.stage.film.frames import Frame
from gdcore.stage.film.gif import join_gif
from gdcore.stage.film.inside import MAKER, still_texts
from gdcore.stage.film.joining import join
from gdcore.stage.film.metadata import FilmMetadata
from gdcore.stage.film.record import (
    parts_digest,
    refuse_another_film,
    stands_for,
    write_record,
)
from gdcore.stage.film.seal import sealed_frames
from gdcore.stage.film.sound import CODECS


class FilmWriter(SceneFileWriter):
    """Manim's file writer, with chapters and captions, and without half files.

    Attributes:
        release: called with each frame that is no longer needed; set by the renderer.
        metadata: title and chapters of the film; set by the scene before the end.
        sound: its sound track; None for a silent film; set by the scene before the end.
        spec_path: the spec's file; None where nothing is written, or to a file that the user
            named.
        frames_written: how many frames have been handed over, repeated ones counted each time.
    """

    release: Callable[[Frame], None]
    metadata: FilmMetadata = FilmMetadata()
    sound: Samples | None = None
    spec_path: Path | None = None
    frames_written: int = 0

    def begin_film(self, spec_path: Path) -> None:
        """Note of which spec the film is.

        Raises:
            RequestError: the film's file has the film of another spec.
        """
        if not self.output_spec.enabled:
            return
        refuse_another_film(self.target, spec_path)
        self.spec_path = spec_path

    def write_frame(self, pixels: Frame, *, repeat: int = 1) -> None:
        """Take over a frame that is shown `repeat` times; it goes back by `release`."""
        self.frames_written += repeat
        if self.output_spec.transparent:
            divide_by_alpha(pixels)
        if self.output_spec.is_video:
            super().write_frame(pixels, repeat=repeat)
            return
        if self.output_spec.is_image_sequence:
            image = Image.fromarray(pixels)
            for _ in range(repeat):
                self.output_image(image)
        self.release(pixels)

    def _create_segment_encoder(self, target: Path) -> Any:
        assert self.video_encoder is not None
        return SegmentEncoder(target=target, spec=self.video_encoder, release=self.release)

    def name_segment(self, key: str) -> None:
        """Give the segment that is being written another name than it was begun with."""
        job: Any = self._current_encode_job
        if job is None:
            return
        path = self.output_plan.segment_path(key)
        job.encoder.rename(path)
        job.path = path
        self.partial_movie_files[-1] = str(path)
        self.sections[-1].partial_movie_files[-1] = str(path)

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Whether the segment of this name is there and whole; a damaged one is drawn again."""
        if not super().is_already_cached(hash_invocation):
            return False
        path = self.output_plan.segment_path(hash_invocation)
        if sealed_frames(path) is None:
            # Not by Manim's logger, which `gdcore render` silences.
            logging.getLogger(__name__).warning(
                "%s: this segment is damaged and is drawn again", path
            )
            return False
        return True

    def cached_frames(self, key: str) -> int:
        """The number of frames of a segment in the cache."""
        return sealed_frames(self.output_plan.segment_path(key)) or 0

    def open_partial_movie_stream(self, **keywords: Any) -> None:
        """Begin a segment, and clear away what a killed process left of an older one."""
        sweep(self.partial_movie_directory)
        super().open_partial_movie_stream(**keywords)

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Throw the current segment away, at once."""
        job: Any = self._current_encode_job
        if job is not None:
            job.encoder.cancel()
        super().abort_encode_jobs(reraise_encoder_failures)

    def combine_files(
        self,
        input_files: list[str],
        output_file: Path,
        create_gif: bool = False,
        includes_sound: bool = False,
    ) -> None:
        """Join segments to the film, or to one of its sections."""
        output_file = Path(output_file)
        if output_file.parent.is_dir():
            sweep(output_file.parent)
        assert self.video_encoder is not None
        segments, fps = [Path(file) for file in input_files], self.video_encoder.frame_rate
        is_film = output_file == self.target
        metadata = self.metadata if is_film else FilmMetadata()
        sound = self.sound if is_film and output_file.suffix in CODECS else None
        heard = None if sound is None else sha256(sound.tobytes()).hexdigest()
        parts = parts_digest(segments, fps, metadata, heard)
        try:
            with complete_or_nothing(output_file) as path:
                if create_gif:
                    join_gif(segments, path, fps=fps, transparent=self.output_spec.transparent)
                else:
                    comment = f"{MAKER} and Manim Community v{manim_version}"
                    join(segments, path, fps=fps, metadata=metadata, comment=comment, sound=sound)
            if is_film and self.spec_path is not None:
                write_record(output_file, self.spec_path, parts)
        except OSError as error:
            if not stands_for(output_file, parts, error):
                raise
            logger.info("'%s' is up to date, and can't be written", output_file)

    @property
    def target(self) -> Path:
        """The film's file: a video, a GIF, a still, or the folder of an image sequence."""
        if self.output_spec.is_gif:
            return Path(self.gif_file_path)
        if self.output_spec.is_video:
            return Path(self.movie_file_path)
        if self.output_spec.is_image_sequence:
            return Path(self.image_sequence_directory)
        return Path(self.image_file_path)

    def _write_concat_manifest(self, input_files: list[str]) -> None:
        """Nothing: Manim's list of segments is for diagnosis alone. It can't hold every path, and
        a process that is killed while it writes the list leaves a file behind."""

    def combine_to_section_videos(self) -> None:
        """Write a video for each section of which something was rendered."""
        self.sections = [part for part in self.sections if part.get_clean_partial_movie_files()]
        super().combine_to_section_videos()

    def finish(self) -> None:
        """Complete the film, its captions and its sections."""
        super().finish()
        if self.output_spec.is_image_sequence:
            self._remove_frames_from(self.frame_count)
            if self.spec_path is not None:
                write_record(self.target, self.spec_path)
        elif not self.subcaptions:
            self.write_subcaption_file()
        if self.output_spec.is_video and not self.output_spec.is_gif:
            write_beside(self.target, self.metadata)

    def write_subcaption_file(self) -> None:
        """Write the captions beside the film; without any, remove those of an earlier version,
        since players load a file of this name."""
        target = self.output_plan.subcaption_file
        if not self.output_spec.is_video or self.output_spec.is_gif or target is None:
            return
        if not self.subcaptions:
            if target.exists():
                target.unlink()
            return
        text = srt.compose(self.subcaptions)
        if target.is_file() and target.read_bytes() == text.encode():
            return
        with complete_or_nothing(target) as path:
            path.write_bytes(text.encode())
        logger.info("Captions are in '%s'", target)

    def _remove_frames_from(self, index: int) -> None:
        """Remove the frames that a longer version of the film left in the same folder."""
        while (path := self.output_plan.image_frame_path(index)).exists():
            path.unlink()
            index += 1

    def output_image(self, image: Image.Image) -> None:
        """Write the next frame of an image sequence."""
        if self.frame_count == 0 and self.image_sequence_directory.is_dir():
            sweep(self.image_sequence_directory)
        with complete_or_nothing(self.output_plan.image_frame_path(self.frame_count)) as path:
            write_png(image, path)
        self.frame_count += 1

    def save_image(self, pixels: Frame) -> None:
        """Write a still."""
        if self.output_spec.enabled:
            if self.output_spec.transparent:
                divide_by_alpha(pixels)
            about = self.metadata
            texts = still_texts(about.spec, about.title, about.alternative)
            save_still(pixels, self.image_file_path, texts)
            if self.spec_path is not None:
                write_record(self.target, self.spec_path)
            self.print_file_ready_message(self.image_file_path)


def save_still(pixels: Frame, target: Path, texts: PngInfo | None = None) -> None:
    """Write one frame as PNG; (height, width, 4) uint8 RGBA; texts: as from `still_texts`."""
    with complete_or_nothing(target) as path:
        write_png(Image.fromarray(pixels), path, texts)


def divide_by_alpha(pixels: Frame) -> None:
    """Change colours that are multiplied by their opacity, as drawn, to colours that are not, as
    files with transparency have them; in place."""
    alpha = pixels[..., 3]
    rows, columns = np.nonzero((alpha > 0) & (alpha < 255))
    part = pixels[rows, columns].astype(np.uint16)
    part[:, :3] = np.minimum((part[:, :3] * 255 + part[:, 3:] // 2) // part[:, 3:], 255)
    pixels[rows, columns] = part


def write_png(image: Image.Image, target: Path | BinaryIO, texts: PngInfo | None = None) -> None:
    """Write a PNG file: in half the time that Pillow takes, for a sixth more bytes.

    texts: its text chunks.
    """
    image.save(target, format="PNG", compress_level=1, pnginfo=texts)
