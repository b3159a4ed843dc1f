"""The inside of a step: the vectors that a method stores, and its lines as pseudocode."""

from __future__ import annotations

from typing import Any

from gdcore.spec.labels import title as optimizer_title
from gdcore.story.directing.runs import play_singly, prepare_run
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import caption_of, speak
from gdcore.story.explanations import algorithm_words, internals_words
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

INTERNALS_SECONDS = 1.6
"""Seconds for each step: time to look at the arrows and then to see the ball move."""
INTERNALS_REST = 0.5
"""Share of a step's time in which the ball stands still under its arrows."""
ALGORITHM_SECONDS = 3.6
"""Seconds for each step: time for three or four lines of pseudocode, one after the other."""
ALGORITHM_REST = 0.65
"""Share of a step's time for all lines but the last, in which the ball moves."""
LAST_LOOK = 1.0
LONGEST = 120.0
"""Seconds of all steps together, at most, unless the spec sets the beat's length."""

# Cue: `descent`, whose ball has arrows of gradient, velocity and step, and the ellipse of an
# adaptive method's scales.
declare(
    Traits(
        "internals",
        explains=True,
        top_row="key",
        in_place_of=("gradient", "tangent_plane"),
    )
)
# Cue: `descent`, whose method is shown as pseudocode, with the current line highlighted.
declare(Traits("algorithm", explains=True, aside="always"))


@beat("internals")
def direct_internals(score: Score, options: Any) -> Shot:
    """The first steps of a descent, one by one, with arrows of its gradient, velocity and step.

    The other balls, which would lie over the arrows, are hidden until the next beat.
    """
    lesson, index = score.lesson, options.descent - 1
    descent = lesson.descents[index]
    steps = min(options.steps, descent.trajectory.steps)
    caption = caption_of(options, internals_words(lesson, descent, steps))
    seconds = _step_by_step(score, options, "internals", steps, INTERNALS_SECONDS, INTERNALS_REST,
                            caption, alone=index)  # fmt: skip
    return Shot(seconds, f"Inside {optimizer_title(descent.optimizer, lesson.language)}", caption)


@beat("algorithm")
def direct_algorithm(score: Score, options: Any) -> Shot:
    """The pseudocode; its lines light up in turn while the first steps are taken."""
    lesson, index = score.lesson, options.descent - 1
    descent = lesson.descents[index]
    steps = min(options.steps, descent.trajectory.steps)
    caption = caption_of(options, algorithm_words(lesson, descent, steps))
    seconds = _step_by_step(score, options, "algorithm", steps, ALGORITHM_SECONDS, ALGORITHM_REST,
                            caption)  # fmt: skip
    return Shot(
        seconds, f"The algorithm: {optimizer_title(descent.optimizer, lesson.language)}", caption
    )


def _step_by_step(
    score: Score,
    options: Any,
    prop: str,
    steps: int,
    each: float,
    rest: float,
    caption: str | None,
    alone: int | None = None,
) -> float:
    """Show a prop while the first steps are taken, each in the same time.

    Args:
        score: receives cues and moves.
        options: the spec's record of the beat.
        prop: the prop to show, for the descent that the options name.
        steps: the number of steps.
        each: the natural seconds of a step.
        rest: share of a step's time before the ball moves.
        caption: shown during the beat; None for none.
        alone: index of the only descent whose ball is shown; None: all.

    Returns:
        The seconds of the beat.
    """
    motion = min(each * max(steps, 1), LONGEST)
    run = prepare_run(score, options, motion, caption, anew=True, after=LAST_LOOK, alone=alone)
    fade = min(0.6, run.seconds / 4)
    score.make_room(prop, fade)
    # The prop comes half-way to the first step: if the ball goes back to its start first, it has
    # arrived there by then.
    start = (score.now + run.begin) / 2
    score.show(prop, at=start, fade=fade, descent=options.descent - 1)
    play_singly(score, run, steps, rest)
    score.alone = None
    score.hide(prop, at=score.now + run.seconds - fade, fade=fade)
    speak(score, caption, run.seconds)
    return run.seconds
