"""Findings of the linter: a fault of one text or ball, from when to when, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from gdcore.story import Timeline


class FindingKind(Enum):
    """The faults that the linter looks for in a text or ball on the frame."""

    OFF_SCREEN = "off-screen"
    CUT = "cut"
    OVERLAP = "overlap"
    COVERED = "covered"
    SMALL = "small"
    CONTRAST = "contrast"
    HIDDEN = "hidden"
    BRIEF = "brief"


ADVICE = {
    FindingKind.OFF_SCREEN: "shorten it, break it into lines, or move it inwards",
    FindingKind.CUT: "zoom out, or fade it before it comes to the edge",
    FindingKind.OVERLAP: "move one of them, or show one after the other",
    FindingKind.COVERED: "move one of them, or show one after the other",
    FindingKind.SMALL: "make it larger, or say less",
    FindingKind.CONTRAST: "put it on a plate, or give it another colour",
    FindingKind.HIDDEN: "turn the camera, move it, or leave it out",
    FindingKind.BRIEF: "give the beat more seconds, or say less",
}
"""What an author can do about each kind of finding."""


LASTING_SECONDS = 0.9
"""Seconds that a fault of a label in the scene must last to be reported: a viewer does not miss a
label that another one crosses for a shorter time."""


@dataclass(frozen=True)
class Observation:
    """One fault of one object at one moment.

    name: the object, as the message names it; t: seconds; amount: how bad the fault is (larger is
    worse), by which `merged` picks the moment that the message describes; key: observations of
    equal kind and key become one finding; passing: the fault is tolerated for less than
    `LASTING_SECONDS`, as where the camera carries one label past another.
    """

    kind: FindingKind
    key: object
    name: str
    t: float
    amount: float
    message: str
    passing: bool = False


@dataclass(frozen=True)
class Finding:
    """One fault of one object, over all moments at which the linter saw it.

    beat: the place in the story, as `story[3] descend`; start, end: seconds of the first and the
    last moment with the fault; name: the object; message: the fault, with its numbers.
    """

    kind: FindingKind
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
    """One finding for each kind and object, described by its worst moment, in order of time.

    moments: all moments that the linter looked at, seconds in rising order; with them faults that
    only pass (`Observation.passing`) are left out. Without moments they are reported too.
    """
    groups: dict[tuple[FindingKind, object], list[Observation]] = {}
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
    """The observations in runs of consecutive moments that last `LASTING_SECONDS` or more."""
    number = {t: k for k, t in enumerate(moments)}
    runs: list[list[Observation]] = []
    for seen in sorted(group, key=lambda seen: seen.t):
        if runs and number[seen.t] <= number[runs[-1][-1].t] + 1:
            runs[-1].append(seen)
        else:
            runs.append([seen])
    return [seen for run in runs if run[-1].t - run[0].t >= LASTING_SECONDS for seen in run]


def beats_between(timeline: Timeline, start: float, end: float) -> str:
    """The beats from `start` to `end` seconds, named as in a spec: `story[3] descend`."""
    first, last = timeline.beat_at(start), timeline.beat_at(end)
    name = f"story[{first.index}] {first.name}"
    return name if first is last else f"{name} to story[{last.index}] {last.name}"
