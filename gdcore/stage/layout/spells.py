"""When something has the place of something else: the shares of the frame's parts over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gdcore.stage.layout.aside import asides
from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.telling import Span, told
from gdcore.story import Cue, Timeline
from gdcore.story.track import smooth
from gdcore.story.traits import props_that, traits_of

BREAK = 1.5
"""Seconds for which it is not worth while to bring the pictures back."""
COMES = 0.5
"""Seconds in which a table comes, and goes."""
LULL = 3.0
"""Seconds for which it is not worth while to bring the numbers back between two keys."""
AROUND = 0.8
"""Seconds before a key in which the numbers go, and after it in which they come."""


@dataclass(frozen=True)
class Spells:
    """The opacities that each part of the frame has left at a moment, solved before any is drawn.

    Two things that share a place never overlap: the first has faded out when the share of the
    second reaches 0.5.

    Attributes:
        timeline, layout: what comes when, and which places there are.
        beside: the spells in which something stands aside.
        told: those in which a table is spoken of, which stands above a picture.
        keys: those in which the key of a prop has the place of the numbers (`Traits.top_row`).
    """

    timeline: Timeline
    layout: Layout
    beside: tuple[Cue, ...]
    keys: tuple[Cue, ...]
    told: tuple[Span, ...] = ()

    @classmethod
    def of(cls, timeline: Timeline, layout: Layout) -> Spells:
        """The spells of a lesson."""
        beside = [cue for prop in asides(layout) for cue in timeline.cues_of(prop)]
        last = timeline.duration
        with_key = [cue for prop in props_that(top_row="key") for cue in timeline.cues_of(prop)]
        keys = (
            replace(
                spell,
                start=spell.start - AROUND,
                fade_in=2 * AROUND,
                fade_out=2 * AROUND,
                # Numbers that came for the last moment of the film would only flash.
                end=spell.end + AROUND if spell.end < last - AROUND else last + 3 * AROUND,
            )
            for spell in joined(with_key, LULL)
        )
        return cls(
            timeline, layout, tuple(joined(beside, BREAK)), tuple(keys), told(timeline, layout)
        )

    @cached_property
    def _over_numbers(self) -> tuple[str, ...]:
        cards = () if self.layout.several else props_that(top_row="card")
        return (*cards, *(props_that(top_row="list") if self.layout.listed else ()))

    @cached_property
    def _top_row(self) -> tuple[str, ...]:
        return tuple(
            prop for prop in props_that() if traits_of(prop).top_row not in ("never", "numbers")
        )

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        return props_that(top_row="numbers")

    @cached_property
    def _recolouring(self) -> tuple[str, ...]:
        return props_that(recolours=True)

    @cached_property
    def _ending_line(self) -> tuple[str, ...]:
        return props_that(ends_line=True)

    @cached_property
    def _covering(self) -> tuple[str, ...]:
        return props_that(covers_edge=True)

    def aside(self, t: float) -> float:
        """How far the pictures have moved over for what stands beside them, 0 to 1."""
        return max((spell.opacity(t) for spell in self.beside), default=0.0)

    def key(self, t: float) -> float:
        """How far the key of a prop has the place of the numbers, 0 to 1."""
        return max((spell.opacity(t) for spell in self.keys), default=0.0)

    def numbers(self, t: float) -> float:
        """Opacity left to the read-out or the table while something has its place, 0 to 1."""
        if self.layout.wide:
            return 1.0
        shown = self.timeline.shown_most(self._over_numbers, t)
        return _left(max(self.key(t), shown)) * self._told(t)

    def _told(self, t: float) -> float:
        """Opacity of a table as far as it is spoken of, 0 to 1."""
        end = self.timeline.duration
        return max(
            (
                smooth((t - a) / COMES if a > 0 else 1.0)
                * smooth((b - t) / COMES if b < end else 1.0)
                for a, b in self.told
                if a <= t <= b
            ),
            default=0.0,
        )

    def rows(self, t: float) -> float:
        """Opacity left to the rows of a table that repeats the titles of the panels, 0 to 1."""
        return self.aside(t) if self.layout.table_waits else 1.0

    def formula(self, t: float) -> float:
        """Opacity left to a long formula while numbers or legends need its place, 0 to 1."""
        if not self.layout.formula_leaves:
            return 1.0
        shown = self.timeline.shown_most
        return _left(max(shown(self._numbers, t) * self._told(t), shown(self._top_row, t)))

    def color_bar(self, t: float) -> float:
        """Opacity left to the colour bar, 0 to 1: its place is wanted, or it would be belied."""
        left = 1 - self.timeline.shown_most(self._recolouring, t)
        if self.layout.bar_row and self.layout.lines:
            left *= _left(self.timeline.shown_most(self._ending_line, t))
        if self.layout.bar_low:  # what stands above the picture leaves it too little
            above = self._told(t) if self.layout.table[1] else 0.0
            left *= _left(max(self.key(t), above))
        return (1 - self.aside(t)) * left

    def upright_edge(self, t: float) -> float:
        """Opacity left to the upright edge of the box, 0 to 1: a card may stand on its numbers."""
        if not self.layout.wide:
            return 1.0
        return 1.0 - self.timeline.shown_most(self._covering, t)

    def beside_pictures(self, t: float) -> float:
        """Opacity left to small charts and data whose place something aside needs, 0 to 1."""
        return 1.0 - self.aside(t)

    def picture(self, t: float) -> float:
        """Opacity left to a picture that leaves the stage to what stands aside, 0 to 1."""
        return _left(self.aside(t))


def joined(cues: Sequence[Cue], pause: float) -> list[Cue]:
    """Spells of cues, from one to another of which there is no longer a pause, seconds."""
    spells: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: cue.start):
        if spells and cue.start < spells[-1].end + pause:
            last = spells[-1]
            end, out = max((last.end, last.fade_out), (cue.end, cue.fade_out))
            spells[-1] = replace(last, end=end, fade_out=out)
        else:
            spells.append(cue)
    return spells


def _left(taken: float) -> float:
    return max(0.0, 1.0 - 2.0 * taken)
