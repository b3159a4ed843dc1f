"""Captions and outcomes: what is said, at the bottom, in pages where it is long for the frame."""

from __future__ import annotations

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
        texts = pages(cue.text, layout, setting.theme)
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
    lines = "\n".join(_evened(line, layout, theme) for line in text.split("\n"))
    card = _card(lines, layout, theme, layout.right - layout.left)
    fits = card.width - 2 * card.pad <= _measure(layout)
    return card if fits else _card(lines, layout, theme, _measure(layout))


def _evened(paragraph: str, layout: Layout, theme: Theme) -> str:
    """A paragraph with breaks that make its lines even, and no more than they would be."""
    count = _count(paragraph, layout, theme)
    if count <= 1:
        return paragraph
    clauses = in_two_clauses(paragraph)
    if clauses and _count(clauses, layout, theme) == count:
        return "\n".join(_evened(line, layout, theme) for line in clauses.split("\n"))

    def fits(line: str) -> bool:
        card = _card(line, layout, theme, None)
        return card.width - 2 * card.pad <= _SURELY * _measure(layout)

    return in_even_lines(paragraph, count, fits)


def _count(text: str, layout: Layout, theme: Theme) -> int:
    """How many lines a text takes in this frame."""
    tall, one, two = (
        extent(_text(_markup(words, layout, theme), layout, theme, _measure(layout)))[1]
        for words in (text, "(g)", "(g)\n(g)")
    )
    return 1 + round((tall - one) / (two - one))


def _text(markup: str, layout: Layout, theme: Theme, wrap: float | None = None) -> Text:
    """A caption's text as `Card` has Typst set it; wrap: scene units."""
    ppu = layout.pixels_per_unit
    width = None if wrap is None else round(wrap * ppu, 2)
    return Text(
        markup, round(layout.caption * ppu, 3), theme.text, width, "center",
        language=layout.language,
    )  # fmt: skip


def _markup(text: str, layout: Layout, theme: Theme) -> str:
    """A caption in Typst's markup, with its own breaks and joints."""
    inner = _measure(layout) * layout.pixels_per_unit
    bound = bind(text, lambda word: extent(_text(escape(word), layout, theme))[0] <= inner)
    return escape(bound).replace("\n", " \\\n")


def _measure(layout: Layout) -> float:
    """The most that a line takes, scene units: the frame's width, but no more than can be read."""
    return min(layout.right - layout.left, _LONGEST_LINE * layout.em)


def _card(text: str, layout: Layout, theme: Theme, wrap: float | None) -> Card:
    return Card(
        _markup(text, layout, theme),
        layout.caption,
        theme.text,
        plate=theme.plate,
        wrap=wrap,
        align="center",
        pixels_per_unit=layout.pixels_per_unit,
        language=layout.language,
    )


def pages(text: str, layout: Layout, theme: Theme) -> list[str]:
    """A text in parts that each take few lines of the frame, if it can be at ends of sentences."""

    def lines(words: str) -> int:
        return _count(words, layout, theme)

    if any(lines(line) > 1 for line in text.split("\n")):
        text = without_soft_breaks(text)
    most = most_lines(_measure(layout) / layout.em)
    if lines(text) <= most:
        return [text]
    parts = [part for line in text.split("\n") for part in parts_of(line, lines, most)]
    return join_parts(parts, lambda page: lines(page) <= most)


@takes_room("caption", "footer")
@takes_room("outcome", "footer")
def caption_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The height of a text's highest page with its plate."""
    cards = [caption_card(page, layout, theme) for page in pages(cue.text, layout, theme)]
    return 0.0, max(card.height for card in cards) if cue.text else 0.0


def _lines(height: float, layout: Layout, theme: Theme) -> int:
    """How many lines a caption of this height has."""
    one, two = (_card(text, layout, theme, None).height for text in ("(g)", "(g)\n(g)"))
    return 1 + round((height - one) / (two - one))
