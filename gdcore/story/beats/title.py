"""The title card."""

from __future__ import annotations

from typing import Any

from gdcore.spec.labels import title as optimizer_title
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.lesson import Lesson
from gdcore.story.quoting import filled
from gdcore.story.reading import reading_seconds
from gdcore.story.score import FADE, Score
from gdcore.story.traits import Traits, declare

TITLE_SECONDS = 3.0

# Cue: `text`, `subtitle`. Without a subtitle the stage typesets the function in its place.
declare(Traits("title", explains=True, spoken=True))


@beat("title")
def direct_title(score: Score, options: Any) -> Shot:
    """The title card, alone on the screen; all props on stage fade out first."""
    text = options.text or title(score.lesson)
    subtitle = options.subtitle or ""
    caption = caption_of(options, None)
    natural = max(TITLE_SECONDS, reading_seconds(text + subtitle))
    seconds = beat_seconds(score, options, natural, caption)
    fade = min(0.6, seconds / 4)
    begin = 0.0
    if score.on("surface") or score.on("formula"):
        begin = min(FADE, seconds / 4)
        score.clear(fade=begin)
    score.show("title", at=score.now + begin, fade=fade, text=text, subtitle=subtitle)
    score.hide("title", at=score.now + seconds - fade, fade=fade)
    speak(score, caption, seconds)
    return Shot(seconds, text, caption)


def title(lesson: Lesson) -> str:
    """The lesson's title: the spec's own, or one that says what is compared."""
    if lesson.spec.title:
        return filled(lesson, lesson.spec.title)
    say, plans = lesson.language.say, lesson.spec.descents
    optimizers = {plan.optimizer.name for plan in plans}
    if len(optimizers) > 1:
        return say("title.several-methods")
    method = optimizer_title(next(iter(optimizers), "gradient_descent"), lesson.language)
    if plans and all(descent.batches for descent in lesson.descents):
        method = say("title.mini-batches", method=method)
    if len({plan.learning_rate for plan in plans if isinstance(plan.learning_rate, float)}) > 1:
        return say("title.several-rates", method=method)
    if (starts := len({plan.start for plan in plans})) > 1:
        return say("title.several-starts", method=method, count=starts)
    return say("title.one-method", method=method)
