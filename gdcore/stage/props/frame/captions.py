"""Captions and outcomes: what is said, at the bottom, in pages where it is long for the frame."""

from __future__ import annotations

from dataclasses import dataclass

from gdcore.maths.remembering import remembered
from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.registry import on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.text.lines import (
    bind,
    in_even_lines,
    in_two_clauses,
    join_parts,
    most_lines,
    parts_of,
    without_soft_breaks,
)
from gdcore.stage.text.typeset import Text, escape, extent
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson
from gdcore.story.track import smooth

_TURN = 0.25  # seconds in which one page goes, and in which the next one comes
_SURELY = 0.99
"""Share of a line's width that holds a text whatever the rounding of letters to pixels."""
_LONGEST_LINE = 42.0
"""Ems, some 90 characters: from the end of a longer line the eye finds the next one with trouble.
Only a frame of 16:9 and wider has room for so many."""


@on_frame("caption", order=90)
@on_frame("outcome", order=92)
class CaptionProp:
    """One cue's text on a plate; each page stands as long as its share of the text."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        layout, self._cue = setting.layout, cue
        texts = pages(cue.text, layout)
        cards = [caption_card(text, layout, setting.theme) for text in texts]
        self.mobjects: list[Mesh] = [
            card.put(0, layout.bottom - card.pad, align=(0, -1)) for card in cards
        ]
        total = sum(map(len, texts)) or 1
        ends = [sum(map(len, texts[: k + 1])) / total for k in range(len(texts))]
        self._turns = [cue.start + share * (cue.end - cue.start) for share in ends[:-1]]

    def show(self, t: float) -> None:
        for page, card in enumerate(self.mobjects):
            card.opacity = self._cue.opacity(t)
            if page > 0:
                card.opacity *= smooth((t - self._turns[page - 1]) / _TURN)
            if page < len(self._turns):
                card.opacity *= smooth((self._turns[page] - t) / _TURN)


def caption_card(text: str, layout: Layout, theme: Theme) -> Card:
    """A page of a caption on its plate, in lines of about one length: no last one is a scrap.

    They part where a clause ends, if that leaves them nearly even and makes them no more.
    """
    letters = _Letters.of(layout)
    lines = "\n".join(_evened(line, letters) for line in text.split("\n"))
    card = _card(lines, layout, theme, layout.right - layout.left)
    fits = card.width - 2 * card.pad <= _measure(layout)
    return card if fits else _card(lines, layout, theme, _measure(layout))


@dataclass(frozen=True)
class _Letters:
    """How captions are set in a frame, whatever their colour.

    most, size: the most that a line takes, and an em, pixels; ems: the same line in ems of the
    frame; language: the code of the one by whose rules words are divided.
    """

    most: float
    size: float
    ems: float
    language: str

    @classmethod
    def of(cls, layout: Layout) -> _Letters:
        ppu, most = layout.pixels_per_unit, _measure(layout)
        size = round(layout.caption * ppu, 3)
        return cls(round(most * ppu, 2), size, most / layout.em, layout.language)

    def markup(self, text: str) -> str:
        """A caption in Typst's markup, with its own breaks and joints."""
        bound = bind(text, lambda word: self._extent(escape(word))[0] <= self.most)
        return escape(bound).replace("\n", " \\\n")

    def fits(self, line: str) -> bool:
        """Whether words have room in a line."""
        return self._extent(self.markup(line))[0] <= _SURELY * self.most

    def count(self, text: str) -> int:
        """How many lines a text takes."""
        tall, one, two = (
            self._extent(self.markup(words), self.most)[1] for words in (text, "(g)", "(g)\n(g)")
        )
        return 1 + round((tall - one) / (two - one))

    def _extent(self, markup: str, wrap: float | None = None) -> tuple[float, float]:
        black = "#000000"
        return extent(Text(markup, self.size, black, wrap, "center", language=self.language))


@remembered(256)
def _evened(paragraph: str, letters: _Letters) -> str:
    """A paragraph with breaks that make its lines even, and no more than they would be."""
    count = letters.count(paragraph)
    if count <= 1:
        return paragraph
    clauses = in_two_clauses(paragraph)
    if clauses and letters.count(clauses) == count:
        return "\n".join(_evened(line, letters) for line in clauses.split("\n"))
    return in_even_lines(paragraph, count, letters.fits)


def _measure(layout: Layout) -> float:
    """The most that a line takes, scene units: the frame's width, but no more than can be read."""
    return min(layout.right - layout.left, _LONGEST_LINE * layout.em)


def _card(text: str, layout: Layout, theme: Theme, wrap: float) -> Card:
    return Card(
        _Letters.of(layout).markup(text),
        layout.caption,
        theme.text,
        plate=theme.plate,
        wrap=wrap,
        align="center",
        pixels_per_unit=layout.pixels_per_unit,
        language=layout.language,
    )


def pages(text: str, layout: Layout) -> list[str]:
    """A text in parts that each take few lines of the frame, if it can be at ends of sentences."""
    return list(_pages(text, _Letters.of(layout)))


@remembered(256)
def _pages(text: str, letters: _Letters) -> tuple[str, ...]:
    if any(letters.count(line) > 1 for line in text.split("\n")):
        text = without_soft_breaks(text)
    most = most_lines(letters.ems)
    if letters.count(text) <= most:
        return (text,)
    parts = [part for line in text.split("\n") for part in parts_of(line, letters.count, most)]
    return tuple(join_parts(parts, lambda page: letters.count(page) <= most))


@takes_room("caption", "footer")
@takes_room("outcome", "footer")
def caption_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The height of a text's highest page with its plate."""
    cards = [caption_card(page, layout, theme) for page in pages(cue.text, layout)]
    return 0.0, max(card.height for card in cards) if cue.text else 0.0
