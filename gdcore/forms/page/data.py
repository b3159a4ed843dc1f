"""All that a page shows of a lesson, computed once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gdcore.forms.page.charts import loss_figure, norm_figure
from gdcore.forms.page.figure import Figure
from gdcore.forms.page.flat import curve_figure, map_figure
from gdcore.forms.page.look import Look
from gdcore.forms.page.sampled import Sampled
from gdcore.forms.page.steps import ShownSteps, Slider, shown_steps
from gdcore.forms.page.surface import surface_figure
from gdcore.spec.labels import title as optimizer_title
from gdcore.stage.props.frame.gradient_formula import derivative_markups
from gdcore.stage.props.parts.formula_label import formula_markup
from gdcore.stage.props.parts.rules import rule_lines
from gdcore.story import Lesson, Timeline, ending, landscape_report, transcript
from gdcore.story.beats.title import title
from gdcore.words.formulas import plain

MOST_CHARACTERS = 900
"""Of a formula in Typst's notation; nobody reads a longer one."""
MOST_SENTENCES = 24
"""About critical points; Rastrigin's function has 441."""
_EYE = 1.45  # plotly's unit is the longest side of the box
_HIGHEST = 55.0  # degrees


@dataclass(frozen=True, eq=False)
class Descending:
    """One descent on the page.

    label: its name; ending: how it ended, in a sentence or two; method: its optimizer's name; rule:
    the lines of its update rule, in Typst's notation; steps: its shown steps.
    """

    label: str
    ending: str
    method: str
    rule: tuple[str, ...]
    steps: ShownSteps


@dataclass(frozen=True, eq=False)
class PageData:
    """What a page shows.

    Attributes:
        lesson: its subject.
        title: without mathematics' marks.
        formula: f(x, y) = …, Typst markup.
        derivatives: ∂f/∂x = … each; empty for a loss on data.
        slider: the positions of the slider; None without descents.
        descents: in the lesson's order.
        look: the colours.
        surface, map, curve, loss, norm: the figures that the lesson has, else None.
        level_step: from one level curve of the map to the next; None without a map.
        landscape: a sentence for each critical point.
        transcript: what the film says, with its times.
        spec: the text of the spec's file.
    """

    lesson: Lesson
    timeline: Timeline
    title: str
    formula: str
    derivatives: tuple[str, ...]
    slider: Slider | None
    descents: tuple[Descending, ...]
    look: Look
    surface: Figure | None
    map: Figure | None
    curve: Figure | None
    loss: Figure | None
    norm: Figure | None
    level_step: float | None
    landscape: tuple[str, ...]
    transcript: str
    spec: str

    @property
    def figures(self) -> dict[str, Figure]:
        """The figures that there are, by name."""
        every = {n: getattr(self, n) for n in ("surface", "map", "curve", "loss", "norm")}
        return {name: figure for name, figure in every.items() if figure is not None}


def page_data(timeline: Timeline) -> PageData:
    """Compute what the page of a lesson shows."""
    lesson = timeline.lesson
    look, dimension = Look.of(lesson), len(lesson.variables)
    slider = Slider.of(lesson) if lesson.descents else None
    shown = [shown_steps(lesson, d, slider) for d in lesson.descents] if slider else []
    grid = Sampled.of(lesson) if dimension <= 2 else None
    surface = flat = curve = None
    if grid and dimension == 2:
        surface, flat = surface_figure(grid, look, _eye(timeline)), map_figure(grid, look)
    elif grid:
        curve = curve_figure(grid, look)
    return PageData(
        lesson,
        timeline,
        plain(title(lesson)),
        formula_markup(lesson),
        tuple(m for m in derivative_markups(lesson) if len(m) <= MOST_CHARACTERS),
        slider,
        tuple(_descending(lesson, i, s) for i, s in enumerate(shown)),
        look,
        surface,
        flat,
        curve,
        loss_figure(lesson, look, shown) if shown else None,
        norm_figure(lesson, look, shown) if shown and dimension > 2 else None,
        grid.level_step if grid and dimension == 2 else None,
        tuple(landscape_report(lesson)[:MOST_SENTENCES]),
        transcript(timeline),
        lesson.spec.places.text,
    )


def _descending(lesson: Lesson, index: int, shown: ShownSteps) -> Descending:
    descent = lesson.descents[index]
    method = optimizer_title(descent.optimizer, lesson.language)
    if descent.batches is not None and descent.optimizer == "gradient_descent":
        method = lesson.language.say("optimizers.stochastic")
    rule, _ = rule_lines(lesson, descent)
    told = ending(lesson, lesson.facts.descent(index))
    return Descending(descent.label, plain(told), method, rule, shown)


def _eye(timeline: Timeline) -> Mapping[str, float]:
    """Where the film's camera stands once the whole surface has come, as plotly says it."""
    reveal = timeline.tracks["surface.reveal"].times
    moment = timeline.beat_at(float(reveal[-1])).end if len(reveal) else 0.0
    azimuth = math.radians(timeline.value("camera.azimuth", moment))
    # A map's view from straight above is no view of a surface.
    elevation = math.radians(min(timeline.value("camera.elevation", moment), _HIGHEST))
    flat = _EYE * math.cos(elevation)
    eye = np.array([flat * math.cos(azimuth), flat * math.sin(azimuth), _EYE * math.sin(elevation)])
    return {axis: round(float(part), 6) for axis, part in zip("xyz", eye, strict=True)}
