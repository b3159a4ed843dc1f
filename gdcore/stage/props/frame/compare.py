"""The final numbers of some descents, one below the other."""

from __future__ import annotations

import math

from gdcore.maths import Outcome
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.swatch import swatch
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.text.typeset import escape
from gdcore.story import Cue, Descent, Lesson
from gdcore.story.numbers import count, fixed, places_for, point, significant, vector

# Short words for each outcome, for a narrow table.
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
"""The most descents in the table: a viewer can't compare more at a glance."""


@on_frame("compare", order=32)
def compare_prop(setting: Setting, cue: Cue) -> CueProp:
    """A table of each descent's steps, end, value and outcome; the lowest value is highlighted."""
    layout, theme, lesson = setting.layout, setting.theme, setting.lesson
    chosen = cue.descents or tuple(range(min(len(lesson.descents), MOST)))
    left, bottom, right, top = setting.slots.aside(cue)
    em = layout.em
    finals = [float(lesson.descents[i].trajectory.values[-1]) for i in chosen]
    known = [v for v in finals if math.isfinite(v)]
    best = min(known) if known else math.nan
    high, low = lesson.value_range[1], lesson.value_range[0]
    indent = 1.7 * em
    aheads = [
        # Values that differ by less than a thousandth of the drawn range count as equal.
        len(known) > 1 and math.isfinite(final) and final <= best + 1e-3 * (high - low)
        for final in finals
    ]
    descents = [lesson.descents[i] for i in chosen]
    # All lines one below the other if there is room; else two columns, or fewer words.
    for columns, line, gap, words in _FORMS:
        wide = (right - left + em) / columns
        wrap = wide - em - indent
        blocks = []
        for descent, ahead in zip(descents, aheads, strict=True):
            colors = {"value": theme.accent if ahead else theme.text, "ending": theme.muted}
            texts = _lines(lesson, descent, words)
            styled = ((text, colors.get(kind, theme.text)) for kind, text in texts)
            blocks.append([layout.label_within(wrap, text, color) for text, color in styled])
        steps = [[max(line * em, b.height + (line - 1.05) * em) for b in block] for block in blocks]
        rows = -(-len(blocks) // columns)
        heights = [max(sum(s) for s in steps[r * columns : (r + 1) * columns]) for r in range(rows)]
        tall = sum(heights) + gap * em * (rows - 1)
        broken = any(label.wrap is not None for block in blocks for label in block)
        if tall <= top - bottom and not (broken and columns > 1):
            break
    if tall > top - bottom:  # too many descents: keep the lowest, then the first ones
        rows = max(int((top - bottom + gap * em) / (max(heights) + gap * em)), 1)
        told = sorted(sorted(range(len(blocks)), key=lambda k: not aheads[k])[: rows * columns])
        chosen, blocks = tuple(chosen[k] for k in told), [blocks[k] for k in told]
        heights, steps = heights[:rows], [steps[k] for k in told]
        tall = sum(heights) + gap * em * (len(heights) - 1)
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


# (columns, ems from line to line, ems between two descents, amount of words), the best first.
_FORMS = (
    (1, 1.5, 0.9, "all"),
    (2, 1.5, 0.9, "all"),
    (2, 1.35, 0.5, "some"),
    (1, 1.3, 0.25, "few"),
)


def _lines(lesson: Lesson, descent: Descent, words: str) -> list[tuple[str, str]]:
    """The table's lines about one descent: (kind of line, Typst markup) of each."""
    label = ("label", f"#text(weight: 700)[{escape(descent.label)}]")
    trajectory = descent.trajectory
    ending, when = ENDINGS[trajectory.outcome], ("after ", count(trajectory.steps, "step"))
    if trajectory.outcome is Outcome.LEFT_DOMAIN:
        when = ("at ", f"step {math.ceil(descent.visible_steps)}")
    after = "".join(when)
    if words == "all":
        told = ("ending", escape(f"{ending} {after}"))
        return [label, told, ("value", _value(lesson, descent))]
    value = f'$f = "{_number(lesson, descent)}"$'
    if words == "some":
        return [label, ("ending", escape(ending)), ("value", f"{value}, {when[1]}")]
    return [label, ("value", f"{value} {after}")]


def _value(lesson: Lesson, descent: Descent) -> str:
    """f(x, y) = … at the last point, as Typst markup."""
    end = descent.trajectory.points[-1].tolist()
    number = _number(lesson, descent)
    if len(end) > 3:
        return f'$f = "{number}"$'
    widths = [high - low for low, high in lesson.domain]
    near = all(abs(x) < 100 * w for x, w in zip(end, widths, strict=True))
    place = point(end, [places_for(w) for w in widths]) if near else vector(end)
    return f'$f("{place.strip("()")}") = "{number}"$'


def _number(lesson: Lesson, descent: Descent) -> str:
    """The last value, with the decimals that the picture can show."""
    value = float(descent.trajectory.values[-1])
    places = places_for(lesson.value_range[1] - lesson.value_range[0])
    small = value != 0 and abs(value) < 10.0 ** (1 - places)
    plain = math.isfinite(value) and abs(value) < 1e5 and not small
    return fixed(value, places) if plain else significant(value)
