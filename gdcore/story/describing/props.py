"""What each prop of the house shows, in a noun phrase.

Colour bars, axes, read-outs and the formulas of derivatives are left out: they repeat what is told
anyway, and some frames have no room for them.
"""

from __future__ import annotations

import math

from gdcore.maths.formula.printer import formula_text
from gdcore.spec.labels import title as optimizer_title
from gdcore.story.describing.places import domain, height, value_at, way
from gdcore.story.describing.registry import Described, describes
from gdcore.words import MINUS
from gdcore.words.formulas import plain

MOST_BALLS = 4
"""Balls that are told one by one; of more a listener could not keep the places in mind."""
MOST_MARKS = 8
"""Marked points that are told one by one."""
_NEW = 2.0
"""Seconds for which a prop is new in the picture."""
LONGEST_FORMULA = 70
"""Characters of a formula that is read aloud; nobody follows a longer one."""


_ALONE = ("surface", "contour", "curve")
"""The layouts with one picture."""


@describes("title")
def _title(about: Described) -> str:
    texts = [plain(text) for text in (about.cue.text, about.cue.subtitle) if text]
    return about.say("title", text=". ".join(texts))


@describes("surface")
def _surface(about: Described) -> str:
    """The landscape with its lowest and highest places, where f has them in the domain."""
    lesson, write = about.lesson, about.write
    one = len(lesson.variables) == 1
    flat = lesson.spec.flat or (not one and about.timeline.value("surface.flatten", about.t) > 0.5)
    kind = "curve" if one else "map" if flat else "surface"
    over, found = domain(lesson), lesson.facts.extremes
    if found is None or not all(e.bounded and math.isfinite(e.value) for e in found):
        return about.say(kind, over=over)
    low, high = (write.value(e.value) for e in found)
    if write.alike(found[0].value, found[1].value):
        return about.say(f"{kind}-level", over=over, low=low)
    at = [write.place(e.point) for e in found]
    places = {"low": low, "high": high, "low-at": at[0], "high-at": at[1]}
    return about.say(f"{kind}-between", over=over, **places)


@describes("ball")
def _balls(about: Described) -> str:
    """The places and heights of the balls; of many only how many there are."""
    cues, lesson = about.cues, about.lesson
    if _are_back(about):
        return about.say("balls-back", count=len(cues))
    if len(cues) > MOST_BALLS:
        return about.say("balls", count=len(cues))
    places = [about.timeline.position(cue.descent or 0, about.t) for cue in cues]
    if len(cues) > 1 and len(set(places)) == 1:
        tall = height(lesson, value_at(lesson, places[0]))
        return about.say("balls-at", count=len(cues), at=about.write.place(places[0]), height=tall)
    phrases = []
    for cue in cues:
        assert cue.descent is not None
        p = about.timeline.position(cue.descent, about.t)
        given = {"at": about.write.place(p), "height": height(lesson, value_at(lesson, p))}
        if len(lesson.descents) == 1:
            phrases.append(about.say("ball", **given))
        else:
            label = plain(lesson.descents[cue.descent].label)
            phrases.append(about.say("ball-of", label=label, **given))
    return "; ".join(phrases)


def _are_back(about: Described) -> bool:
    """Whether balls that have run come into the picture again, at their starts."""
    timeline = about.timeline
    return all(
        cue.start <= about.t < cue.start + _NEW
        and timeline.steps(cue.descent or 0, about.t) == 0
        and any(c.descent == cue.descent and c.start < cue.start for c in timeline.cues_of("ball"))
        for cue in about.cues
    )


@describes("legend")
def _legend(about: Described) -> str | None:
    """The list, or the titles of panels; none above one picture, where it waits until they run."""
    spec = about.lesson.spec
    if spec.aspect != "16:9" and spec.layout in _ALONE:
        return None
    labels = [plain(descent.label) for descent in about.lesson.descents]
    return about.say("legend", labels=about.lesson.language.listed(labels))


@describes("formula")
def _formula(about: Described) -> str:
    """The formula in the notation of a spec, which a screen reader reads as it stands."""
    lesson = about.lesson
    text = formula_text(lesson.formula.expression).replace("-", MINUS)
    if len(text) > LONGEST_FORMULA:
        return about.say("formula-long", count=len(text))
    if lesson.data is not None:
        return about.say("model", formula=text)
    return about.say("formula", over=", ".join(lesson.variables), formula=text)


@describes("tangent_plane")
def _tangent(about: Described) -> str | None:
    return _at_point(about, "tangent-line" if len(about.lesson.variables) == 1 else "tangent-plane")


@describes("gradient")
def _gradient(about: Described) -> str | None:
    """The arrow, with the way in which it points where it is long enough to be seen."""
    p = about.point()
    if p is None:
        return None
    facts, at = about.lesson.facts.at(p), about.write.place(p)
    if facts.gradient is None:
        return None
    towards = None if facts.flat else way(about.lesson, facts.gradient)
    return about.say("gradient", at=at, way=towards) if towards else about.say("flat", at=at)


@describes("slices")
def _slices(about: Described) -> str | None:
    return _at_point(about, "slices")


@describes("sign_step")
def _sign_step(about: Described) -> str | None:
    return _at_point(about, "sign-step")


@describes("update_rule")
def _update_rule(about: Described) -> str | None:
    return _of_method(about, "update-rule")


@describes("algorithm")
def _algorithm(about: Described) -> str | None:
    return _of_method(about, "algorithm")


@describes("internals")
def _internals(about: Described) -> str | None:
    return _of_method(about, "internals")


@describes("vector_field")
def _field(about: Described) -> str:
    return about.say("field-up" if about.cue.text == "ascent" else "field-down")


@describes("critical_points")
def _marks(about: Described) -> str | None:
    """The marked points with their kinds and places; of many, not all of which are marked, none."""
    write, points = about.write, about.lesson.critical_points
    if not points:
        return None
    if len(points) > MOST_MARKS:
        return about.say("many-marks")
    marks = [about.say(str(p.kind), at=write.place(p.point)) for p in points]
    return about.say("marks", marks="; ".join(marks))


@describes("basins")
def _basins(about: Described) -> str:
    return about.say("basins", count=len(about.lesson.facts.basins.minima))


@describes("loss_curve")
def _chart(about: Described) -> str:
    return about.say("chart-log" if about.cue.text == "log" else "chart")


@describes("inset_loss")
def _small_chart(about: Described) -> str:
    return about.say("small-chart-log" if about.cue.text == "log" else "small-chart")


@describes("inset_schedule")
def _schedule(about: Described) -> str:
    return about.say("small-schedule")


@describes("inset_contour")
def _small_map(about: Described) -> str:
    return about.say("small-map")


@describes("data")
def _data(about: Described) -> str | None:
    data = about.lesson.data
    return about.say("data", count=len(data.targets)) if data is not None else None


@describes("compare")
def _table(about: Described) -> str:
    return about.say("table", count=len(about.cue.descents))


@describes("race")
def _race(about: Described) -> str:
    return about.say("race")


@describes("winner")
def _winner(about: Described) -> str:
    return about.say("winner", text=plain(about.cue.text))


def _at_point(about: Described, message: str) -> str | None:
    p = about.point()
    return None if p is None else about.say(message, at=about.write.place(p))


def _of_method(about: Described, message: str) -> str | None:
    """A message about the method of the cue's descent."""
    if about.cue.descent is None:
        return None
    name = about.lesson.descents[about.cue.descent].optimizer
    return about.say(message, method=optimizer_title(name, about.lesson.language))
