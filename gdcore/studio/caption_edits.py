"""The captions of all beats at once, changed in the text of a spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gdcore.studio.kinds import beats
from gdcore.studio.value_edits import leave_out, write
from gdcore.studio.values import Path
from gdcore.studio.yaml_edits import get

OWN_WORDS = ("caption", "captions")
"""The options of beats that hold a lecturer's own captions."""


def without_captions(text: str, complete: Mapping[str, Any]) -> str:
    """The text whose beats say nothing; a beat that is a caption itself stays.

    complete: the spec's plain data, all defaults filled in, the story's beats included.

    Raises:
        EditError: the text is damaged.
    """
    text = _without_own_words(text, complete)
    for path in _beats(complete):
        if OWN_WORDS[0] in beats()[str(path[-1])].slots:
            text = write(text, complete, [*path, OWN_WORDS[0]], False)
    return text


def with_usual_captions(text: str, complete: Mapping[str, Any]) -> str:
    """The text whose beats all have the story's own words.

    Raises:
        EditError: the text is damaged.
    """
    return _without_own_words(text, complete)


def _without_own_words(text: str, complete: Mapping[str, Any]) -> str:
    for path in _beats(complete):
        for key in OWN_WORDS:
            if get(text, [*path, key]) is not None:
                text = leave_out(text, [*path, key])
    return text


def _beats(complete: Mapping[str, Any]) -> Iterator[Path]:
    for index, beat in enumerate(complete["story"]):
        yield ["story", index, next(iter(beat))]
