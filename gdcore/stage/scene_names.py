"""Names of scenes and films, made from the names of their specs' files."""

from __future__ import annotations

import keyword
import re
import unicodedata
from pathlib import Path


class UnfitName(ValueError):
    """A file name that can't be turned into the name of a scene."""


def scene_name(path: Path) -> str:
    """The scene's name for a spec's file name: ``my_lesson.yaml`` is `MyLesson`.

    The file name is split into words at every character that is no letter or digit; the words
    are capitalized and joined: ``adam-vs-SGD 2.yaml`` is `AdamVsSGD2`.

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
    """The name of a spec's video without suffix: its scene's name, else its file's, with one
    underscore for each run of characters other than letters, digits, spaces and hyphens."""
    try:
        return scene_name(path)
    except UnfitName:
        return re.sub(r"[^\w -]+", "_", path.stem).strip() or "_"
