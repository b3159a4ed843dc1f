"""The critical points of the domain."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gdcore.maths import CriticalKind
from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import LandscapeFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

MARKS_SECONDS = 6.0
_TOLD = 2  # places that are named one by one; more are counted

# A mark and a name on each of `lesson.critical_points`.
declare(Traits("critical_points", top_row="list", on_inset=False, fills_map=True))


@beat("critical_points")
def direct_critical_points(score: Score, options: Any) -> Shot:
    """Minima, maxima and saddles are marked and named."""
    lesson = score.lesson
    caption = caption_of(options, lambda: _words(lesson, lesson.facts.landscape))
    seconds = beat_seconds(score, options, MARKS_SECONDS, caption)
    show_for_beat(score, "critical_points", seconds, stay=options.stay, coming=1.0)
    speak(score, caption, seconds)
    return Shot(seconds, lesson.language.say("critical_points.chapter"), caption)


def _words(lesson: Lesson, facts: LandscapeFacts) -> str:
    """Where the gradient is 0, where f is lowest, and what makes a point what it is."""
    said = [*_places(lesson, facts), _lowest(lesson, facts), _why(lesson, facts)]
    return " ".join(text for text in said if text)


def _places(lesson: Lesson, facts: LandscapeFacts) -> list[str]:
    """Where the gradient is 0, and where there are minima or maxima without one."""
    say = lesson.language.say
    zero = "slope" if len(lesson.variables) == 1 else "gradient"
    counts = facts.counts
    items = [
        say(f"critical_points.{_plural(lesson, kind)}", count=counts[kind])
        for kind in _NAMES
        if counts[kind]
    ]
    shapes = Counter(s.shape for s in facts.sets if s.smooth)
    items += [say(f"critical_points.{shape}s", count=n) for shape, n in shapes.items()]
    told = []
    if items:
        some = "" if facts.complete else "-some"
        places = lesson.language.listed(items)
        told.append(say(f"critical_points.{zero}{some}", places=places))
    if len(facts.tips) == 1:
        (tip,) = facts.tips
        at = lesson.rounding.place(tip.point)
        told.append(say(f"critical_points.tip-{tip.kind}", at=at))
    elif facts.tips:
        told.append(say("critical_points.tips", count=len(facts.tips)))
    if any(not s.smooth and s.kind is CriticalKind.MINIMUM for s in facts.sets):
        told.append(say("critical_points.crease"))
    return told or [say(f"critical_points.{zero}-nowhere")]


def _lowest(lesson: Lesson, facts: LandscapeFacts) -> str:
    """The lowest value in the domain, and whether a minimum has it."""
    say, write = lesson.language.say, lesson.rounding
    where = facts.lowest
    low = {}
    if facts.least is not None:
        low = {"lower": write.place(facts.least.point), "least": write.value(facts.least.value)}
    if where == "minimum" or (where == "unknown" and facts.minima):
        best = facts.lowest_minima
        value, at = write.value(best[0].value), write.place(best[0].point)
        if where == "unknown":
            return say("critical_points.local-unknown", value=value, at=at)
        if len(best) == 1:
            return say("critical_points.lowest-one", value=value, at=at)
        if len(best) <= _TOLD:
            places = lesson.language.listed([write.place(p.point) for p in best])
            return say("critical_points.lowest-few", value=value, places=places)
        some = "" if facts.complete else "-some"
        return say(f"critical_points.lowest-many{some}", value=value, count=len(best))
    if where == "set":
        return say("critical_points.lowest-set", value=write.value(facts.floors[0].value))
    if facts.minima and not (where == "edge" and write.alike(facts.minima[0].value, _least(facts))):
        value, at = write.value(facts.minima[0].value), write.place(facts.minima[0].point)
        given = {"value": value, "at": at, **low}
        return say(f"critical_points.local-{where}", **given)
    if where == "edge":
        if facts.cut and facts.ties > 1:
            return say("critical_points.edge-many", least=low["least"], count=facts.ties)
        return say(f"critical_points.edge{'-cut' if facts.cut else ''}", **low)
    if where == "pole":
        return say("critical_points.pole", **low)
    return _none(lesson, facts)


def _least(facts: LandscapeFacts) -> float:
    assert facts.least is not None
    return facts.least.value


def _none(lesson: Lesson, facts: LandscapeFacts) -> str:
    """That no point is a minimum, if all of them are known to be something else."""
    known = all(p.kind is not CriticalKind.DEGENERATE for p in facts.points)
    if not facts.points or facts.minima or facts.sets or not known:
        return ""
    only = len(facts.points) == 1 and not facts.tips
    return lesson.language.say(f"critical_points.none{'-one' if only else ''}")


def _why(lesson: Lesson, facts: LandscapeFacts) -> str:
    """What makes the most telling of the points what it is."""
    say, counts = lesson.language.say, facts.counts
    lone = facts.points[0] if len(facts.points) == 1 else None
    if counts[CriticalKind.SADDLE]:
        if len(lesson.variables) == 1:
            return say("critical_points.why-inflection")
        (first, *others) = (p for p in facts.points if p.kind is CriticalKind.SADDLE)
        plain = not others and first.eigenvalues[0] < 0 < first.eigenvalues[-1]
        return say(f"critical_points.why-saddle{'' if plain else 's'}")
    if lone is not None and lone.kind is CriticalKind.DEGENERATE:
        at = lesson.rounding.place(lone.point)
        return say("critical_points.why-degenerate", at=at)
    if any(s.smooth and s.kind is CriticalKind.MINIMUM and s.shape != "region" for s in facts.sets):
        return say("critical_points.why-valley")
    if lone is not None and lone.kind is CriticalKind.MINIMUM:
        curved = bool(lone.eigenvalues) and lone.eigenvalues[0] > 0
        if curved or 0.0 in lone.eigenvalues:
            return say(f"critical_points.why-{'' if curved else 'flat-'}minimum")
    if lone is not None and lone.eigenvalues and lone.eigenvalues[-1] < 0:
        return say("critical_points.why-maximum")
    return ""


_NAMES = {
    CriticalKind.MINIMUM: "minima",
    CriticalKind.MAXIMUM: "maxima",
    CriticalKind.SADDLE: "saddles",
    CriticalKind.DEGENERATE: "degenerates",
}


def _plural(lesson: Lesson, kind: CriticalKind) -> str:
    return "inflections" if _inflection(lesson, kind) else _NAMES[kind]


def _inflection(lesson: Lesson, kind: CriticalKind) -> bool:
    return kind is CriticalKind.SADDLE and len(lesson.variables) == 1


def kind_name(lesson: Lesson, kind: CriticalKind, several: bool = False) -> str:
    """What a kind of critical point is called; in one variable a saddle is an inflection."""
    name = "inflection" if _inflection(lesson, kind) else kind.value
    return lesson.language.say(f"critical_points.{'plural-' if several else ''}{name}")
