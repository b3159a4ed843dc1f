"""The spec inside a film or a still, from which the lesson can be made again."""

from __future__ import annotations

from pathlib import Path

import av
from PIL import Image, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from gdcore.stage.errors import RequestError

MAKER = "Rendered with gdcore"
"""The beginning of the comment in each of our films; a film without it may hold another text."""
_TAG = "synopsis"
"""The tag of a film that holds the spec: of the few that MP4, QuickTime and Matroska share, the one
for a long text. Programs that copy a film without encoding it anew keep it."""
_CHUNK = "gdcore-spec"
"""The keyword of a PNG file's text chunk with the spec."""


def spec_tags(spec: str) -> dict[str, str]:
    """The tags of a film's container that hold a spec's text."""
    return {_TAG: spec} if spec else {}


def still_texts(spec: str, title: str, alternative: str) -> PngInfo:
    """The text chunks of a PNG file: title, alternative text and spec.

    Title and Description are keywords of the PNG standard.
    """
    texts = PngInfo()
    for keyword, text in (("Title", title), ("Description", alternative), (_CHUNK, spec)):
        if text:
            texts.add_itxt(keyword, text)
    return texts


def spec_inside(path: Path) -> str:
    """The text of the spec that is inside a film or a PNG file.

    Raises:
        RequestError: there is none, or the file is of another kind.
        OSError: the file can't be read.
    """
    with path.open("rb") as file:
        is_png = file.read(8) == b"\x89PNG\r\n\x1a\n"
    text = _of_png(path) if is_png else _of_film(path)
    if not text:
        raise RequestError(
            f"{path}: no spec is inside: this is no film or still of gdcore, or a program that "
            "changed it has left the spec out"
        )
    return text


def _of_png(path: Path) -> str | None:
    try:
        with Image.open(path) as image:
            image.load()  # the chunk may stand behind the pixels
            return getattr(image, "text", {}).get(_CHUNK)
    except (UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise RequestError(f"{path}: this picture is damaged: {error}") from error


def _of_film(path: Path) -> str | None:
    try:
        with av.open(str(path)) as container:
            tags = {key.lower(): text for key, text in container.metadata.items()}
    except av.error.FFmpegError as error:
        raise RequestError(f"{path}: this is neither a film nor a PNG file") from error
    return tags.get(_TAG) if tags.get("comment", "").startswith(MAKER) else None
