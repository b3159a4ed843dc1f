"""Runs: stretches of the film in which the descents move, on one clock, from their present steps.

A beat that runs the descents gives the natural seconds of the motion; from these `prepare_run`
makes a `Run` with its beginning and end, and brings balls, trails and read-outs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gdcore.story.computed import Descent
from gdcore.story.directing.clock import longest, seconds_needed, step_lengths, step_times
from gdcore.story.directing.narration import LEAD, Narration
from gdcore.story.directing.scenery import bring_balls, pictured, seconds_to_set, set_stage
from gdcore.story.directing.shot import is_quiet
from gdcore.story.lesson import Lesson
from gdcore.story.pace import counting, cut
from gdcore.story.score import FADE, Score
from gdcore.story.track import LINEAR, SMOOTH, Track
from gdcore.story.traits import Traits, declare, props_that, traits_of

# Cue: `descent`, whose step, point, value and ‖∇f‖ are shown live.
declare(Traits("readout", moves=True, top_row="numbers"))

DRIFT = 18.0
"""Degrees by which the camera turns in a run: enough to see depth, too little to distract."""
MOST_READ = 4
"""The most descents with live numbers of their own; of more there is a table."""
LAST_LOOK = 0.15
"""Share of a beat after the end of a run, to look at it; at most OUTCOME_SECONDS."""
OUTCOME_SECONDS = 1.5
ARRIVAL = 0.2
"""Share of a beat, at most, in which the camera moves to its place."""


@dataclass(frozen=True)
class Run:
    """A beat in which descents move.

    Attributes:
        seconds: the length of the whole beat.
        begin: the time at which the first step begins.
        end: the time at which the last step is done.
        told: what is said meanwhile, from the present step on.
    """

    seconds: float
    begin: float
    end: float
    told: Narration

    @property
    def motion(self) -> float:
        """The seconds in which the descents move."""
        return self.end - self.begin


def prepare_run(
    score: Score,
    options: Any,
    motion: float,
    told: Narration,
    *,
    anew: bool = False,
    before: float = 0.0,
    after: float = 0.0,
    share: float = LAST_LOOK,
    alone: int | None = None,
) -> Run:
    """Decide when the steps of a beat are taken, and hide the props that a run makes untrue.

    Args:
        score: receives cues and moves.
        options: the spec's record of the beat.
        motion: the natural length of the motion in seconds.
        told: what is said meanwhile, and of the end.
        anew: begin at the starts, even if the descents have not reached their ends.
        before: seconds for the camera to move to its place before the first step.
        after: the least seconds after the last step.
        share: share of the beat's seconds after the last step, at most.
        alone: index of the only descent that is shown, until `score.alone` is reset; None: all.
    """
    seconds = options.seconds
    total = longest(score.lesson)
    again = score.has_run() and (anew or score.shown_steps >= total) and score.shown_steps > 0
    done = 0 if again else score.shown_steps
    told = told.after(done)
    last = max(after, _outcome_seconds(score, told.outcome))
    motion = seconds_needed(step_lengths(score.lesson)[done:], motion, _needs(score, told, done))
    natural = motion + FADE + before + last
    if seconds is None:
        seconds = natural
    else:
        before = min(before, ARRIVAL * seconds)
        last = min(max(after, OUTCOME_SECONDS), share * seconds)
        lines, outcome = _hearing(score, told)
        last = max(last, outcome)
        seconds = max(seconds, LEAD + lines + last if lines or outcome else 0.0)
    seconds = max(seconds, score.telling.recorded(score.beat))
    seconds = score.frames(seconds) / score.fps
    if again and pictured(score) and not score.on("ball"):
        score.rewind(score.now)
        again = False
    if alone is not None:
        _show_alone(score, alone)
    settling = seconds_to_set(set_stage(score, balls=not again), seconds)
    if again:
        settling = max(settling, _return_to_starts(score, min(FADE, seconds / 6)))
    begin = score.snap(score.now + settling + before)
    end = max(score.snap(begin + 1 / score.fps), score.snap(score.now + seconds - last))
    over = score.snap(score.now + seconds)
    if end >= over:  # a beat of very few frames
        begin, end = score.now, over
    fade = min(0.8, seconds / 3)
    for prop in props_that(explains=True):
        score.hide(prop, fade=fade)
    for prop in props_that(moves=True):
        score.hide_fixed(prop, fade=fade)
    return Run(seconds, begin, end, told)


def _needs(score: Score, told: Narration, done: int) -> list[tuple[int, float]]:
    """(step, seconds to see and read what is said from it on), counted from the run's first."""
    return [(line.step - done, LEAD + score.telling.seconds(line.text)) for line in told.lines]


def _hearing(score: Score, told: Narration) -> tuple[float, float]:
    """Seconds to say the lines and the outcome of a run; 0 without a voice."""
    hearing = score.telling.hearing
    return hearing(*(line.text for line in told.lines)), hearing(told.outcome)


def _speak(score: Score, run: Run, moments: Sequence[float]) -> None:
    """Show each line of the narration at its moment, and the outcome from the run's end on."""
    told, lead = run.told, min(LEAD, 0.1 * run.seconds)
    over = score.now + run.seconds
    if told.lines or told.outcome:
        score.hide_texts(lead)
    for k, line in enumerate(told.lines):
        start = moments[k] if k else score.now + lead
        last = run.end if told.outcome else over
        score.say(line.text, start, moments[k + 1] if k + 1 < len(moments) else last)
    if told.outcome:
        fade = min(0.3, (over - run.end) / 2)
        score.show("outcome", at=run.end, fade=fade, text=told.outcome)


def play(score: Score, run: Run, upto: int | None = None) -> None:
    """Take the steps from the clock's present one up to `upto`, slowly at first, then faster.

    What is said of a step is shown when that step has been taken.
    """
    lesson, done = score.lesson, score.shown_steps
    if not lesson.descents:
        _speak(score, run, [run.begin] * len(run.told.lines))
        return
    last = longest(lesson) if upto is None else min(upto, longest(lesson))
    times = step_times(step_lengths(lesson)[done:last], run.motion, _needs(score, run.told, done))
    clock = counting(times, run.begin)
    _speak(score, run, [run.begin + times[min(k - done, last - done)] for k in _steps(run.told)])
    for i, descent in enumerate(lesson.descents):
        left = min(descent.trajectory.steps, last) - done
        if left >= 0:
            track = cut(clock, left)
            score.run(i, Track(track.times, np.asarray(track.values) + done, track.eases))
    _bring_trails_and_numbers(score, run, last)


def _steps(told: Narration) -> list[int]:
    return [line.step for line in told.lines]


def play_singly(score: Score, run: Run, upto: int, rest: float) -> None:
    """Take each step up to `upto` in the same time; what is said stands from the start on.

    Args:
        score: receives the moves.
        run: its beginning and end.
        upto: the number of the last step.
        rest: share of a step's time before the ball moves; 0 for steps at even speed.
    """
    lesson, done = score.lesson, score.shown_steps
    last = min(upto, longest(lesson))
    _speak(score, run, [run.begin] * len(run.told.lines))
    edges = np.linspace(run.begin, run.end, max(1, last - done) + 1).tolist()
    for i, descent in enumerate(lesson.descents):
        left = min(descent.trajectory.steps, last) - done
        if left < 0:
            continue
        times, values, eases = [run.begin], [float(done)], [LINEAR]
        for k in range(left):
            if rest:
                times.append(min(edges[k] + rest * (edges[k + 1] - edges[k]), edges[k + 1]))
                values.append(float(done + k))
                eases.append(LINEAR)
            times.append(edges[k + 1])
            values.append(float(done + k + 1))
            eases.append(SMOOTH if rest else LINEAR)
        score.run(i, Track(times, values, eases))
    _bring_trails_and_numbers(score, run, last)


def _bring_trails_and_numbers(score: Score, run: Run, last: int) -> None:
    """Bring trails and read-outs; hide at the end the props that need a slope if there is none."""
    lesson = score.lesson
    score.shown_steps = last
    if len(lesson.descents) > 1:
        for prop in props_that(shows_way=True):
            score.hide(prop, fade=min(FADE, run.motion / 3))
    for i, descent in enumerate(lesson.descents):
        if score.on("ball", i) and score.alone in (None, i):
            score.bring("trail", at=run.begin, descent=i)
        if len(lesson.descents) <= MOST_READ:
            score.bring("readout", descent=i)
        slope, way = _slope_after(lesson, descent, min(last, descent.trajectory.steps))
        for prop in props_that(moves=True, needs_slope=True):
            if not (way if traits_of(prop).shows_way else slope):
                score.hide(prop, at=max(run.begin, run.end - 0.8), fade=0.8, descent=i)


def _slope_after(lesson: Lesson, descent: Descent, k: int) -> tuple[bool, bool]:
    """Whether f has a gradient at a descent's point after k steps, and whether it looks sloped."""
    here = lesson.facts.at(descent.trajectory.points[k].tolist())
    slope = here.gradient is not None
    return slope, slope and not here.flat and descent.visible_steps >= k


def _outcome_seconds(score: Score, outcome: str | None) -> float:
    """Seconds for the outcome within this beat: those to read it, unless the next beat keeps it."""
    if is_quiet(score.following):
        return OUTCOME_SECONDS
    return max(OUTCOME_SECONDS, score.telling.seconds(outcome))


def _return_to_starts(score: Score, fade: float) -> float:
    """Fade out the moving props and bring them back at the starts; returns the seconds for both."""
    for prop in props_that(moves=True):
        if traits_of(prop).spoken:  # a text about the earlier run, such as its winner
            score.hide(prop, fade=fade)
        else:
            score.renew(prop, fade)
    score.rewind(score.now + fade)
    bring_balls(score, at=score.now + fade)
    return 2 * fade


def _show_alone(score: Score, descent: int) -> None:
    """Hide the balls and trails of all other descents, and set `score.alone` to this one."""
    score.alone = descent
    for i in range(len(score.lesson.descents)):
        if i != descent:
            for prop in (*props_that(of_descent="place"), *props_that(of_descent="path")):
                score.hide(prop, descent=i)
