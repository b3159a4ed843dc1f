"""How long the texts of a lesson take: to be read, and to be heard where somebody speaks."""

from __future__ import annotations

from collections.abc import Iterable

from gdcore.speech import Speech, Voice
from gdcore.story.reading import reading_seconds
from gdcore.story.timeline import Cue, Said
from gdcore.words.formulas import plain

AFTER = 0.2
"""Seconds of silence after something was said, before anything else is: those from the start of a
beat to its caption, so that a caption does not wait for its voice."""
BEFORE = 0.2
"""Seconds from the start of a beat to its recording, as to its caption."""


class Telling:
    """Texts as they are read and heard; collects what is said while the story is directed.

    voice: None for a silent film.
    """

    def __init__(self, voice: Voice | None = None) -> None:
        self._voice = voice
        self._said: list[Said] = []
        self._heard: set[Cue] = set()

    def seconds(self, text: str | None) -> float:
        """Seconds that a text has to stay on screen: to be read, or heard to its end."""
        return max(reading_seconds(text), self.hearing(text))

    def hearing(self, *texts: str | None) -> float:
        """Seconds that it takes to say some texts, one after the other; 0 without a voice."""
        lengths = [
            speech.seconds for text in texts if text and (speech := self._speech(text)) is not None
        ]
        return sum(lengths) + AFTER * max(0, len(lengths) - 1)

    def recorded(self, beat: int) -> float:
        """Seconds of the recording of the beat of this index; 0 if there is none."""
        speech = self._voice.beat(beat) if self._voice else None
        return BEFORE + speech.seconds if speech else 0.0

    def say(self, beat: int, start: float, cues: Iterable[Cue]) -> float:
        """Say what a beat says, each text when it appears, but none into another.

        Args:
            beat: its index.
            start: when it begins.
            cues: those of texts that its director has written; those that were said before are
                passed over.

        Returns:
            When the last word is over; `start` if nothing is said.
        """
        if self._voice is None:
            return start
        if (speech := self._voice.beat(beat)) is not None:
            self._add(start + BEFORE, speech)
        for cue in sorted(cues, key=lambda cue: cue.start):
            if cue.start >= start and cue not in self._heard:
                self._heard.add(cue)
                if (speech := self._speech(cue.text)) is not None:
                    self._add(cue.start, speech)
        return max(start, self._said[-1].end) if self._said else start

    @property
    def said(self) -> tuple[Said, ...]:
        """All that was said, in order."""
        return tuple(self._said)

    def _add(self, at: float, speech: Speech) -> None:
        earliest = self._said[-1].end + AFTER if self._said else at
        self._said.append(Said(max(at, earliest), speech))

    def _speech(self, text: str) -> Speech | None:
        return self._voice.caption(plain(text)) if self._voice else None
