"""The final numbers of some descents, one below the other."""

from __future__ import annotations

import math

from gdcore.maths import Outcome
from gdcore.stage.arrangement import chart_region
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.setting import Setting
from gdcore.stage.props.swatch import swatch
from gdcore.stage.props.texts import CueProp
from gdcore.stage.typeset import escape
from gdcore.story import Cue, Descent, Lesson
from gdcore.story.numbers import count, fixed, places_for, point, significant, vector

# How a descent ended, in as few words as a table has room for.
ENDINGS: dict[Outcome, str] = {
    Outcome.CONVERGED: "converged",
    Outcome.STEPS_EXHAUSTED: "not yet converged",
    Outcome.DIVERGED: "diverged",
    Outcome.LEFT_DOMAIN: "left the domain",
    Outcome.NOT_FINITE: "f undefined at the next point",
    Outcome.AT_SADDLE: "stopped at a saddle",
    Outcome.AT_MAXIMUM: "stopped at a maximum",
    Outcome.ON_PLATEAU: "stopped on a plateau",
    Outcome.OSCILLATING: "jumping to and fro",
}
MOST = 4
"""Descents that a viewer can compare at a glance."""


def compare_prop(setting: Setting, cue: Cue) -> CueProp:
    """Steps, point, value and outcome of each descent; the lowest value stands out."""
    layout, theme, lesson = setting.layout, setting.theme, setting.lesson
    chosen = cue.descents or tuple(range(min(len(lesson.descents), MOST)))
    left, bottom, right, top = chart_region(layout)
    em = layout.em
    finals = [float(lesson.descents[i].trajectory.values[-1]) for i in chosen]
    known = [v for v in finals if math.isfinite(v)]
    best = min(known) if known else math.nan
    high, low = lesson.value_range[1], lesson.value_range[0]
    indent = 1.7 * em
    texts: list[list[tuple[str, str]]] = []
    for index, final in zip(chosen, finals, strict=True):
        descent = lesson.descents[index]
        # Within what the picture can show two values are the same.
        ahead = len(known) > 1 and math.isfinite(final) and final <= best + 1e-3 * (high - low)
        texts.append(
            [
                (f"#text(weight: 700)[{escape(descent.label)}]", theme.text),
                (escape(_ended(descent)), theme.muted),
                (_value(lesson, descent), theme.accent if ahead else theme.text),
            ]
        )
    # One below the other; in two columns if that is too tall.
    for columns, line, gap in ((1, 1.5, 0.9), (2, 1.5, 0.9), (2, 1.3, 0.4)):
        wide = (right - left + em) / columns
        wrap = wide - em - indent
        blocks = [[_label(text, em, color, wrap) for text, color in block] for block in texts]
        steps = [[max(line * em, b.height + (line - 1.05) * em) for b in block] for block in blocks]
        rows = -(-len(blocks) // columns)
        heights = [max(sum(s) for s in steps[r * columns : (r + 1) * columns]) for r in range(rows)]
        tall = sum(heights) + gap * em * (rows - 1)
        if tall <= top - bottom:
            break
    y0 = (top + bottom + min(tall, top - bottom)) / 2
    parts: list[Mesh] = []
    for k, (index, block) in enumerate(zip(chosen, blocks, strict=True)):
        row, column = divmod(k, columns)
        x, y = left + column * wide, y0 - sum(heights[:row]) - gap * em * row
        for step, label in zip(steps[k], block, strict=True):
            if label is block[0]:
                mark = swatch(x, y - step / 2, em, 0.3 * em, theme.descent(index), theme)
                parts.extend(mark)
            label.put(x + indent, y - step / 2, align=(-1, 0))
            y -= step
        parts.extend(block)
    return CueProp(cue, parts)


def _label(markup: str, size: float, color: str, wrap: float) -> Label:
    label = Label(markup, size, color)
    return label if label.width <= wrap else Label(markup, size, color, wrap=wrap)


def _ended(descent: Descent) -> str:
    trajectory = descent.trajectory
    if trajectory.outcome is Outcome.LEFT_DOMAIN:
        return f"left the domain at step {math.ceil(descent.visible_steps)}"
    return f"{ENDINGS[trajectory.outcome]} after {count(trajectory.steps, 'step')}"


def _value(lesson: Lesson, descent: Descent) -> str:
    """f(x, y) = … at the last point, as Typst markup."""
    trajectory = descent.trajectory
    value, end = float(trajectory.values[-1]), trajectory.points[-1].tolist()
    widths = [high - low for low, high in lesson.domain]
    near = all(abs(x) < 100 * w for x, w in zip(end, widths, strict=True))
    place = point(end, [places_for(w) for w in widths]) if near else vector(end)
    places = places_for(lesson.value_range[1] - lesson.value_range[0])
    small = value != 0 and abs(value) < 10.0 ** (1 - places)
    plain = math.isfinite(value) and abs(value) < 1e5 and not small
    number = fixed(value, places) if plain else significant(value)
    if len(end) > 3:
        return f'$f = "{number}"$'
    if len(end) == 1:
        return f'$f("{place}") = "{number}"$'
    return f'$f("{place[1:-1]}") = "{number}"$'
