"""The final numbers of some descents side by side."""

from __future__ import annotations

from typing import Any

from gdcore.spec.beats.compare import MOST_COMPARED
from gdcore.story.directing.clock import longest, motion_seconds, steps_left
from gdcore.story.directing.runs import play, prepare_run
from gdcore.story.directing.scenery import seconds_to_set, set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.results import compare_words
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

COMPARE_SECONDS = 6.0
_FADE = 0.6

# Cue: `descents`, the descents whose final numbers are shown.
declare(Traits("compare", explains=True, aside="always", in_place_of=("readout",)))


@beat("compare")
def direct_compare(score: Score, options: Any) -> Shot:
    """A table of the descents' final numbers; descents that are not at their end run first."""
    lesson = score.lesson
    count = min(len(lesson.descents), MOST_COMPARED)
    chosen = tuple(n - 1 for n in options.descents or range(1, count + 1))
    caption = caption_of(options, compare_words(lesson, chosen))
    table = max(COMPARE_SECONDS, beat_seconds(score, options, 0.0, caption))
    if score.shown_steps >= longest(lesson):
        seconds = beat_seconds(score, options, COMPARE_SECONDS, caption)
        begin = score.now + seconds_to_set(set_stage(score), seconds)
        speak(score, caption, seconds)
    else:
        if options.seconds is not None:
            table = 0.6 * options.seconds
        motion = motion_seconds(steps_left(score))
        run = prepare_run(score, options, motion, None, after=table, share=0.6)
        play(score, run)
        seconds, begin = run.seconds, run.end
        if caption:
            score.hide_texts(0.2)
            score.say(caption, begin, score.now + seconds)
    fade = min(_FADE, (score.now + seconds - begin) / 4)
    score.hide("compare", fade=fade)
    score.make_room("compare", fade, at=begin)
    score.show("compare", at=begin, fade=fade, descents=chosen)
    if not options.stay:
        score.hide("compare", at=score.now + seconds - fade, fade=fade)
    return Shot(seconds, "Final numbers", caption)
