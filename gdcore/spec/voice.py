"""Who speaks the captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import AfterValidator

from gdcore.maths.spelling import known_name
from gdcore.spec.sources import relative_path
from gdcore.spec.values import Text

VOICES: dict[str, str] = {"joe": "en"}
"""The voices with a name, each with the language that it speaks."""
MODEL_SUFFIX = ".onnx"
"""Of a voice of Piper; any other path is a folder of recordings."""


def _voice(text: str) -> str:
    return known_name(text, VOICES) or relative_path(text)


if TYPE_CHECKING:
    VoiceText: TypeAlias = str
else:
    VoiceText = Annotated[Text, AfterValidator(_voice)]
