"""Which colour of a map of basins is which minimum, told by its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.slots import Slot
from gdcore.stage.mobjects.label import Label
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson
from gdcore.words.numerals import places_for

NOWHERE = -1
"""In place of a minimum's number: starts from which none is reached."""
_MOST_LISTED = 8
_SWATCH, _GAP = 1.3, 0.8  # ems from a colour to its value, and from there to the next one
_LINE = 1.55  # ems


def entries(lesson: Lesson) -> list[tuple[int | None, str]]:
    """Each minimum's number and its value; None for the rest of many."""
    basins, numerals = lesson.basins, lesson.language.numerals
    low, high = lesson.value_range
    places = max(places_for(high - low) - 1, 0)
    listed = range(min(len(basins.minima), _MOST_LISTED))
    rows: list[tuple[int | None, str]] = [
        (k, numerals.fixed(float(basins.values[k]), places)) for k in listed
    ]
    if len(basins.minima) > _MOST_LISTED:
        rows.append((None, "…"))
    if (basins.labels < 0).any():
        rows.append((NOWHERE, lesson.language.say("basins.key-none")))
    return rows


def key_name(layout: Layout, theme: Theme) -> Label:
    """What heads the values: "$f$" heads the colour bar, and these are values of f as well."""
    return layout.label("$f_min$", layout.big, theme.text)


@takes_room("basins", "key")
def key_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """Width and height of the rows along the bottom of an upright frame."""
    labels = [layout.label(text, layout.em, theme.text) for _, text in entries(lesson)]
    width = layout.right - layout.left
    _, rows = _shape(labels, key_name(layout, theme), width, layout.em)
    return width, _LINE * layout.em * rows


@takes_room("basins", "colours")
def column_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """Width and height of the column beside a picture."""
    labels = [layout.label(text, layout.em, theme.text) for _, text in entries(lesson)]
    widest = max((label.width for label in labels), default=0.0) + _SWATCH * layout.em
    wide = max(widest, key_name(layout, theme).width)
    return wide, 1.5 * layout.em * (len(labels) + 1)


def places_of(
    labels: Sequence[Label], name: Label, slot: Slot, em: float
) -> Iterator[tuple[float, float]]:
    """Left end and middle of the name, then of each entry with its colour, scene units.

    They stand in a column around the middle of the slot's right side, or in rows from its top.
    """
    if slot.flow == "row":
        columns, _ = _shape(labels, name, slot.width, em)
        cell, indent = _cell(labels, em), name.width + _GAP * em
        left, top = slot.corner(indent + min(columns, len(labels)) * cell - _GAP * em, 0.0)
        top -= 0.5 * _LINE * em
        yield left, top
        for index in range(len(labels)):
            row, column = divmod(index, columns)
            yield left + indent + column * cell, top - _LINE * em * row
        return
    wide = max((label.width for label in labels), default=0.0) + _SWATCH * em
    x, top = slot.corner(wide, 1.5 * em * len(labels))
    yield min(x + 0.2 * em, slot.region[2] - name.width), top
    for index in range(len(labels)):
        yield x, top - _LINE * em * (index + 1)


def _cell(labels: Sequence[Label], em: float) -> float:
    return max((label.width for label in labels), default=0.0) + (_SWATCH + _GAP) * em


def _shape(labels: Sequence[Label], name: Label, width: float, em: float) -> tuple[int, int]:
    """Columns and rows of the entries beside the name, in this width."""
    columns = max(1, int((width - name.width) / _cell(labels, em)))
    return columns, -(-len(labels) // columns)
