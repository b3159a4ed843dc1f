"""Captions and outcomes: what is said, at the bottom, in pages where it is long for the frame."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from gdcore.stage.layout.aside import chart_region
from gdcore.stage.layout.regions import Layout, Region
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.registry import Size, on_frame, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.text.typeset import escape
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Timeline
from gdcore.story.track import smooth

MOST_LINES = 3
"""Lines of a page: with more, the captions would take the frame from the picture."""
_TURN = 0.25  # seconds in which one page goes, and in which the next one comes
_SIZE = 1.03  # ems: a caption is as large as the least text, and a little more
_EVEN = (1.03, 1.1, 1.2, 1.35)
"""Widths to try for a text of several lines, to that of an even share: the last line of one that
fills the frame may be a single word."""
_WHOLE = re.compile(r"\([^()\n]{1,18}\)| [=≈<>×·+−] | %|/|·|−(?=\S)")
"""What no line breaks within or behind: points, both sides of a sign, numbers and their units."""
_NEAR = 0.2  # of a page: so far from its even share it may end where a clause does


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
    """A page of a caption on its plate, in lines of about one length."""
    card = _card(text, layout, theme, layout.right - layout.left)
    count = _lines(card.height, layout, theme)
    if count > 1 + text.count("\n"):
        even = max(_even(line, layout, theme) for line in text.split("\n"))
        for share in _EVEN:
            narrower = _card(text, layout, theme, share * even)
            if _lines(narrower.height, layout, theme) == count and narrower.width < card.width:
                return narrower
    return card


def _even(line: str, layout: Layout, theme: Theme) -> float:
    """The width that each line would have if a line of a text broke into equal ones."""
    broken = _card(line, layout, theme, layout.right - layout.left)
    return _card(line, layout, theme, None).width / _lines(broken.height, layout, theme)


def _card(text: str, layout: Layout, theme: Theme, wrap: float | None) -> Card:
    markup = escape(_WHOLE.sub(_in_one, text)).replace("\n", " \\\n")
    size = _SIZE * layout.em
    return Card(markup, size, theme.text, plate=theme.plate, wrap=wrap, align="center")


def _in_one(found: re.Match[str]) -> str:
    """The same characters with spaces at which no line breaks; none breaks at a sign without."""
    joint = "\N{WORD JOINER}"
    if found[0] == "−":  # before it a line may break
        return found[0] + joint
    if found[0] in "/·":
        return joint + found[0] + joint
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")


def pages(text: str, layout: Layout, theme: Theme) -> list[str]:
    """A text in parts that each take few lines of the frame, if it can be at ends of sentences."""

    def lines(words: str) -> int:
        card = _card(words, layout, theme, layout.right - layout.left)
        return _lines(card.height, layout, theme)

    if any(lines(line) > 1 for line in text.split("\n")):
        text = _without_soft_breaks(text)
    if lines(text) <= MOST_LINES:
        return [text]
    parts = [part for line in text.split("\n") for part in _parts(line, lines)]
    return _joined(parts, lambda page: lines(page) <= MOST_LINES)


def _without_soft_breaks(text: str) -> str:
    """A text that breaks between sentences or the items of a list ("label: words") alone.

    Where lines break by themselves, breaks within a sentence would leave ragged ones.
    """
    found: list[str] = []
    for line in text.split("\n"):
        before = found[-1] if found else "."
        items = ": " in before and ": " in line
        if before.endswith((";", ",")) or not (before.endswith((".", ":", "!", "?")) or items):
            found[-1] = f"{before} {line}"
        else:
            found.append(line)
    return "\n".join(found)


def _joined(parts: Sequence[str], fits: Callable[[str], bool]) -> list[str]:
    """Few pages of about one length: the last sentence alone would be gone before it is read."""
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]  # pages, squares of their lengths
    for end in range(1, len(parts) + 1):
        found = []
        for start in range(end - 1, -1, -1):
            # Each sentence begins a line, but not each part of one.
            page = re.sub(r"(?<=[;,])\n", " ", "\n".join(parts[start:end]))
            if start < end - 1 and not fits(page):
                break
            count, squares, before = best[start]
            found.append((count + 1, squares + len(page) ** 2, [*before, page]))
        best.append(min(found))
    return best[-1][2]


def caption_height(texts: Sequence[str], layout: Layout, theme: Theme) -> float:
    """What the highest page of several texts takes, scene units; 0 for none."""
    parts = [page for text in texts if text for page in pages(text, layout, theme)]
    return max((caption_card(part, layout, theme).height for part in parts), default=0.0)


@takes_room("footer")
def footer_room(timeline: Timeline, layout: Layout, theme: Theme) -> Size:
    """The height of the highest page that is ever shown, without the lower pad of its plate."""
    tallest = caption_height([cue.text for cue in said(timeline)], layout, theme)
    return 0.0, (tallest or layout.em) - 0.3


def said(timeline: Timeline) -> list[Cue]:
    """All cues that put a text at the bottom of the frame."""
    return [*timeline.cues_of("caption"), *timeline.cues_of("outcome")]


def caption_top(setting: Setting, cue: Cue) -> float:
    """The height on the frame to which captions reach while a cue is there, scene units."""
    texts = [c.text for c in said(setting.timeline) if c.start < cue.end and c.end > cue.start]
    return setting.layout.bottom + caption_height(texts, setting.layout, setting.theme) - 0.3


def aside_region(setting: Setting, cue: Cue) -> Region:
    """The place of what stands aside; in an upright frame down to the captions of its time."""
    left, bottom, right, top = chart_region(setting.layout)
    if not setting.layout.wide:
        bottom = min(bottom, caption_top(setting, cue) + 0.5 * setting.layout.em)
    return left, bottom, right, top


def _parts(line: str, lines: Callable[[str], int]) -> list[str]:
    """Sentences of a line; what is still too long is cut into even parts."""
    found = []
    for sentence in re.split(r"(?<=[.;!?]) (?=\S)", line):
        count = math.ceil(lines(sentence) / MOST_LINES)
        rest = sentence
        for left in range(count, 1, -1):
            at = _cut(rest, len(rest) / left)
            found.append(rest[:at].rstrip())
            rest = rest[at:].lstrip()
        found.append(rest)
    return [part for part in found if part]


def _cut(text: str, target: float) -> int:
    """The space nearest to a place in a text, rather one after a comma or a colon."""
    spaces = [match.start() for match in re.finditer(" ", text)]
    after = [k for k in spaces if text[k - 1] in ",:" and abs(k - target) < _NEAR * target]
    return min(after or spaces, key=lambda k: abs(k - target), default=len(text))


def _lines(height: float, layout: Layout, theme: Theme) -> int:
    """How many lines a caption of this height has."""
    one, two = (_card(text, layout, theme, None).height for text in ("(g)", "(g)\n(g)"))
    return 1 + round((height - one) / (two - one))
