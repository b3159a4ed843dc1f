"""The inside of a step: the vectors that a method stores, and its lines as pseudocode."""

from __future__ import annotations

from typing import Any

from gdcore.spec.labels import title as optimizer_title
from gdcore.story.directing.causes import method_words
from gdcore.story.directing.narration import Line, Narration
from gdcore.story.directing.runs import play_singly, prepare_run
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import caption_of
from gdcore.story.facts.inside import StepFacts, step_facts
from gdcore.story.lesson import Lesson
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
MOST_NAMED = 4
"""The most numbers, one for each variable, that a sentence can hold."""
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
    caption = caption_of(options, lambda: _inside(lesson, index, steps))
    seconds = _step_by_step(score, options, "internals", steps, INTERNALS_SECONDS, INTERNALS_REST,
                            caption, alone=index)  # fmt: skip
    name = optimizer_title(descent.optimizer, lesson.language)
    return Shot(seconds, lesson.language.say("internals.chapter", optimizer=name), caption)


@beat("algorithm")
def direct_algorithm(score: Score, options: Any) -> Shot:
    """The pseudocode; its lines light up in turn while the first steps are taken."""
    lesson, index = score.lesson, options.descent - 1
    descent = lesson.descents[index]
    steps = min(options.steps, descent.trajectory.steps)
    caption = caption_of(options, lambda: _lines(lesson, index, steps))
    seconds = _step_by_step(score, options, "algorithm", steps, ALGORITHM_SECONDS, ALGORITHM_REST,
                            caption)  # fmt: skip
    name = optimizer_title(descent.optimizer, lesson.language)
    return Shot(
        seconds, lesson.language.say("internals.algorithm-chapter", optimizer=name), caption
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
    told = Narration((Line(0, caption),)) if caption else Narration()
    run = prepare_run(score, options, motion, told, anew=True, after=LAST_LOOK, alone=alone)
    fade = min(0.6, run.seconds / 4)
    score.make_room(prop, fade)
    # The prop comes half-way to the first step: if the ball goes back to its start first, it has
    # arrived there by then.
    start = (score.now + run.begin) / 2
    score.show(prop, at=start, fade=fade, descent=options.descent - 1)
    play_singly(score, run, steps, rest)
    score.alone = None
    score.hide(prop, at=score.now + run.seconds - fade, fade=fade)
    return run.seconds


_MESSAGES = {
    "adagrad": "adagrad",
    "adadelta": "adadelta",
    "rmsprop": "average",
    "adam": "average",
    "adamw": "average",
    "nadam": "average",
    "adamax": "largest",
    "rprop": "rprop",
    "lion": "sign",
    "newton": "newton",
    "lbfgs": "curvature",
    "conjugate_gradient": "conjugate",
    "line_search": "line_search",
    "momentum": "memory",
    "nesterov": "memory",
    "gradient_descent": "plain",
}
"""The message about the inside of an optimizer's step. RAdam has none: it divides only later."""


def _inside(lesson: Lesson, index: int, steps: int) -> str:
    """What the method keeps in mind, with the numbers of the last step shown."""
    say, write, t = lesson.language.say, lesson.rounding, lesson.descents[index].trajectory
    if not steps:
        return say("internals.standing")
    method = lesson.spec.descents[index].optimizer
    here = step_facts(t, method, steps)
    message = _message(lesson, index, here)
    if message is None:
        return method_words(lesson, index)
    letter = "ĝ" if t.stochastic else "∇f"
    if method.coupled_decay:
        letter = f"({letter} + λ·x)"
    sizes = here.step_sizes if message == "rprop" else here.divisor
    named = zip(sizes or (), lesson.variables, strict=False)
    listed = [say("internals.size", number=write.number(s, 2), name=v) for s, v in named]
    return say(
        f"internals.{message}",
        letter=letter,
        sizes=lesson.language.listed(listed) if listed else "",
        steps=steps,
        step=str(steps),
        ratio="" if here.ratio is None else write.number(here.ratio, 2),
        angle=f"{here.angle:.0f}",
        rate=write.number(here.rate),
        first=write.number(here.first),
        last=write.number(here.length),
    )


def _message(lesson: Lesson, index: int, here: StepFacts) -> str | None:
    """The message that suits the step; None for what is always true of the method."""
    name = _MESSAGES.get(lesson.descents[index].optimizer)
    sizes = here.step_sizes if name == "rprop" else here.divisor
    if sizes is not None and len(sizes) > MOST_NAMED:
        return None
    if name in ("average", "largest") and here.similar and len(lesson.variables) > 1:
        return f"{name}-similar"
    if name in ("memory", "curvature") and here.ratio is None:
        return None
    if name in ("memory", "conjugate") and here.angle < 1:
        return "memory" if name == "memory" else None
    return "memory-turned" if name == "memory" else name


def _lines(lesson: Lesson, index: int, steps: int) -> str:
    """The same lines again and again, and what they have done so far."""
    say, write = lesson.language.say, lesson.rounding
    values = lesson.descents[index].trajectory.values
    if not steps:
        return say("internals.standing")
    before, after = write.value(float(values[0])), write.value(float(values[steps]))
    return say("internals.lines", steps=steps, before=before, after=after)
