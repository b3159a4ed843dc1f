"""Findings of the linter: a fault of one text or ball, from when to when, and what to do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gdcore.stage.lint.advice import FindingKind, advice
from gdcore.story import Timeline

LONGER_FADES = 0.5
"""Seconds by which a caption's fades are longer in a longer beat."""

LASTING_SECONDS = 0.9
"""Seconds that a fault of a label in the scene must last to be reported: a viewer does not miss a
label that another one crosses for a shorter time."""


@dataclass(frozen=True)
class Subject:
    """A text or ball on the frame.

    text: what is written, in quotation marks; "" for a ball; part: what it belongs to, as "axes",
    or which ball it is; in_space: whether it stands at a point of the scene.
    """

    text: str
    part: str
    in_space: bool

    @property
    def name(self) -> str:
        """The object as a finding names it: “x” (axes)."""
        return f"{self.text} ({self.part})" if self.text and self.part else self.text or self.part


@dataclass(frozen=True)
class Observation:
    """One fault of one object at one moment.

    subject: the object; t: seconds; amount: how bad the fault is (larger is worse; for a text that
    is too brief the seconds that are missing), by which `merged` picks the moment that the message
    describes; key: observations of equal kind and key become one finding; passing: the fault is
    tolerated for less than `LASTING_SECONDS`, as where the camera carries one label past another.
    """

    kind: FindingKind
    key: object
    subject: Subject
    t: float
    amount: float
    message: str
    passing: bool = False


@dataclass(frozen=True)
class Finding:
    """One fault of one object, over all moments at which the linter saw it.

    path: the first beat in the spec, or its caption; beat: the place in the story, as "beat 4
    (descend)"; start, end: seconds of the first and the last moment with the fault; subject: the
    object; message: the fault, with its numbers; advice: what to change in the spec.
    """

    kind: FindingKind
    path: tuple[str | int, ...]
    beat: str
    start: float
    end: float
    subject: Subject
    message: str
    advice: str

    @property
    def name(self) -> str:
        """The object, as messages name it."""
        return self.subject.name

    def __str__(self) -> str:
        when = f"{self.start:.4g}" if self.end <= self.start else f"{self.start:.4g}–{self.end:.4g}"
        return f"{self.beat}, {when} s: {self.name}: {self.message}; {self.advice}"


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
        first, last = timeline.beat_at(start), timeline.beat_at(end)
        subject = worst.subject
        seconds = None
        if kind is FindingKind.BRIEF and first is last:
            seconds = math.ceil(2 * (first.end - first.start + worst.amount + LONGER_FADES)) / 2
        path: tuple[str | int, ...] = ("story", first.index)
        if subject.part == "caption":
            path = (*path, first.name, "caption")
        findings.append(
            Finding(
                kind,
                path,
                beats_between(timeline, start, end),
                start,
                end,
                subject,
                worst.message,
                advice(kind, subject.part, subject.in_space, seconds),
            )
        )
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
    """The beats from `start` to `end` seconds by number and name: "beat 4 (descend)"."""
    first, last = timeline.beat_at(start), timeline.beat_at(end)
    if first is last:
        return f"beat {first.index + 1} ({first.name})"
    return f"beats {first.index + 1} to {last.index + 1} ({first.name} to {last.name})"
