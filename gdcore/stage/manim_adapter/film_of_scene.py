"""The film that a scene is rendered to: its file, its captions, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from manim import Scene, config

from gdcore.speech.speech import Samples
from gdcore.stage.film.metadata import FilmMetadata
from gdcore.stage.manim_adapter.file_writer import FilmWriter


def is_in_film(scene: Scene) -> bool:
    """Whether the play that a scene played last is in its film, drawn or from the cache."""
    renderer: Any = scene.renderer
    return renderer.animations_hashes[-1] is not None


def film_file(scene: Scene) -> Path:
    """The file that a scene has been rendered to."""
    writer: Any = scene.renderer.file_writer
    return Path(writer.final_file_path)


def begin_film(scene: Scene, spec_path: Path) -> None:
    """Tell the scene's file writer, if it is ours, of which spec the film will be.

    A file that the user named with -o may hold anything: it is replaced.

    Raises:
        RequestError: the film's file has the film of another spec.
    """
    writer: Any = scene.renderer.file_writer
    if isinstance(writer, FilmWriter) and not config.output_file:
        writer.begin_film(spec_path)


def own_captions(scene: Scene) -> list[tuple[float, float, str]]:
    """(start, end, text) of the captions that the scene's film has so far, seconds of the film."""
    writer: Any = scene.renderer.file_writer
    return [
        (one.start.total_seconds(), one.end.total_seconds(), one.content)
        for one in writer.subcaptions
    ]


def set_metadata(scene: Scene, metadata: FilmMetadata) -> None:
    """Say what the film's files tell of it, if the scene's file writer is ours."""
    writer: Any = scene.renderer.file_writer
    if isinstance(writer, FilmWriter):
        writer.metadata = metadata


def set_sound(scene: Scene, sound: Samples) -> None:
    """Give the film's file its sound track, if the scene's file writer is ours."""
    writer: Any = scene.renderer.file_writer
    if isinstance(writer, FilmWriter):
        writer.sound = sound
