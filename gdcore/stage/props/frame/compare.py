"""The final numbers of some descents, one below the other."""

from __future__ import annotations

from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.swatch import swatch
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.text.lines import bind
from gdcore.stage.text.typeset import escape
from gdcore.story import Cue, DescentFacts, Lesson, short_ending

MOST = 4
"""The most descents in the table: a viewer can't compare more at a glance."""


@on_frame("compare", order=32)
def compare_prop(setting: Setting, cue: Cue) -> CueProp:
    """A table of each descent's steps, end, value and outcome; the lowest value is highlighted."""
    layout, theme, lesson = setting.layout, setting.theme, setting.lesson
    chosen = cue.descents or tuple(range(min(len(lesson.descents), MOST)))
    left, bottom, right, top = setting.slots.aside(cue)
    em, count = layout.em, len(lesson.descents)
    if len(chosen) < count:
        bottom += _FOOT * em
    lowest = lesson.facts.ends(chosen).lowest
    indent = 1.7 * em
    aheads = [i in lowest for i in chosen]
    descents = [lesson.facts.descent(i) for i in chosen]
    # All lines one below the other if there is room; else two columns, or fewer words.
    for columns, line, gap, words in _FORMS:
        wide = (right - left + em) / columns
        wrap = wide - em - indent
        blocks = []
        for descent, ahead in zip(descents, aheads, strict=True):
            colors = {"value": theme.accent if ahead else theme.text, "ending": theme.muted}
            texts = _lines(lesson, descent, words, layout, wrap)
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
        bottom += _FOOT * em * (len(chosen) == count)
        rows = max(int((top - bottom + gap * em) / (max(heights) + gap * em)), 1)
        kept = sorted(sorted(range(len(blocks)), key=lambda k: not aheads[k])[: rows * columns])
        chosen, blocks = tuple(chosen[k] for k in kept), [blocks[k] for k in kept]
        heights, steps = heights[:rows], [steps[k] for k in kept]
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
    if len(chosen) < count:
        some = lesson.language.say("frame.some", shown=len(chosen), count=count)
        told = layout.label(escape(some), colour=theme.muted)
        parts.append(told.put(left + indent, y0 - tall - 0.6 * _FOOT * em, align=(-1, 0)))
    return CueProp(cue, parts)


_FOOT = 1.8
"""Ems of the line below that tells how many descents there are besides."""
# (columns, ems from line to line, ems between two descents, amount of words), the best first.
_FORMS = (
    (1, 1.5, 0.9, "all"),
    (2, 1.5, 0.9, "all"),
    (2, 1.35, 0.5, "some"),
    (1, 1.3, 0.25, "few"),
)


def _bold(text: str) -> str:
    return f"#text(weight: 700)[{escape(text)}]"


def _lines(
    lesson: Lesson, descent: DescentFacts, words: str, layout: Layout, wrap: float
) -> list[tuple[str, str]]:
    """The table's lines about one descent: (kind of line, Typst markup) of each.

    wrap: the width at which a line breaks, scene units.
    """
    name = lesson.descents[descent.index].label
    bound = bind(name, lambda word: layout.label(_bold(word)).width <= wrap)
    label = ("label", _bold(bound))
    told = ("ending", escape(short_ending(lesson, descent)))
    if words == "all":
        return [label, told, ("value", _value(lesson, descent))]
    value = ("value", f'$f = "{lesson.rounding.value(descent.last)}"$')
    return [label, told, value] if words == "some" else [label, value]


def _value(lesson: Lesson, descent: DescentFacts) -> str:
    """f(x, y) = … at the last point, as Typst markup."""
    number = lesson.rounding.value(descent.last)
    if len(descent.point) > 3:
        return f'$f = "{number}"$'
    place = lesson.rounding.point(descent.point).strip("()")
    return f'$f("{place}") = "{number}"$'
