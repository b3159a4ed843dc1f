"""The sentences of an audio description, each with its time in the film.

They say what a caption does not: what comes into the picture, where it lies, and how it moves. Each
is true from its moment on, and is put into the next pause between captions of its beat that is long
enough to speak it. Where there is none it begins when the one before has been spoken, or at most
LATEST seconds after its moment. Where the captions are spoken, a pause is one of the voice; in a
silent film nothing is talked over, and who has the captions read, too, hears both in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gdcore.story.describing.motion import Event, motions
from gdcore.story.describing.registry import Described, phrase
from gdcore.story.timeline import Beat, Cue, Timeline

SPEAKING_SPEED = 15.0
"""Characters a second of a calm voice, about 160 words a minute."""
TOGETHER = 2.5
"""Seconds within which sentences are one description: a voice does not begin anew for each."""

SHORTEST = 1.0
"""Seconds between the beginnings of two descriptions; what would follow sooner is one with it."""
LATEST = 4.0
"""Seconds by which a sentence may come after what it tells of."""
Pause = tuple[float, float]


@dataclass(frozen=True)
class Description:
    """A stretch of the description.

    Attributes:
        start, end: seconds of the film when it is to be spoken; as long as that takes, but no
            longer than until the next one or the end of the film.
        text: one sentence or several, in the lesson's language.
        in_pause: whether nobody speaks meanwhile; in a silent film, whether no caption is shown.
    """

    start: float
    end: float
    text: str
    in_pause: bool


def descriptions(timeline: Timeline) -> tuple[Description, ...]:
    """The descriptions of a lesson, in order, none of them overlapping."""
    pauses = _pauses(timeline)
    placed: list[_Placed] = []
    for t, text in sightings(timeline):
        beat = timeline.beat_at(t)
        earliest = max(t, placed[-1].end if placed else 0.0)
        begin = next(
            (
                max(a, earliest)
                for a, b in pauses
                if max(a, earliest) + speaking_seconds(text) <= b and max(a, earliest) < beat.end
            ),
            min(earliest, t + LATEST, max(t, timeline.duration - TOGETHER)),
        )
        if placed and begin < placed[-1].begin + SHORTEST:
            before = placed.pop()
            begin, text = before.begin, f"{before.text} {text}"
        placed.append(_Placed(begin, text))
    return tuple(_timed(timeline, placed, pauses))


def sightings(timeline: Timeline) -> list[tuple[float, str]]:
    """(seconds, text) of all that is described: each text is true from its moment on."""
    return _joined(timeline, [e for beat in timeline.beats for e in _events(timeline, beat)])


def speaking_seconds(text: str) -> float:
    """Seconds that it takes to speak a text."""
    return len(text) / SPEAKING_SPEED


class _Placed(NamedTuple):
    """A text and the moment at which it begins to be spoken."""

    begin: float
    text: str

    @property
    def end(self) -> float:
        return self.begin + speaking_seconds(self.text)


def _timed(
    timeline: Timeline, placed: Sequence[_Placed], pauses: Sequence[Pause]
) -> Iterator[Description]:
    """The descriptions with their ends."""
    following = [*(one.begin for one in placed[1:]), timeline.duration]
    for one, after in zip(placed, following, strict=False):
        end = min(one.end, after)
        whole = end >= one.end - 1e-9
        free = whole and any(a - 1e-9 <= one.begin and end <= b + 1e-9 for a, b in pauses)
        yield Description(one.begin, end, one.text, free)


def _pauses(timeline: Timeline) -> list[Pause]:
    """The times at which nobody speaks; in a silent film those without a caption."""
    heard = [(said.at, said.end) for said in timeline.narration]
    pauses, free = [], 0.0
    for start, end in heard or [(start, end) for start, end, _ in timeline.captions()]:
        if start > free:
            pauses.append((free, start))
        free = max(free, end)
    return [*pauses, (free, timeline.duration)] if free < timeline.duration else pauses


def _events(timeline: Timeline, beat: Beat) -> list[Event]:
    """What comes into the picture and what moves in a beat, in order."""
    return sorted([*_news(timeline, beat), *motions(timeline, beat)], key=lambda e: e[0])


def _news(timeline: Timeline, beat: Beat) -> Iterator[Event]:
    """One sentence about all props that come into the picture at about one time."""
    coming = [c for c in timeline.cues if beat.start <= c.start < beat.end]
    groups: list[list[Cue]] = []
    for cue in coming:
        if groups and cue.start - groups[-1][0].start < TOGETHER:
            groups[-1].append(cue)
        else:
            groups.append([cue])
    for group in groups:
        t = max(cue.start for cue in group)
        phrases = seen_phrases(timeline, group, t)
        if phrases:
            yield t, timeline.lesson.language.say("seen.new", things="; ".join(phrases))


def seen_phrases(timeline: Timeline, cues: Sequence[Cue], t: float) -> list[str]:
    """What these cues show at a moment, a phrase for all cues of one prop."""
    by_prop: dict[str, list[Cue]] = {}
    for cue in cues:
        by_prop.setdefault(cue.prop, []).append(cue)
    phrases = (phrase(Described(timeline, group, t)) for group in by_prop.values())
    return [text for text in phrases if text]


def _joined(timeline: Timeline, events: Sequence[Event]) -> list[Event]:
    """The events, those of a beat that follow each other closely as one, at the last one's time.

    A film's last moment is none at which a sentence can begin: what is true then is told a little
    earlier than it can be seen.
    """
    joined: list[Event] = []
    for t, text in events:
        if joined and t - joined[-1][0] < TOGETHER and _one_beat(timeline, joined[-1][0], t):
            joined[-1] = (t, f"{joined[-1][1]} {text}")
        else:
            joined.append((t, text))
    latest = max(0.0, timeline.duration - TOGETHER)
    return [(min(t, latest), text) for t, text in joined]


def _one_beat(timeline: Timeline, a: float, b: float) -> bool:
    return timeline.beat_at(a) is timeline.beat_at(b)
