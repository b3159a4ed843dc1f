"""Who speaks the captions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from gdcore.spec.frozen import Frozen
from gdcore.spec.sources import relative_path
from gdcore.spec.values import Text

VoiceName = Literal["joe"]
VOICE_LANGUAGES: dict[str, str] = {"joe": "en"}
"""The language that each voice with a name speaks."""


class VoiceEntry(Frozen):
    """Who speaks the captions: a voice with a name, a model of Piper, or the lecturer."""

    shorthand = "name"

    name: VoiceName | None = Field(
        None, description="A voice that comes as a package: joe, who speaks English."
    )
    model: Annotated[Text, AfterValidator(relative_path)] | None = Field(
        None,
        description="A voice of Piper in any language: its .onnx file, seen from the spec's "
        "folder, with the .onnx.json beside it.",
    )
    recordings: Annotated[Text, AfterValidator(relative_path)] | None = Field(
        None,
        description="The lecturer's own voice: a folder, seen from the spec's, with a sound file "
        "for each beat that has one, named after its number, as 03.wav.",
    )

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys that name a voice; exactly one may."""
        return tuple(key for key in ("name", "model", "recordings") if getattr(self, key))
