"""Which colour of a map of basins is which minimum, told by its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.label import Label
from gdcore.stage.props.registry import Size, takes_room
from gdcore.stage.theme import Theme
from gdcore.story import Lesson, Timeline
from gdcore.story.numbers import fixed, places_for

NOWHERE = -1
"""In place of a minimum's number: starts from which none is reached."""
_MOST_LISTED = 8
_SWATCH, _GAP = 1.3, 0.8  # ems from a colour to its value, and from there to the next one
_LINE = 1.55  # ems


def entries(lesson: Lesson) -> list[tuple[int | None, str]]:
    """Each minimum's number and its value; None for the rest of many."""
    basins = lesson.basins
    low, high = lesson.value_range
    places = max(places_for(high - low) - 1, 0)
    listed = range(min(len(basins.minima), _MOST_LISTED))
    rows: list[tuple[int | None, str]] = [
        (k, fixed(float(basins.values[k]), places, pad=True)) for k in listed
    ]
    if len(basins.minima) > _MOST_LISTED:
        rows.append((None, "…"))
    if (basins.labels < 0).any():
        rows.append((NOWHERE, "none"))
    return rows


def key_name(layout: Layout, theme: Theme) -> Label:
    """What heads the values: "$f$" heads the colour bar, and these are values of f as well."""
    return Label("$f_min$", layout.big, theme.text)


@takes_room("key")
def key_room(timeline: Timeline, layout: Layout, theme: Theme) -> Size:
    """The height of the rows along the bottom of an upright frame; 0 where there are none."""
    if layout.bar or layout.wide or layout.several or not timeline.cues_of("basins"):
        return 0.0, 0.0
    labels = [Label(text, layout.em, theme.text) for _, text in entries(timeline.lesson)]
    _, rows = _shape(labels, key_name(layout, theme), layout)
    return 0.0, _LINE * layout.em * rows


def places_of(
    labels: Sequence[Label], name: Label, layout: Layout, middle: float
) -> Iterator[tuple[float, float]]:
    """Left end and middle of the name, then of each entry with its colour, scene units.

    In the place of the colour bar, in a column around the height `middle`; in an upright frame in
    rows above the captions, where nothing of the picture lies.
    """
    em = layout.em
    if layout.key:
        columns, _ = _shape(labels, name, layout)
        cell, indent = _cell(labels, em), name.width + _GAP * em
        left = -(indent + min(columns, len(labels)) * cell - _GAP * em) / 2
        top = layout.open[1] - 0.5 * _LINE * em
        yield left, top
        for index in range(len(labels)):
            row, column = divmod(index, columns)
            yield left + indent + column * cell, top - _LINE * em * row
        return
    x = layout.right - max((label.width for label in labels), default=0.0) - _SWATCH * em
    y = middle + 0.75 * em * len(labels)
    yield min(x + 0.2 * em, layout.right - name.width), y
    for index in range(len(labels)):
        yield x, y - _LINE * em * (index + 1)


def _cell(labels: Sequence[Label], em: float) -> float:
    return max((label.width for label in labels), default=0.0) + (_SWATCH + _GAP) * em


def _shape(labels: Sequence[Label], name: Label, layout: Layout) -> tuple[int, int]:
    """Columns and rows of the entries beside the name."""
    room = layout.right - layout.left - name.width
    columns = max(1, int(room / _cell(labels, layout.em)))
    return columns, -(-len(labels) // columns)
