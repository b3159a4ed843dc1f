"""Captions as sound: who says them, and how long that takes."""

from gdcore.speech.speech import Speech, SpeechError, Voice
from gdcore.speech.voices import voice_of

__all__ = ["Speech", "SpeechError", "Voice", "voice_of"]
