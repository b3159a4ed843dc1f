"""How long a text has to stay on screen to be read."""

from __future__ import annotations

READING_SPEED = 15.0
"""Characters per second, the usual limit for subtitles."""
_FINDING = 1.0  # seconds for the eye to find a new line and come back from it


def reading_seconds(text: str | None) -> float:
    """How long a sentence has to stay on screen, in seconds; 0 for none."""
    return len(text) / READING_SPEED + _FINDING if text else 0.0
