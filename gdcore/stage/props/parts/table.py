"""Where the table of several descents has its cells, and how much it tells of a long label."""

from __future__ import annotations

from dataclasses import dataclass

from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.label import WHITE, Label
from gdcore.stage.props.parts.abridging import abridged
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.text.lines import bind
from gdcore.stage.text.typeset import escape
from gdcore.stage.theme import Theme, coloured_by
from gdcore.story import Cue, Lesson

MOST = 12
"""Rows that find room beside the picture in a large frame; a lesson of more names the first ones,
and so does one whose captions or whose formula leave less room."""
RANK, TWO_DIGITS, SWATCH, VALUE = 1.2, 1.7, 1.3, 5.3
"""Ems of the columns beside that of the labels."""
_NAME = 0.9  # ems: of the letter f before a number
_DIGIT = 0.5  # ems
_LABEL = 9.0  # ems at which a long label breaks, in a frame that has room for it
_LONGEST = 12.0  # ems of a word that still stands in one line
_MOSTLY = 4.5  # ems that a value takes: columns are wider, lest one number should touch the next
_LINES = (4, 3, 2, 1)  # of a label, where the table would else take more than its share
_SHARE, _ROWS_SHARE = 0.4, 0.6
"""Of the height, where the picture stands below the table: from the one on labels are abridged,
from the other on there are no more rows."""


@dataclass(frozen=True)
class Grid:
    """The table's cells: the step first, then the descents; scene units.

    width: of a column with the space beside it; rows: the height of each; first: the cell of the
    first descent; texts: the descents' labels, abridged where they would be too high; wrap: the
    width at which their lines break; foot: lines below the table: how many descents have no row,
    and what their colours tell; named: each value has its name beside it, there being no head over
    all of them.
    """

    width: float
    columns: int
    rows: tuple[float, ...]
    first: int
    texts: tuple[str, ...]
    wrap: float
    foot: tuple[str, ...] = ()
    named: bool = False

    @classmethod
    def of(cls, lesson: Lesson, layout: Layout) -> Grid:
        """One column beside a single picture in a wide frame; else as many as fit side by side."""
        texts = tuple(d.label for d in lesson.descents[:MOST])
        grid = cls._holding(texts, lesson, layout)
        for lines in _LINES:
            if grid.height <= layout.table_height(_SHARE):
                break
            short = tuple(_in_lines(text, lines, layout, grid.wrap) for text in texts)
            grid = cls._holding(short, lesson, layout)
        while len(grid.texts) > 1 and grid.height > layout.table_height(_ROWS_SHARE):
            grid = cls._holding(grid.texts[:-1], lesson, layout)
        return grid

    @classmethod
    def _holding(cls, texts: tuple[str, ...], lesson: Lesson, layout: Layout) -> Grid:
        em, inner = layout.em, layout.right - layout.left
        rank = rank_ems(layout, lesson)
        beside = rank + SWATCH + 0.6
        words = [layout.label(escape(word)).width for text in texts for word in text.split()]
        longest = min(max(words, default=0.0), _LONGEST * em)
        wrap = min(max(_LABEL * em, longest), inner - (beside + _MOSTLY) * em)
        labels = [_label(text, layout, wrap) for text in texts]
        widest = max((label.width for label in labels), default=0.0)
        width = (beside + VALUE + 0.8) * em + widest
        columns = max(1, int(layout.table_width / (width + _NAME * em)))
        # Without a head over the numbers each has its name beside it.
        named = columns > 1 or layout.head_in_line
        width += _NAME * em if named else 0.0
        if not named:  # the number of steps stands before the head of the values
            steps = max((d.trajectory.steps for d in lesson.descents), default=0)
            head = layout.label(lesson.language.say("frame.step")).width
            head += (0.5 + _DIGIT * len(str(steps)) + 0.5) * em
            width = max(width, head + (rank + VALUE + 0.8) * em)
        row = layout.row
        # The step has a row for itself where that needs no more rows.
        first = columns if labels and len(labels) % columns == 0 else 1
        first = 0 if layout.head_in_line else first
        more = len(lesson.descents) - len(texts)
        foot = [lesson.language.say("frame.more", count=more)] if more else []
        by = coloured_by(lesson)
        if by != "descent":
            foot.append(lesson.language.say(f"frame.colour-{by}"))
        if columns == 1:
            width = max([width, *(layout.label(escape(line)).width + rank * em for line in foot)])
        heights = [row] * first
        heights += [max(row, label.height + row - em) for label in labels]
        rows = [max(heights[k : k + columns]) for k in range(0, len(heights), columns)]
        rows += [row] * len(foot)
        return cls(width, columns, tuple(rows), first, texts, wrap, tuple(foot), named)

    @property
    def height(self) -> float:
        return sum(self.rows)

    def labels(self, layout: Layout, colour: str) -> list[Label]:
        """The descents' labels, each in its lines."""
        return [_label(text, layout, self.wrap, colour) for text in self.texts]

    def place(self, layout: Layout, cell: int) -> tuple[float, float]:
        """The left end and the middle of a cell."""
        row, column = divmod(cell, self.columns)
        return layout.left + column * self.width, self._middle(layout, row)

    def place_of_step(self, layout: Layout) -> tuple[float, float]:
        """The same of the number of steps: the first cell, or a place in the formula's line."""
        if layout.head_in_line:
            return (
                layout.left + layout.formula_width + 2.0 * layout.em,
                layout.top - layout.header / 2,
            )
        return self.place(layout, 0)

    def place_of_foot(self, layout: Layout, line: int) -> tuple[float, float]:
        """The left end and the middle of a line below the table."""
        return layout.left, self._middle(layout, len(self.rows) - len(self.foot) + line)

    def _middle(self, layout: Layout, row: int) -> float:
        y = layout.under_formula + 0.15 * layout.em - sum(self.rows[:row]) - self.rows[row] / 2
        return y


def rank_ems(layout: Layout, lesson: Lesson) -> float:
    """Ems for the places: the table stands still from the legend to the race."""
    return (RANK if len(lesson.descents) < 10 else TWO_DIGITS) if layout.ranked else 0.0


@takes_room("legend", "table")
@takes_room("race", "table")
def table_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """Width and height of the table of several descents; nothing where there is one."""
    if len(lesson.descents) < 2:
        return 0.0, 0.0
    grid = Grid.of(lesson, layout)
    return grid.width, grid.height


@takes_room("legend", "names")
@takes_room("race", "names")
def names_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The same of colours and labels alone."""
    if len(lesson.descents) < 2:
        return 0.0, 0.0
    grid = Grid.of(lesson, layout)
    return grid.width - (VALUE + 0.8) * layout.em, grid.height


@takes_room("race", "ranks")
def ranks_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """Width and height of a descent's place."""
    return RANK * layout.em, layout.row


def _in_lines(text: str, lines: int, layout: Layout, wrap: float) -> str:
    """A label that takes so many lines at most."""
    most = layout.label(" \\ ".join(["(g)"] * lines)).height + 0.2 * layout.em
    return abridged(text, lambda short: _label(short, layout, wrap).height <= most)


def _label(text: str, layout: Layout, wrap: float, colour: str = WHITE) -> Label:
    """A descent's label, which breaks where a caption would."""
    bound = bind(text, lambda word: layout.label(escape(word)).width <= wrap)
    return layout.label_within(wrap, escape(bound), colour)
