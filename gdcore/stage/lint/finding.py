"""Findings: what is wrong with one object, when, how much, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from gdcore.story import Timeline


class Kind(Enum):
    """What can be wrong with an object on the frame."""

    OFF_SCREEN = "off-screen"
    CUT = "cut"
    OVERLAP = "overlap"
    COVERED = "covered"
    SMALL = "small"
    CONTRAST = "contrast"
    HIDDEN = "hidden"
    BRIEF = "brief"


ADVICE = {
    Kind.OFF_SCREEN: "shorten it, break it into lines, or move it inwards",
    Kind.CUT: "zoom out, or fade it before it comes to the edge",
    Kind.OVERLAP: "move one of them, or show one after the other",
    Kind.COVERED: "move one of them, or show one after the other",
    Kind.SMALL: "make it larger, or say less",
    Kind.CONTRAST: "put it on a plate, or give it another colour",
    Kind.HIDDEN: "turn the camera, move it, or leave it out",
    Kind.BRIEF: "give the beat more seconds, or say less",
}
"""What to do about each kind."""


PASSING = 0.9
"""Seconds: who reads a label that moves looks away from it for as long."""


@dataclass(frozen=True)
class Observation:
    """One thing that is wrong at one moment.

    name: the object, for people; amount: how bad, the more the worse, to tell which moment the
    message is about; key: observations with equal kind and key are one finding; passing: it may
    be so for a moment, as where the camera carries one label past another.
    """

    kind: Kind
    key: object
    name: str
    t: float
    amount: float
    message: str
    passing: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with one object, over all moments at which it is.

    start, end: seconds of the first and the last moment at which it was seen; beat: where in the
    story, as `story[3] descend`; name: the object; message: what is wrong, and what to do.
    """

    kind: Kind
    beat: str
    start: float
    end: float
    name: str
    message: str

    def __str__(self) -> str:
        when = f"{self.start:.4g}" if self.end <= self.start else f"{self.start:.4g}–{self.end:.4g}"
        return f"{self.beat}: {when} s: {self.name}: {self.message}; {ADVICE[self.kind]}"


def merged(
    timeline: Timeline, observations: Iterable[Observation], moments: Sequence[float] = ()
) -> list[Finding]:
    """One finding for each kind and object, told by its worst moment, in order of time.

    moments: all that were looked at, by which what only passes is known and left out; none: it
    is told as well.
    """
    groups: dict[tuple[Kind, object], list[Observation]] = {}
    for seen in observations:
        groups.setdefault((seen.kind, seen.key), []).append(seen)
    findings = []
    for (kind, _), group in groups.items():
        if moments and all(seen.passing for seen in group):
            group = _lasting(group, moments)
            if not group:
                continue
        worst = max(group, key=lambda seen: seen.amount)
        start, end = min(seen.t for seen in group), max(seen.t for seen in group)
        where = beats_between(timeline, start, end)
        findings.append(Finding(kind, where, start, end, worst.name, worst.message))
    return sorted(findings, key=lambda f: (f.start, f.kind.name, f.name))


def _lasting(group: Sequence[Observation], moments: Sequence[float]) -> list[Observation]:
    """Those that belong to a while of `PASSING` seconds or more."""
    number = {t: k for k, t in enumerate(moments)}
    whiles: list[list[Observation]] = []
    for seen in sorted(group, key=lambda seen: seen.t):
        if whiles and number[seen.t] <= number[whiles[-1][-1].t] + 1:
            whiles[-1].append(seen)
        else:
            whiles.append([seen])
    return [seen for one in whiles if one[-1].t - one[0].t >= PASSING for seen in one]


def beats_between(timeline: Timeline, start: float, end: float) -> str:
    """The beats from `start` to `end`, as a spec has them: `story[3] descend`."""
    first, last = timeline.beat_at(start), timeline.beat_at(end)
    name = f"story[{first.index}] {first.name}"
    return name if first is last else f"{name} to story[{last.index}] {last.name}"
