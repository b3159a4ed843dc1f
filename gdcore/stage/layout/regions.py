"""Where everything has its place on the frame, so that nothing covers what it speaks of."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, replace
from typing import Any

from gdcore.stage.layout import type_scale
from gdcore.stage.layout.type_scale import WIDE
from gdcore.stage.mobjects.label import WHITE, Label
from gdcore.story.timeline import Cue
from gdcore.story.track import smooth
from gdcore.story.traits import traits_of

MARGIN = 0.05
"""Share of the frame's width and height that text keeps free at each side."""

Region = tuple[float, float, float, float]
"""Left, bottom, right, top in scene units on the frame."""

INSET = (12.5, 8.5)
"""Ems that small pictures take at a side of a wide frame, or at the bottom of another."""

TITLE = 1.7
"""Ems that a panel's title takes above it."""

STEP = 8.0
"""Ems of the number of steps in the formula's line, with what it keeps free at its sides."""
READOUT = 6.9
"""Ems of a number of the read-out with its name."""

BAR = 3.9
"""Ems that an upright colour bar takes with its numbers."""
BAR_ROW = (8.6, 1.75)
"""Ems, width and height, of a level one, at the right end of the formula's line."""
ROW_GAP = 1.2
"""Ems at least between the formula, or another, and a bar in its line."""
RULE, RULE_BESIDE_BAR = 10.0, 12.5
"""Ems of an update rule beside a picture: a narrow card leaves the picture free."""

PLATE = 0.3
"""Scene units by which the plate of a caption reaches below the margin and beyond its letters."""

TWO_LINES, THREE_LINES = 3.9, 5.4
"""Ems of a caption's plate with so many lines, and a little more."""
BAR_LOW = 2.3
"""Ems of a row with a level colour bar, above the captions of an upright frame."""

NUMBERS_COME = 0.6
"""Seconds in which the numbers of a table come, before the first step is made."""

LEAST = 22
"""Ems of height that a picture and a chart above each other need, to be read both."""
LEAST_INSETS = 24
"""Ems of height that a picture and a row of small ones below it need."""


@dataclass(frozen=True)
class Corner:
    """A card beside a picture: when it is there, its size, and the corner that it stands in.

    start, end: seconds; width, height: scene units; align: −1 left or bottom, 1 right or top.
    """

    start: float
    end: float
    width: float
    height: float
    align: tuple[float, float] = (-1.0, 1.0)


@dataclass(frozen=True)
class Layout:
    """Sizes and places in scene units on a frame of `width` × `height` around the origin.

    em: the size of numbers (see `type_scale`); pixels_per_unit: of the screen, to a scene unit;
    insets: the small pictures beside the large one, by their props; board: there is no picture, but
    formulas, numbers and charts; several: there are pictures side by side; panels: one for each
    descent; header, footer: what the formula and the longest caption take within the margins;
    formula_width: that of the formula; formula_leaves: numbers have its place in turn; captions:
    start and end in seconds and the height of each caption; readout: how many numbers there are to
    show; bar: whether a colour bar stands upright at the right; bar_row: whether it lies in the
    formula's line instead, which costs the picture nothing; bar_low: or in a row above the captions
    of an upright frame, which has the height for it; table: width and height of a table,
    which stands at the left of a wide frame and on top of another; names: the width of its labels
    alone; ranked: it has the places in a race; key: the height of the rows above the captions that
    say which colour is which basin; rule: the height of the update rule, which has the place of the
    numbers along the top; listed: whether kinds of critical points are listed, there being no room
    to name each beside its point; language: the code of that of the lesson's texts; spans: slot,
    start and end in seconds of what stands in the slots `header`, `numbers`, `table` and `bar`;
    corners: the update rules that stand in a corner beside a picture; keys: start and end in
    seconds, width and height of what says which colour is which basin, at the right; lines: the
    same of further formulas in the function's line; runs_from: the second from which descents have
    made steps.
    """

    width: float
    height: float
    em: float
    pixels_per_unit: float
    _: KW_ONLY
    insets: tuple[str, ...] = ()
    board: bool = False
    several: bool = False
    panels: bool = False
    header: float = 0.0
    footer: float = 0.0
    formula_width: float = 0.0
    formula_leaves: bool = False
    captions: tuple[tuple[float, float, float], ...] = ()
    readout: int = 0
    bar: bool = False
    table: tuple[float, float] = (0.0, 0.0)
    names: float = 0.0
    ranked: bool = False
    key: float = 0.0
    rule: float = 0.0
    listed: bool = False
    language: str = "en"
    spans: tuple[tuple[str, float, float], ...] = ()
    bar_row: bool = False
    bar_low: bool = False
    corners: tuple[Corner, ...] = ()
    keys: tuple[tuple[float, float, float, float], ...] = ()
    lines: tuple[tuple[float, float, float, float], ...] = ()
    runs_from: float = 0.0

    @property
    def big(self) -> float:
        """Height of an em of formulas."""
        return (type_scale.FORMULA if self.wide else type_scale.NUMBER) * self.em

    @property
    def caption(self) -> float:
        """Height of an em of captions."""
        return type_scale.CAPTION * self.em

    @property
    def tick(self) -> float:
        """Height of an em of the numbers along axes."""
        return type_scale.TICK * self.em

    @property
    def title(self) -> float:
        """Height of an em of the title card."""
        return min(type_scale.TITLE * self.em, self.width / 9)

    @property
    def wide(self) -> bool:
        """Whether the numbers stand in a column at the left, and not in rows along the top."""
        return self.width >= WIDE * self.height

    def shown(self, *slots: str) -> tuple[tuple[float, float], ...]:
        """From when to when something stands in one of these slots, seconds."""
        return tuple((start, end) for slot, start, end in self.spans if slot in slots)

    @property
    def beside(self) -> bool:
        """Whether numbers and table stand in a column beside a single picture, and not on top."""
        return self.wide and not self.several

    @property
    def left(self) -> float:
        return -self.width * (0.5 - MARGIN)

    @property
    def right(self) -> float:
        return self.width * (0.5 - MARGIN)

    @property
    def bottom(self) -> float:
        return -self.height * (0.5 - MARGIN)

    @property
    def top(self) -> float:
        return self.height * (0.5 - MARGIN)

    @property
    def under_formula(self) -> float:
        """The height at which what stands below the formula begins, or in its place."""
        return self.top if self.formula_leaves else self.top - self.header - 0.6 * self.em

    @property
    def row(self) -> float:
        """From one line of a table or of numbers to the next, scene units."""
        return 1.4 * self.em

    @property
    def table_waits(self) -> bool:
        """Whether the table's rows come only when the pictures have gone.

        Titles name the panels: there is no need to say it twice.
        """
        return self.panels and not self.ranked

    @property
    def head_in_line(self) -> bool:
        """Whether the number of steps stands in the formula's line, above pictures side by side."""
        fits = self.left + self.formula_width + STEP * self.em <= self.line_end
        return self.wide and self.several and fits

    @property
    def open(self) -> Region:
        """All between the formula, the numbers' rows, the caption and the colour bar."""
        rows = -(-self.readout // self.readout_columns) if self.readout else 0
        right = self.right - (BAR * self.em if self.bar else 0.0)
        along = max(self.row * rows, self.rule)
        if not self.beside:
            head = 0.0 if self.head_in_line else self.row
            table = min(self.table[1], head) if self.table_waits else self.table[1]
            # The value's name stands above its axis.
            along = max(self.row * rows + table + (0.7 * self.em if table else 0.0), self.rule)
        top = min(self.under_formula - along, self.top - self.header - 0.6 * self.em)
        bottom = self.over_captions + self.low_row
        if self.insets and self.wide and not self.insets_left:
            right -= INSET[0] * self.em
        elif self.insets and not self.wide:
            bottom += INSET[1] * self.em
        if not self.beside:
            return (self.left, bottom, right, top)
        left = self.left + self.table[0]
        if self.insets_left:
            left = max(left, self.left + (INSET[0] + 0.5) * self.em)
        return (left, bottom, right, top)

    @property
    def bar_level(self) -> bool:
        """Whether the colour bar lies level."""
        return self.bar_row or self.bar_low

    @property
    def low_row(self) -> float:
        """The height of what stands between a picture and the captions."""
        return max(self.key, BAR_LOW * self.em if self.bar_low else 0.0)

    @property
    def head(self) -> float:
        """The height of the numbers at the left of a single picture in a wide frame."""
        return self.table[1] or self.row * self.readout

    def numbered(self, t: float) -> float:
        """Opacity of the numbers of a table at `t` seconds: until a descent runs, no beat speaks
        of them, and the picture has their place.
        """
        return smooth(1.0 + (t - self.runs_from) / NUMBERS_COME)

    @property
    def insets_left(self) -> bool:
        """Whether the small pictures find room below the numbers at the left."""
        if not self.insets or not self.beside:
            return False
        free = self.under_formula - self.head - self.bottom - self.footer - self.em
        return free >= sum(6.0 if traits_of(n).square else 5.2 for n in self.insets) * self.em

    @property
    def crowded(self) -> bool:
        """Whether there is no room for a picture and for what stands aside, one above the other.

        Then the one makes way for the other; for small pictures there is no room at all.
        """
        if self.panels:
            return True
        if self.wide or self.board:
            return False
        _, bottom, _, top = replace(self, insets=()).open
        return top - bottom < (1.5 if self.several else 1.0) * LEAST * self.em

    @property
    def readout_columns(self) -> int:
        """How many numbers of the read-out fit side by side."""
        return max(1, int((self.right - self.left) / (READOUT * self.em)))

    @property
    def region(self) -> Region:
        """The place of a picture that has the frame to itself."""
        left, bottom, right, top = self.open
        if not self.wide:
            return (left, bottom, right, top)
        if self.insets and not self.insets_left and self.head:
            column = self.table[0] or 7.6 * self.em
            return self.beside_or_below(column, (self.left, bottom, right, self.under_formula))
        if not self.readout or self.insets_left:
            return (left, bottom, right, self.under_formula)
        # The numbers stand at the left of the picture, not above it.
        column = (7.6 if self.insets else 5.5) if self.bar or self.bar_row else 10.5
        return (left + column * self.em, bottom, right - 0.6 * self.em, self.under_formula)

    def beside_or_below(self, column: float, room: Region) -> Region:
        """What the numbers at its upper left leave of a room: the larger of the two places."""
        left, bottom, right, top = room
        places = [(left + column, bottom, right, top), (left, bottom, right, top - self.head)]
        # As wide to its height as a box with its numbers.
        return max(places, key=lambda r: min((r[2] - r[0]) / 1.45, r[3] - r[1]))

    @property
    def rule_width(self) -> float:
        """The width that an update rule may take before it breaks, scene units."""
        if not self.beside:
            return self.right - self.left
        return (RULE_BESIDE_BAR if self.bar or self.bar_row else RULE) * self.em

    @property
    def level_bar(self) -> Region:
        """The place of a colour bar in the formula's line, or above the captions."""
        wide, tall = BAR_ROW
        if self.bar_low:
            top = self.over_captions + self.low_row - 0.2 * self.em
            return (-wide / 2 * self.em, top - tall * self.em, wide / 2 * self.em, top)
        return (self.right - wide * self.em, self.top - tall * self.em, self.right, self.top)

    @property
    def line_end(self) -> float:
        """Where what stands in the formula's line has to end."""
        return self.right - (BAR_ROW[0] + ROW_GAP) * self.em if self.bar_row else self.right

    @property
    def rest_of_line(self) -> Region:
        """What the function's formula leaves of its line, and of the gap below it.

        What stands there takes the place of a colour bar.
        """
        start = self.left + self.formula_width + (2.0 + STEP * self.head_in_line) * self.em
        bottom = self.top - self.header - 0.5 * self.em
        return (start, bottom, max(self.right, start), self.top)

    def corner_region(self, corner: Corner) -> Region:
        """The place on the frame of a card beside a picture: at the left below a table."""
        x, y = corner.align
        right = self.right - (BAR * self.em if self.bar else 0.0)
        left = self.left if x < 0 else right - corner.width
        table = self.table[1] + 0.4 * self.em if x < 0 and self.table[1] else 0.0
        top = self.under_formula - table
        bottom = self.usual_floor if y < 0 else top - corner.height
        return left, bottom, left + corner.width, bottom + corner.height

    @property
    def over_captions(self) -> float:
        """The height on the frame that the highest caption leaves."""
        return self.bottom + self.footer + 0.5 * self.em

    @property
    def usual_floor(self) -> float:
        """The height on the frame that captions of two lines leave, however high others are; in a
        frame whose lines are short, those of three.
        """
        low = [tall for _, _, tall in self.captions if tall <= self.usual_caption]
        footer = min(max(low, default=self.em) - PLATE, self.footer)
        return self.bottom + footer + 0.5 * self.em

    @property
    def usual_caption(self) -> float:
        """The greatest height of a caption that has a place for itself below a single picture."""
        return (TWO_LINES if self.wide else THREE_LINES) * self.em

    @property
    def most_named(self) -> int:
        """The most critical points that have room for their kinds beside them; else a list has.

        −1: in small upright pictures the names would cover what they name.
        """
        if self.several and not self.wide:
            return -1
        return 3 if self.several or not self.wide else 6

    def label(
        self, markup: str, size: float | None = None, colour: str = WHITE, **look: Any
    ) -> Label:
        """A text as the screen shows it; size: of an em, that of the frame unless given.

        look: further arguments of `Label`.
        """
        size = self.em if size is None else size
        return Label(
            markup, size, colour,
            pixels_per_unit=self.pixels_per_unit, language=self.language, **look,
        )  # fmt: skip

    def label_within(self, width: float, markup: str, colour: str = WHITE) -> Label:
        """A text in one line, or if it is wider than `width` in several; scene units."""
        label = self.label(markup, colour=colour)
        return label if label.width <= width else self.label(markup, colour=colour, wrap=width)

    def captions_top(self, cue: Cue) -> float:
        """The height on the frame to which captions reach while a cue is there, scene units."""
        heights = (h for start, end, h in self.captions if start < cue.end and end > cue.start)
        return self.bottom + max(heights, default=0.0) - PLATE

    def table_height(self, share: float) -> float:
        """The height that a table may take: all beside a picture, else a share; scene units."""
        floor = self.over_captions if self.several else self.usual_floor
        below = self.under_formula - floor
        return below if self.beside else share * below

    @property
    def table_width(self) -> float:
        """The width that a table's columns may take; 0 for one column, beside a picture."""
        return 0.0 if self.beside else self.right - self.left
