"""The race of several descents."""

from __future__ import annotations

import math
from typing import Any

from gdcore.story.directing.clock import longest, motion_seconds
from gdcore.story.directing.runs import DRIFT, play, prepare_run, speak_run
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import captions_of_run
from gdcore.story.ranking import rank
from gdcore.story.results import challenge_words, race_words, winner_words
from gdcore.story.score import FADE, Score
from gdcore.story.traits import Traits, declare

# The legend with live values and ranks. Cue: `values`, the step at which each descent finishes,
# infinite for never; descents that have finished are ranked by it, the others by their values of f.
declare(Traits("race", moves=True, top_row="numbers", in_place_of=("legend", "readout", "winner")))
declare(Traits("winner", moves=True, spoken=True))  # Cue: `text`; `descent`, the winner


@beat("race")
def direct_race(score: Score, options: Any) -> Shot:
    """All descents run on one clock with a live table of their values; the winner is named."""
    lesson = score.lesson
    ranking = rank(lesson, options.by)
    caption, outcome = captions_of_run(
        options, challenge_words(lesson, ranking), race_words(lesson, ranking)
    )
    run = prepare_run(score, options, motion_seconds(longest(lesson)), caption, outcome, anew=True)
    fade = min(FADE, run.seconds / 6)
    score.make_room("race", fade)
    score.hide("race", fade=fade)
    arrivals = tuple(math.inf if k is None else float(k) for k in ranking.arrivals)
    score.show("race", at=min(score.now + fade, run.begin), fade=fade, values=arrivals)
    play(score, run)
    score.turn(DRIFT, score.now, run.seconds)
    speak_run(score, run, caption, outcome)
    score.show("winner", at=run.end, fade=min(0.4, (score.now + run.seconds - run.end) / 2),
               text=winner_words(lesson, ranking), descent=ranking.winner)  # fmt: skip
    if not outcome:
        score.hide("winner", at=score.now + run.seconds - fade, fade=fade)
    return Shot(run.seconds, f"Race of {len(lesson.descents)} descents", caption)
