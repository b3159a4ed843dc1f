"""What a film's file says of the film, and the times of captions and chapters in it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gdcore.stage.text.lines import bind

Span = tuple[float, float, str]
"""(start, end, text), in seconds."""
SUBTITLE_LINE = 60
"""Characters of a line of subtitles, at most. A player breaks lines that are wider than its window,
but not where a reader would; the custom for television is some 40 in two lines, which leaves no
room for a sentence with an equation."""
_PLAIN = {
    ord("\N{NO-BREAK SPACE}"): " ",
    ord("\N{WORD JOINER}"): "",
    ord("\N{ZERO WIDTH SPACE}"): "",
}
"""The joints that `bind` sets, which not every player's font has a picture of."""


@dataclass(frozen=True)
class FilmMetadata:
    """What a film's file says of the film; all times are seconds of the film.

    Attributes:
        title: the lesson's.
        chapters: without gaps.
        captions: a line of a text is a paragraph, however long.
        descriptions: what is seen, for those who do not see it; when it is to be spoken.
        seen: the same sentences, when they become true.
        language: the code of the lesson's language, as in its spec.
        spec: the text of the spec.
        voiced: whether the captions are spoken.
        alternative: what the last picture shows, for a still of it.
    """

    title: str = ""
    chapters: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()
    descriptions: tuple[Span, ...] = ()
    seen: tuple[Span, ...] = ()
    language: str = "en"
    spec: str = ""
    alternative: str = ""
    voiced: bool = False

    @property
    def subtitles(self) -> tuple[Span, ...]:
        """The captions in lines as players show them."""
        return tuple((start, end, subtitle_lines(text)) for start, end, text in self.captions)


@dataclass(frozen=True)
class ShownPart:
    """A stretch of the lesson that a film shows.

    start, end: seconds of the lesson; at: seconds of the film at which the stretch begins; seconds:
    its length in the film, which differs from end − start where an author plays it slower.
    """

    start: float
    end: float
    at: float
    seconds: float

    def film_time(self, t: float) -> float:
        """Seconds of the film at which it shows the lesson's moment `t`."""
        return self.at + (t - self.start) * self.seconds / (self.end - self.start)


def spans_in_film(spans: Iterable[Span], parts: Sequence[ShownPart]) -> tuple[Span, ...]:
    """Captions or chapters of a lesson, at their times in a film that shows parts of the lesson.

    Args:
        spans: in seconds of the lesson.
        parts: in the film's order; between them the film may show something else.

    Returns:
        The spans in seconds of the film, cut to the parts that it shows. A span that continues
        from one part into the next is one span, which also covers the time between the parts. A
        part that the film shows twice has its spans twice.
    """
    found: list[Span] = []
    for start, end, text in spans:
        pieces: list[tuple[float, float]] = []
        before = float("-inf")  # seconds of the lesson at which the part before this one ended
        for part in parts:
            begin, finish = max(start, part.start), min(end, part.end)
            if begin < finish:
                shown = (part.film_time(begin), part.film_time(finish))
                if pieces and part.start >= before:
                    shown = (pieces.pop()[0], shown[1])
                pieces.append(shown)
            before = part.end
        found += [(*piece, text) for piece in pieces]
    return tuple(sorted(found, key=lambda span: span[:2]))


def without_gaps(chapters: Sequence[Span], end: float) -> tuple[Span, ...]:
    """The chapters, each made to last until the next one begins, the last until `end` seconds."""
    ends = [*(start for start, _, _ in chapters[1:]), end]
    return tuple((start, e, text) for (start, _, text), e in zip(chapters, ends, strict=False))


def subtitle_lines(text: str) -> str:
    """A caption in lines of at most SUBTITLE_LINE characters, as even as words allow.

    Points and equations stay in one piece where there is room for them in a line; the spaces in
    the result are plain ones.
    """
    lines: list[str] = []
    for paragraph in bind(text, lambda piece: len(piece) <= SUBTITLE_LINE).splitlines():
        fewest = textwrap.wrap(paragraph, SUBTITLE_LINE) or [""]
        narrower = (textwrap.wrap(paragraph, width) for width in range(20, SUBTITLE_LINE))
        lines += next((rows for rows in narrower if len(rows) == len(fewest)), fewest)
    return "\n".join(lines).translate(_PLAIN)
