"""Whether layout, insets and beats fit the function and the descents of a spec."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gdcore.maths.spelling import unknown
from gdcore.spec.beat import BEATS, Beat
from gdcore.spec.document import Layout
from gdcore.spec.refusals import number_text
from gdcore.spec.spec import Spec
from gdcore.spec.starts import GridStarts, RandomStarts
from gdcore.spec.validation import Location
from gdcore.spec.voice import VOICES

DIMENSIONS: dict[Layout, tuple[int, ...]] = {
    "surface": (2,),
    "split": (2,),
    "panels": (1, 2),
    "contour_panels": (2,),
    "contour": (2,),
    "curve": (1,),
    "data": (1, 2),
}
"""The numbers of variables that each layout can show; a board, without a picture, takes any."""

MOST_FILM_SECONDS = 3 * 3600.0
"""The longest film: twice a lecture. Only beats whose length the spec sets are counted; the others
take some seconds each."""

NO_DATA = "there is no key data with a file"


def misfits(spec: Spec) -> Iterator[tuple[Location, str]]:
    """(place, message) of each reason why a spec can't become a lesson."""
    yield from _starts(spec)
    yield from _batches(spec)
    yield from _layout(spec)
    yield from _insets(spec)
    yield from _story(spec)
    yield from _claims(spec)
    yield from _voice(spec)


def _voice(spec: Spec) -> Iterator[tuple[Location, str]]:
    speaks = VOICES.get(spec.voice or "", spec.language)
    if speaks != spec.language:
        todo = f"name a voice of Piper for {spec.language}, or a folder with recordings"
        yield (
            ["voice"],
            f"{spec.voice} speaks {speaks}, and the captions are {spec.language}; {todo}",
        )


def _starts(spec: Spec) -> Iterator[tuple[Location, str]]:
    """(place, message) of each start at which the function is undefined."""
    if not spec.descents:
        return
    starts = list(dict.fromkeys(plan.start for plan in spec.descents))
    values = spec.objective.value(np.array(starts))
    undefined = [s for s, defined in zip(starts, np.isfinite(values), strict=True) if not defined]
    for index, plan in enumerate(spec.descents if spec.listed else ()):
        if plan.start in undefined:
            yield ["descents", index, "start"], _undefined(spec, plan.start)
    if undefined and not spec.listed:
        if isinstance(spec.starts, RandomStarts | GridStarts):
            share = f"{len(undefined)} of {len(starts)} starts are such places"
            yield ["starts"], f"{_undefined(spec, undefined[0])} ({share})"
        else:
            for index, start in enumerate(spec.starts):
                if start in undefined:
                    yield ["starts", index], _undefined(spec, start)


def _undefined(spec: Spec, start: tuple[float, ...]) -> str:
    place = ", ".join(
        f"{name} = {number_text(x)}" for name, x in zip(spec.variables, start, strict=True)
    )
    todo = "choose a start or a domain where it has a value"
    return f"the function is undefined at the start {place}; {todo}"


def _batches(spec: Spec) -> Iterator[tuple[Location, str]]:
    for index, plan in enumerate(spec.descents):
        if plan.batch_size is None or not spec.listed:
            continue
        if spec.data is None:
            yield ["descents", index, "batch_size"], f"mini-batches are of data; {NO_DATA}"
        elif plan.batch_size > len(spec.data.loss_function.targets):
            count = len(spec.data.loss_function.targets)
            message = f"batches of {plan.batch_size} from {count} lines of data"
            yield ["descents", index, "batch_size"], message


def _layout(spec: Spec) -> Iterator[tuple[Location, str]]:
    fitting = DIMENSIONS.get(spec.layout)
    if fitting is not None and spec.dimension not in fitting:
        layouts = [name for name, d in DIMENSIONS.items() if spec.dimension in d and name != "data"]
        message = f"the layout {spec.layout} {_needs(fitting)}; {_has(spec)}"
        yield ["layout"], f"{message}, which takes: {', '.join([*layouts, 'board'])}"
    if spec.layout == "data" and spec.data is None:
        yield ["layout"], f"the layout data shows data; {NO_DATA}"
    if spec.layout in ("panels", "contour_panels") and len(spec.descents) < 2:
        message = f"the layout {spec.layout} has one picture for each descent, and "
        yield ["layout"], message + ("this is one" if spec.descents else "there is none")


def _insets(spec: Spec) -> Iterator[tuple[Location, str]]:
    for index, inset in enumerate(spec.insets):
        if inset == "contour" and spec.dimension != 2:
            yield ["insets", index], f"the inset contour {_needs((2,))}; {_has(spec)}"
        if inset in spec.insets[:index]:
            yield ["insets", index], f"the inset {inset} stands here twice"
        if inset != "contour" and not spec.descents:
            yield ["insets", index], f"the inset {inset} shows descents, and there are none"


def _story(spec: Spec) -> Iterator[tuple[Location, str]]:
    seconds = sum(beat.seconds or 0 for beat in spec.story or ())
    if seconds > MOST_FILM_SECONDS:
        hours = MOST_FILM_SECONDS / 3600
        yield ["story"], f"a film of {seconds / 3600:.1f} hours; at most {hours:g} can be shown"
    for index, beat in enumerate(spec.story or ()):
        reason = unfit(beat, spec)
        if reason:
            yield ["story", index], reason


def _claims(spec: Spec) -> Iterator[tuple[Location, str]]:
    """Descents that a claim names and the spec lacks, and points of another dimension."""
    for index, claim in enumerate(spec.expect):
        for name in claim.named:
            named = getattr(claim, name)
            for at, which in enumerate(named if isinstance(named, tuple) else (named,)):
                if (problem := _missing(which, spec)) is not None:
                    yield ("expect", index, name, at), problem
        for name in (*claim.places, "slopes"):
            numbers = getattr(claim, name, None)
            if numbers is not None and len(numbers) != spec.dimension:
                message = f"expected {spec.dimension} number{'s' * (spec.dimension != 1)}"
                yield ("expect", index, name), f"{message}; found {len(numbers)}"


def _missing(which: int | str, spec: Spec) -> str | None:
    """Why there is no descent of this label or number, or None where there is one."""
    labels = [plan.label for plan in spec.descents]
    if isinstance(which, str):
        if which in labels:
            return None
        return unknown("there is no descent", which, labels, "the labels are")
    if 1 <= which <= len(labels):
        return None
    return f"there is no descent {which}; they are numbered from 1 to {len(labels)}"


def unfit(beat: Beat, spec: Spec) -> str | None:
    """The reason why a beat does not suit a lesson, with alternatives; None where it does."""
    d, count = spec.dimension, len(spec.descents)
    fewest, most = beat.fewest_variables, beat.most_variables
    if d < fewest:
        return f"{beat.name} {_needs((fewest,), more=most is None)}; {_has(spec)}: {beat.instead}"
    if most is not None and (d > most or spec.layout == "board"):
        why = _has(spec) if d > most else "the layout board has none"
        return f"{beat.name} happens on a picture; {why}: {_pictureless(d)} need none"
    if spec.flat and not beat.on_map:
        return f"{beat.name} needs a surface; the layout {spec.layout} is flat"
    named = beat.descents_named
    for number in named:
        if number > count:
            there = {0: "there is none", 1: "there is only one"}.get(count, f"there are {count}")
            return f"{beat.name} asks for descent {number}; {there}"
    if len(set(named)) < len(named):
        return f"{beat.name} asks for one descent twice"
    if count < beat.descents_needed:
        there = "this is one" if count else "there is none"
        needed = "shows descents" if beat.descents_needed == 1 else "takes two or more descents"
        return f"{beat.name} {needed}; {there}"
    return None


def _pictureless(dimension: int) -> str:
    """The names of the beats that need no picture, as a list in words."""
    *names, last = (
        name
        for name, kind in BEATS.items()
        if kind.most_variables is None and kind.fewest_variables <= dimension
    )
    return f"{', '.join(names)} and {last}"


def _needs(dimensions: tuple[int, ...], more: bool = False) -> str:
    count = " or ".join("one" if d == 1 else "two" for d in dimensions)
    return f"needs a function of {count}{' or more' if more else ''} variable" + (
        "" if dimensions == (1,) else "s"
    )


def _has(spec: Spec) -> str:
    return f"this one has {spec.dimension}"
