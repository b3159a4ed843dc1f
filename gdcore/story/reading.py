"""The time that a viewer needs to read a text."""

from __future__ import annotations

READING_SPEED = 15.0
"""Characters per second, the usual limit for subtitles."""
_FINDING = 1.0  # seconds for the eye to go from the picture to a new text and back


def reading_seconds(text: str | None) -> float:
    """Seconds that a text has to stay on screen to be read; 0 for None."""
    return len(text) / READING_SPEED + _FINDING if text else 0.0
