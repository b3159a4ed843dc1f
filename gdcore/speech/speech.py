"""Something said: its sound, and when each of its sentences begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
"""Samples a second of all sound: what video files usually have, and the only rate of Opus."""

Samples = NDArray[np.int16]


class SpeechError(Exception):
    """A caption can't be spoken; the message gives the reason and what to do."""


@dataclass(frozen=True, eq=False)
class Speech:
    """One caption or one recording, as sound.

    Attributes:
        samples: (n,), mono, `RATE` a second.
        sentences: (start, end, text) of each sentence in seconds from the beginning; of a
            recording, whose words nobody knows, one with an empty text.
    """

    samples: Samples
    sentences: tuple[tuple[float, float, str], ...]

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / RATE


class Voice(Protocol):
    """Who speaks in a lesson."""

    def caption(self, text: str) -> Speech | None:
        """What is heard when a text appears, whenever that is; None for silence.

        Raises:
            SpeechError: it can't be said.
        """

    def beat(self, index: int) -> Speech | None:
        """What is heard during the beat of this index, whatever it shows; None for silence.

        Raises:
            SpeechError: it can't be said.
        """
