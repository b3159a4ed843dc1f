"""What happens within a step: the method's memory, and its lines as pseudocode."""

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
"""Seconds for each step: look at the arrows, then see where they lead."""
INTERNALS_REST = 0.5
"""The part of a step's time in which the ball stands still under its arrows."""
ALGORITHM_SECONDS = 3.6
"""Seconds for each step: three or four lines, one after the other."""
ALGORITHM_REST = 0.65
"""The part of a step's time in which the lines compute; then the ball moves with the last one."""
LAST_LOOK = 1.0
LONGEST = 120.0
"""Seconds of all steps: whoever asks for many, and for no time, sees them faster."""

# descent: arrows of gradient, velocity and step on its ball, and the ellipse that scales them
declare(Traits("internals", explains=True, top_row=True, in_place_of=("gradient", "tangent_plane")))
# descent: its method as pseudocode; the running line is lit
declare(Traits("algorithm", explains=True, aside="always"))


@beat("internals")
def direct_internals(score: Score, options: Any) -> Shot:
    """The first steps of a descent, one by one, with what its method keeps in mind.

    Other balls would lie over the arrows; the next beat brings them back.
    """
    lesson, index = score.lesson, options.descent - 1
    descent = lesson.descents[index]
    steps = min(options.steps, descent.trajectory.steps)
    caption = caption_of(options, internals_words(lesson, descent, steps))
    seconds = _step_by_step(score, options, "internals", steps, INTERNALS_SECONDS, INTERNALS_REST,
                            caption, alone=index)  # fmt: skip
    return Shot(seconds, f"Inside {optimizer_title(descent.optimizer)}", caption)


@beat("algorithm")
def direct_algorithm(score: Score, options: Any) -> Shot:
    """The pseudocode; its lines light up in turn while the first steps are taken."""
    lesson, index = score.lesson, options.descent - 1
    descent = lesson.descents[index]
    steps = min(options.steps, descent.trajectory.steps)
    caption = caption_of(options, algorithm_words(lesson, descent, steps))
    seconds = _step_by_step(score, options, "algorithm", steps, ALGORITHM_SECONDS, ALGORITHM_REST,
                            caption)  # fmt: skip
    return Shot(seconds, f"The algorithm: {optimizer_title(descent.optimizer)}", caption)


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
        score: where it is written.
        options: the spec's record of the beat.
        prop: what is shown of the descent that the options name.
        steps: how many steps are taken.
        each: the natural seconds of a step.
        rest: the part of a step's time before the ball moves.
        caption: what is said meanwhile.
        alone: the one descent whose ball is seen; None: all.

    Returns:
        The seconds of the beat.
    """
    motion = min(each * max(steps, 1), LONGEST)
    run = prepare_run(score, options, motion, caption, anew=True, after=LAST_LOOK, alone=alone)
    fade = min(0.6, run.seconds / 4)
    score.make_room(prop, fade)
    # Where the ball goes back to its start, that is when half the time until the run has passed.
    start = (score.now + run.begin) / 2
    score.show(prop, at=start, fade=fade, descent=options.descent - 1)
    play_singly(score, run, steps, rest)
    score.alone = None
    score.hide(prop, at=score.now + run.seconds - fade, fade=fade)
    speak(score, caption, run.seconds)
    return run.seconds
