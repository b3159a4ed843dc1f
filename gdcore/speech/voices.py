"""The voice that a spec asks for."""

from __future__ import annotations

from pathlib import Path

from gdcore.maths import DataError
from gdcore.spec import Spec
from gdcore.spec.sources import find_below, find_file
from gdcore.spec.voice import MODEL_SUFFIX, VOICES
from gdcore.speech.speech import SpeechError, Voice


def voice_of(spec: Spec) -> Voice | None:
    """Who speaks in a lesson; None for a silent one.

    Raises:
        SpeechError: the voice is not installed, or its files are not there or lie outside the
            spec's folder.
    """
    if spec.voice is None:
        return None
    # Imported late: most lessons are silent.
    from gdcore.speech.piper import Piper, bundled
    from gdcore.speech.recordings import Recordings

    if spec.voice in VOICES:
        return Piper(bundled(spec.voice), spec.language)
    folder = spec.source.parent if spec.source else Path()
    try:
        if spec.voice.endswith(MODEL_SUFFIX):
            return Piper(find_file(folder, spec.voice), spec.language)
        return Recordings(find_below(folder, spec.voice))
    except DataError as error:
        names = ", ".join(VOICES)
        raise SpeechError(f"{error}; a voice is {names}, an .onnx file or a folder") from None
