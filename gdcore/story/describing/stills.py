"""Alternative text: what one picture of a film shows, for those who do not see it."""

from __future__ import annotations

from gdcore.story.beats.title import title
from gdcore.story.describing.descriptions import seen_phrases
from gdcore.story.timeline import Timeline
from gdcore.words.formulas import plain

_SEEN = 0.5
"""Opacity from which a prop is told of; with less it is only coming or going."""


def alternative_text(timeline: Timeline, t: float) -> str:
    """What the picture at `t` seconds shows, in the lesson's language, with the caption on it."""
    lesson = timeline.lesson
    cues = [cue for cue in timeline.cues if cue.opacity(t) >= _SEEN]
    phrases = seen_phrases(timeline, cues, t)
    shown = [plain(cue.text) for cue in cues if cue.prop in ("caption", "outcome")]
    say = lesson.language.say
    parts = [say("seen.still", title=plain(title(lesson)))]
    if phrases:
        parts.append(say("seen.in-picture", things="; ".join(phrases)))
    if len(lesson.descents) == 1 and timeline.shown("ball", t) >= _SEEN:
        steps = int(min(timeline.steps(0, t), lesson.descents[0].visible_steps))
        parts.append(say("seen.after-steps", steps=steps))
    parts += [say("seen.caption", text=" ".join(text.split())) for text in shown]
    return " ".join(parts)
