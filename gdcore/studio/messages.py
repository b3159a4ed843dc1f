"""What the server and the easel say to each other: plain records that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from gdcore.spec.faults import Fault

LIVE_STEPS = 300_000
"""Steps of all descents together up to which a lesson is computed at every key stroke: a second."""


@dataclass(frozen=True)
class Source:
    """A lesson's text as it is just now.

    text: YAML; path: the file that it is going to be saved to, from which data are sought; theme:
    "dark" or "light" instead of the text's own, None for that; force: compute it however heavy.
    """

    text: str
    path: Path
    theme: str | None = None
    force: bool = False


@dataclass(frozen=True)
class BeatLine:
    """One beat: its index in the story, name, start and end in seconds, caption, chapter."""

    index: int
    name: str
    start: float
    end: float
    caption: str
    chapter: str


@dataclass(frozen=True)
class Overview:
    """What a page shows of a lesson beside its picture.

    title: as in the film; duration: seconds; theme: "dark" or "light"; captions: (start, end,
    text); transcript: all that the film says; starts: of the descents; listed: whether the spec
    lists its descents one by one; descents: their labels; settings: all keys of the spec
    with their values, defaults filled in; options: of each beat.
    """

    title: str
    duration: float
    theme: str
    variables: tuple[str, ...]
    domain: tuple[tuple[float, float], ...]
    beats: tuple[BeatLine, ...]
    captions: tuple[tuple[float, float, str], ...]
    transcript: str
    starts: tuple[tuple[float, ...], ...]
    descents: tuple[str, ...]
    listed: bool
    settings: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Faulty:
    """A text that is no lesson: all its faults."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Heavy:
    """A lesson that takes too long to be computed at every key stroke; steps: of all descents."""

    steps: int


@dataclass(frozen=True)
class FoundFault:
    """One finding of the linter: from when to when in seconds, the beat's index, the sentence."""

    start: float
    end: float
    beat: int
    text: str


@dataclass(frozen=True)
class Warned:
    """What is valid in a text but probably not meant: the line that it speaks of, the sentence."""

    line: int
    text: str


@dataclass(frozen=True)
class Hover:
    """What is under the pointer.

    point: in data space, with the digits that a pixel can tell; panel: which picture; text: f, ∇f
    and the step from there; start: index of the descent whose start is under the pointer, or None.
    """

    point: tuple[float, ...]
    panel: int
    text: str
    start: int | None


class Where(StrEnum):
    """The place at which a largest stable rate is known."""

    REACHED = "reached"
    MINIMUM = "minimum"
    END = "end"


@dataclass(frozen=True)
class StableLimit:
    """2/λmax of gradient descent.

    rate: 2/λmax; where: REACHED, at the lowest minimum that a descent has reached; MINIMUM, at the
    lowest one in the domain; END, where the lowest descent ends; place: the point, as written.
    """

    rate: float
    where: Where
    place: str
