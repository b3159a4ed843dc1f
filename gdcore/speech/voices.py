"""The voice that a spec asks for."""

from __future__ import annotations

from pathlib import Path

from gdcore.spec import Spec
from gdcore.speech.piper import Piper, bundled
from gdcore.speech.recordings import Recordings
from gdcore.speech.speech import Voice


def voice_of(spec: Spec) -> Voice | None:
    """Who speaks in a lesson; None for a silent one.

    Raises:
        SpeechError: the voice is not installed, or its files are not there.
    """
    entry = spec.voice
    if entry is None:
        return None
    folder = spec.source.parent if spec.source else Path()
    if entry.recordings is not None:
        return Recordings(folder / entry.recordings)
    model = folder / entry.model if entry.model is not None else bundled(entry.name or "")
    return Piper(model, spec.language)
