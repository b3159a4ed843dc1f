"""What scenes and films are called: after their specs' files."""

from __future__ import annotations

import keyword
import re
import unicodedata
from pathlib import Path


class UnfitName(ValueError):
    """A file's name of which no scene's name can be made."""


def scene_name(path: Path) -> str:
    """The scene's name for a spec's file name: ``my_lesson.yaml`` is `MyLesson`.

    The words, which are what stands between characters other than letters and digits, begin with
    a capital and are joined: ``adam-vs-SGD 2.yaml`` is `AdamVsSGD2`.

    Raises:
        UnfitName: the result can't be the name of a class.
    """
    words = re.split(r"[\W_]+", unicodedata.normalize("NFKC", path.stem))
    name = "".join(word[:1].upper() + word[1:] for word in words)
    if name.isidentifier() and not keyword.iskeyword(name):
        return name
    reason = "it begins with a digit" if name[:1].isdigit() else "it needs a letter"
    if keyword.iskeyword(name):
        reason = f"{name} means something else in Python"
    raise UnfitName(
        f"{path}: no scene can be named after this file, since {reason}; rename it, "
        f"for example to {_suggestion(name)}{path.suffix}"
    )


def _suggestion(name: str) -> str:
    stem = re.sub(r"\W", "", name).lower()
    return f"lesson_{stem}" if stem else "my_lesson"


def film_name(path: Path) -> str:
    """What a spec's video is called, without its suffix: like its scene, else like its file."""
    try:
        return scene_name(path)
    except UnfitName:
        # Manim fills in what stands in braces.
        return path.stem.translate(str.maketrans("{}", "__"))
