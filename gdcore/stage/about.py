"""What is told inside a still's file of what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL.PngImagePlugin import PngInfo

from gdcore.stage.film.inside import still_texts
from gdcore.story import Timeline
from gdcore.story.beats.title import title
from gdcore.story.describing import alternative_text
from gdcore.story.transcript import clock
from gdcore.words.formulas import plain


@dataclass(frozen=True)
class StillAbout:
    """Title, alternative text and spec of a still."""

    title: str
    alternative: str
    spec: str

    @property
    def chunks(self) -> PngInfo:
        """The same as the text chunks of a PNG file."""
        return still_texts(self.spec, self.title, self.alternative)


def still_about(timeline: Timeline, t: float) -> StillAbout:
    """What is told of the picture at `t` seconds."""
    return _about(timeline, alternative_text(timeline, t))


def sheet_about(timeline: Timeline, times: Sequence[float]) -> StillAbout:
    """What is told of a contact sheet with the pictures at these times, seconds."""
    say = timeline.lesson.language.say
    moments = [f"{clock(t)} {timeline.beat_at(t).chapter}".strip() for t in times]
    told = {"title": plain(title(timeline.lesson)), "pictures": "; ".join(moments)}
    return _about(timeline, say("seen.sheet", count=len(times), **told))


def _about(timeline: Timeline, alternative: str) -> StillAbout:
    lesson = timeline.lesson
    return StillAbout(plain(title(lesson)), alternative, lesson.spec.places.text)
