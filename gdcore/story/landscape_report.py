"""What a landscape holds, a sentence for each point and set of points."""

from __future__ import annotations

from gdcore.maths import CriticalKind, CriticalPoint, CriticalSet
from gdcore.maths.landscape.families import MOST_POINTS
from gdcore.story.beats.critical_points import kind_name
from gdcore.story.facts.landscape import falls_on
from gdcore.story.lesson import Lesson


def landscape_report(lesson: Lesson) -> list[str]:
    """One sentence for each critical point, edge minimum and set of them, minima first."""
    say, found = lesson.language.say, lesson.landscape
    lines = [_point(lesson, p) for p in found.points]
    lines += [_edge(lesson, p) for p in found.edge_minima]
    lines += [_set(lesson, s) for s in found.sets]
    if len(found.points) >= MOST_POINTS:
        lines.append(say("critical_points.more", count=MOST_POINTS))
    elif not found.complete:
        lines.append(say("critical_points.cut-short"))
    return lines


def _point(lesson: Lesson, p: CriticalPoint) -> str:
    say, write = lesson.language.say, lesson.rounding
    at, value = write.place(p.point), write.value(p.value)
    if not p.smooth:
        return say(f"critical_points.at-tip-{p.kind}", at=at, value=value)
    if p.kind is CriticalKind.MINIMUM:
        rate = p.largest_stable_rate
        if rate is None or 0.0 in p.eigenvalues:
            return say("critical_points.at-flat-minimum", at=at, value=value)
        return say("critical_points.at-minimum", at=at, value=value, rate=write.number(rate, 4))
    if p.kind is CriticalKind.SADDLE and len(p.point) == 1:
        return say("critical_points.at-inflection", at=at, value=value)
    eigenvalues = lesson.language.listed(write.slopes(p.eigenvalues))
    return say(f"critical_points.at-{p.kind}", at=at, value=value, eigenvalues=eigenvalues)


def _edge(lesson: Lesson, p: CriticalPoint) -> str:
    end = "" if falls_on(lesson, p.point) else "-end"
    at, value = lesson.rounding.place(p.point), lesson.rounding.value(p.value)
    return lesson.language.say(f"critical_points.at-edge{end}", at=at, value=value)


def _set(lesson: Lesson, s: CriticalSet) -> str:
    say, write = lesson.language.say, lesson.rounding
    middle = s.points[len(s.points) // 2].tolist()
    value, at = write.value(s.value), write.place(middle)
    if s.shape == "region":
        return say("critical_points.of-region", at=at, value=value)
    extreme = s.kind in (CriticalKind.MINIMUM, CriticalKind.MAXIMUM)
    kinds = kind_name(lesson, s.kind, several=True) if extreme else say("critical_points.critical")
    if s.held is None or s.span is None:
        return say("critical_points.of-curve", kinds=kinds, at=at, value=value)
    i, held = s.held
    place = [list(middle), list(middle)]
    for p, end in zip(place, s.span, strict=True):
        p[1 - i] = end
    place[0][i] = held
    return say(
        "critical_points.of-line",
        kinds=kinds,
        name=lesson.variables[i],
        held=write.coordinate(place[0], i),
        along=lesson.variables[1 - i],
        **{"from": write.coordinate(place[0], 1 - i), "to": write.coordinate(place[1], 1 - i)},
        value=value,
    )
