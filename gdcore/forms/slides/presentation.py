"""A talk as files: a folder for manim-slides, one page of HTML, PowerPoint, PDF.

The folder is what `manim-slides` itself writes (NAME.json beside files/), with one slide a clip;
its own `Slide` class does not work with this version of Manim. HTML and PowerPoint are made by its
converters from the same clips.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PIL import Image

from gdcore.forms.slides.clips import Talk
from gdcore.spec import Spec
from gdcore.stage.errors import RequestError, StageError
from gdcore.stage.film.backwards import write_backwards
from gdcore.stage.film.files import complete_or_nothing
from gdcore.stage.live import LivePicture
from gdcore.stage.manim_adapter.settings import frame_rate
from gdcore.stage.scene import lesson_timeline
from gdcore.story.stops import passages

if TYPE_CHECKING:
    from manim_slides.config import PresentationConfig

_PDF_PIXELS_PER_INCH = 144
"""A picture of 1920 pixels is a page of 13.3 inches, the width of a slide in PowerPoint."""
_JPEG_QUALITY = 92


def write_folder(talk: Talk, name: str, folder: Path) -> Path:
    """Write what `manim-slides present NAME --folder FOLDER` plays; returns the JSON file.

    The clips of an earlier version are removed when the new ones are complete.
    """
    clips = folder / "files" / name
    clips.mkdir(parents=True, exist_ok=True)
    config = _presentation(talk, clips, backwards=True)
    kept = {file.name for slide in config.slides for file in (slide.file, slide.rev_file)}
    # Players look from the folder in which the folder of slides lies, wherever that is moved.
    within = Path(folder.resolve().name)
    for slide in config.slides:
        slide.file = within / slide.file.relative_to(folder)
        slide.rev_file = within / slide.rev_file.relative_to(folder)
    target = folder / f"{name}.json"
    with complete_or_nothing(target) as path:
        config.to_file(path)
    for old in clips.glob("*.mp4"):
        if old.name not in kept:
            old.unlink()
    return target


def write_html(talk: Talk, target: Path) -> Path:
    """Write one file that holds the clips, the notes and the player, reveal.js.

    Raises:
        StageError: reveal.js is neither in the cache of manim-slides nor to be had.
    """
    from manim_slides.convert import JsBool, RevealJS

    def convert(config: PresentationConfig, path: Path) -> None:
        options: dict[str, Any] = {
            "one_file": True,
            "offline": True,
            "title": talk.title,
            "background_color": talk.background,
            "progress": JsBool.true,
            "hash": JsBool.true,
            # Otherwise the first key press ends the passage from clip to clip for good.
            "auto_slide_stoppable": JsBool.false,
        }
        try:
            RevealJS(presentation_configs=[config], **options).convert_to(path)
        except RuntimeError as error:
            raise StageError(
                "the player, reveal.js, is fetched once from the internet and then kept by "
                "manim-slides; that failed. Try again with a connection, or write .pptx or .pdf"
            ) from error

    return _converted(talk, target, convert)


def write_pptx(talk: Talk, target: Path) -> Path:
    """Write a PowerPoint file: a slide a clip, its first picture as poster, and the notes."""
    from manim_slides.convert import PowerPoint

    def convert(config: PresentationConfig, path: Path) -> None:
        width, height = talk.size
        size: dict[str, Any] = {"width": 1280, "height": round(1280 * height / width)}
        PowerPoint(presentation_configs=[config], **size).convert_to(path)

    return _converted(talk, target, convert)


def write_pdf(spec: Spec, target: Path) -> Path:
    """Write a page for each stop: the picture at which the talk waits, drawn anew, without clips.

    Size and frames a second are as Manim is configured.

    Raises:
        SpecError: the lesson can't be drawn.
        StageError: OpenGL can't start.
    """
    timeline = lesson_timeline(spec, frame_rate())
    picture = LivePicture(timeline)
    pages = [
        Image.fromarray(picture.frame(passage.frames[-1] / timeline.fps)[..., :3])
        for passage in passages(timeline)
        if passage.stop
    ]
    with complete_or_nothing(target) as path:
        pages[0].save(
            path,
            "PDF",
            resolution=_PDF_PIXELS_PER_INCH,
            quality=_JPEG_QUALITY,
            save_all=True,
            append_images=pages[1:],
        )
    return target


def _converted(
    talk: Talk, target: Path, convert: Callable[[PresentationConfig, Path], None]
) -> Path:
    logging.getLogger("manim-slides").setLevel("CRITICAL")
    with TemporaryDirectory(prefix="gdcore-slides-") as folder:
        config = _presentation(talk, Path(folder), backwards=False)
        # Its progress bars would stand beside ours.
        with complete_or_nothing(target) as path, redirect_stderr(StringIO()):
            convert(config, path)
    return target


def _presentation(talk: Talk, folder: Path, *, backwards: bool) -> PresentationConfig:
    """Write the clips into a folder, and say how they follow each other."""
    from manim_slides.config import PresentationConfig

    slides: list[dict[str, object]] = []
    for clip in talk.clips:
        file = folder / f"{clip.name}.mp4"
        with complete_or_nothing(file) as path:
            talk.write(clip, path)
        reverse = file
        if backwards:
            reverse = folder / f"{clip.name}-backwards.mp4"
            with complete_or_nothing(reverse) as path:
                write_backwards(file, path, clip.frames, talk.fps)
        slides.append(
            {
                "file": file,
                "rev_file": reverse,
                "auto_next": not clip.stop,
                "notes": clip.notes,
            }
        )
    return PresentationConfig.model_validate(
        {"slides": slides, "resolution": talk.size, "background_color": talk.background}
    )


WRITERS = {".html": write_html, ".pptx": write_pptx}
"""The forms that are made of clips, by the file's suffix."""


def refuse_suffix(target: Path) -> None:
    """RequestError if no form of slides has this suffix."""
    if target.suffix.lower() not in (*WRITERS, ".pdf", ""):
        raise RequestError(
            f"{target}: slides are a folder, or a file that ends in .html, .pptx or .pdf"
        )
