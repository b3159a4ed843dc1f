"""The places of what is written beside the pictures: each prop takes its slot and draws there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gdcore.stage.layout.aside import chart_region
from gdcore.stage.layout.compositions import composition_of
from gdcore.stage.layout.insets import inset_region
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import READOUT, STEP, Layout, Region
from gdcore.stage.mobjects.picture import Picture
from gdcore.story import Cue, Lesson

KIND = 1.5
"""Ems from one kind of critical point to the next in a column."""


@dataclass(frozen=True)
class Slot:
    """A place on the frame for something that need not fill it.

    Attributes:
        region: scene units.
        align: where in the region the thing stands: −1 left or bottom, 0 in the middle, 1 right or
            top.
        flow: whether the thing's parts stand below each other or side by side.
        hangs: by how many of its pads a card sticks out to the left and to the top, so that its
            letters and not its plate are aligned.
    """

    region: Region
    align: tuple[float, float] = (-1.0, 1.0)
    flow: Literal["column", "row"] = "column"
    hangs: tuple[float, float] = (0.0, 0.0)

    @property
    def width(self) -> float:
        return self.region[2] - self.region[0]

    @property
    def height(self) -> float:
        return self.region[3] - self.region[1]

    def corner(self, width: float, height: float) -> tuple[float, float]:
        """Left and top of something of this size in its place, scene units."""
        left, bottom, right, top = self.region
        x, y = (0.5 + 0.5 * share for share in self.align)
        return left + x * (right - left - width), top - (1 - y) * (top - bottom - height)

    def put(self, card: Picture, pad: float = 0.0) -> Picture:
        """Put a card into its place; pad: that of the card, scene units."""
        left, top = self.corner(card.width, card.height)
        return card.put(left - self.hangs[0] * pad, top + self.hangs[1] * pad, align=(-1, 1))


def fitting(slots: Sequence[Slot], width: float, height: float) -> Slot:
    """The first slot that holds something of this size, scene units; else the last one."""
    holding = (slot for slot in slots if slot.width >= width and slot.height >= height)
    return next(holding, slots[-1])


@dataclass(frozen=True)
class Slots:
    """Where what is written has its place, for a lesson on a frame.

    Attributes:
        layout: that of the frame.
        numbers: left end and middle of each number of a read-out with its name, scene units.
        numbers_below: the numbers stand below each other, and their names in a column.
        bar: the place of the colour bar, whose numbers end at its right edge, or stand below it in
            the formula's line.
        colours: the place of the colours of the basins: a column at the right, or rows above the
            captions of an upright frame, where nothing of the picture lies.
        kinds: the place of the list of kinds of critical points; None where each has its name.
        data: the place of the data.
        aside_sizes: ems that a line of formulas may have in the place aside, the best first.
        beside_pictures: what stands aside has a picture beside it.
        graph: the picture is a curve.
        tabled: there are several descents, which have a table.
    """

    layout: Layout
    numbers: tuple[tuple[float, float], ...]
    numbers_below: bool
    bar: Region
    colours: Slot
    kinds: Slot | None
    data: Region
    aside_sizes: tuple[float, ...]
    beside_pictures: bool
    graph: bool
    tabled: bool

    @classmethod
    def of(cls, lesson: Lesson, layout: Layout, panel: Panel) -> Slots:
        """The slots beside the principal panel."""
        below = layout.wide and not panel.small
        columns = 1 if below else layout.readout_columns
        cells = [divmod(index, columns) for index in range(layout.readout)]
        top = layout.under_formula - 0.6 * layout.em
        return cls(
            layout=layout,
            numbers=tuple(
                (layout.left + READOUT * layout.em * column, top - layout.row * row)
                for row, column in cells
            ),
            numbers_below=below,
            bar=layout.level_bar
            if layout.bar_level
            else (layout.left, layout.region[1], layout.right, layout.region[3]),
            colours=_colours(layout, panel),
            kinds=_kinds(layout, panel) if layout.listed else None,
            data=composition_of(lesson.spec.layout).data(layout),
            aside_sizes=(1.25, 1.12, 1.0) if layout.board else (1.0,),
            beside_pictures=not (layout.board or layout.crowded),
            graph=len(lesson.variables) == 1,
            tabled=len(lesson.descents) > 1,
        )

    def inset(self, cue: Cue) -> Region:
        """The place of a small picture."""
        return inset_region(self.layout, cue.prop)

    def aside(self, cue: Cue) -> Region:
        """The place of what stands aside; in an upright frame down to the captions of its time."""
        layout = self.layout
        left, bottom, right, top = chart_region(layout)
        if not layout.wide:
            bottom = min(bottom, layout.captions_top(cue) + 0.5 * layout.em)
        return left, bottom, right, top

    def rule(self, cue: Cue) -> tuple[Slot, ...]:
        """Places of the update rule, the best first: beside or above a single picture."""
        layout = self.layout
        if layout.several:  # they leave none but that aside
            return (Slot(self.aside(cue), (-1.0, 0.0), hangs=(1.0, 0.0)),)
        _, bottom, right, _ = layout.open
        under = layout.under_formula
        if not layout.wide:  # it has the place of the numbers
            return (Slot((layout.left, bottom, layout.right, under), hangs=(1.0, 1.0)),)
        most = layout.rule_width
        top = under - (layout.table[1] + 0.4 * layout.em if self.tabled else 0.0)
        for corner in layout.corners:  # the picture keeps clear of it
            if (corner.start, corner.end) == (cue.start, cue.end):
                x, y = corner.align
                return (Slot(layout.corner_region(corner), (x, y), hangs=(-x, y)),)
        return (
            Slot((layout.left, bottom, layout.left + most, top), hangs=(1.0, 0.0)),
            # Below a long table there is no room, but a box leaves a corner free.
            Slot((right - most, bottom, right, under), (1.0, 1.0)),
        )

    def legend(self, cue: Cue) -> tuple[Slot, ...]:
        """Places of the legend of arrows, the best first."""
        layout, em = self.layout, self.layout.em
        left, right, top, under = layout.left, layout.right, layout.top, layout.under_formula
        floor = layout.captions_top(cue)
        slots = []
        if layout.several:
            # Side by side there is no free corner, but the formula's line may have room.
            start = left + layout.formula_width + (1.2 + STEP * layout.head_in_line) * em
            line = (start, top - layout.header, layout.line_end, top)
            slots.append(Slot(line, (1.0, 0.0), "row"))
        if not layout.wide and (not layout.several or (layout.table_waits and layout.table[1] > 0)):
            # The head of a table that waits makes way, or all numbers above a single picture.
            slots.append(Slot((left, under - layout.row, right, under), (-1.0, 0.0), "row"))
        if layout.wide and layout.several:
            slots.append(Slot((left, floor + 0.7 * em, right, under), (-1.0, -1.0)))
        elif layout.wide:
            if not layout.insets_left:  # below the numbers there is room
                most = right if self.graph else left + layout.table[0]
                slots.append(Slot((left, floor, most, under - layout.head - em)))
            # A box seen from a corner leaves the corners of its place free.
            slots.append(
                Slot((left, floor, layout.open[2] - 0.6 * em, under - 0.2 * em), (1.0, 1.0))
            )
        else:  # where the numbers were
            slots.append(Slot((left, floor, right, under - 0.2 * em)))
        return tuple(slots)


def _colours(layout: Layout, panel: Panel) -> Slot:
    _, bottom, _, top = layout.open
    if layout.key:
        low = layout.over_captions
        return Slot((layout.left, low, layout.right, low + layout.key), (0.0, 1.0), "row")
    # In the place of the colour bar, if there is one.
    between = layout.bar or layout.bar_row
    low, high = (bottom, top) if between else (panel.region[1], panel.region[3])
    return Slot((layout.left, low, layout.right, high), (1.0, 0.0))


def _kinds(layout: Layout, panel: Panel) -> Slot:
    em, half = layout.em, 0.5 * KIND * layout.em
    if panel.small and layout.wide:
        # A small panel fills its place down to the caption; above its landscape there is room.
        left, bottom, right, top = panel.region
        return Slot((left, bottom, right, top - half))
    if layout.wide:
        bottom = layout.open[1] + 0.5 * em - half
        return Slot((layout.left, bottom, layout.right, layout.top), (-1.0, -1.0))
    # The row is that of the numbers, which make way.
    under = layout.under_formula
    return Slot((layout.left, under - 1.2 * em, layout.right, under), (-1.0, 0.0), "row")
