"""How descents are set in motion: on one clock, from where they are, with what they leave on stage.

A beat that runs them says how long the motion takes by nature; here it becomes a `Run` with its
begin and end, and everything that a run always brings: balls, trails, read-outs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.story.beats.registry import LEAD, bring_balls, pictured, set_stage, settled_in
from gdcore.story.endings import SEVERAL
from gdcore.story.landscape import visible_lengths
from gdcore.story.lesson import Lesson
from gdcore.story.pace import FIRST, cut, pace
from gdcore.story.score import FADE, Score
from gdcore.story.track import LINEAR, SMOOTH, Track
from gdcore.story.words import is_flat, reading_seconds

_BRIEFEST, _LONGEST = 3.0, 12.0  # seconds of motion, unless the lecturer says how many
LAST_LOOK = 0.15  # the part of the beat that is left to see the end, at most OUTCOME_SECONDS
ARRIVAL = 0.2  # the part of it, at most, in which the camera arrives
OUTCOME_SECONDS = 1.5
_EXPLANATIONS = ("update_rule", "title", "slices", "sign_step", "algorithm",
                 "internals", "compare")  # fmt: skip
"""What belongs to a point or to the end, and goes when the descents move on."""
_MOVING = ("ball", "trail", "readout", "gradient", "tangent_plane", "race", "winner",
           "loss_curve", "inset_loss", "inset_contour", "inset_schedule", "data")  # fmt: skip
"""What changes with the steps, and would jump when they begin anew."""


@dataclass(frozen=True)
class Run:
    """A beat in which descents move.

    Attributes:
        seconds: of the whole beat.
        begin: the time at which the first step begins.
        end: the time at which the last step is done.
    """

    seconds: float
    begin: float
    end: float

    @property
    def motion(self) -> float:
        """The seconds in which the descents move."""
        return self.end - self.begin


def prepare_run(
    score: Score,
    options: Any,
    motion: float,
    caption: str | None,
    outcome: str | None = None,
    *,
    anew: bool = False,
    before: float = 0.0,
    after: float = 0.0,
    share: float = LAST_LOOK,
    alone: int | None = None,
) -> Run:
    """Settle when the steps are taken in this beat, and clear the stage for them.

    Args:
        motion: the natural seconds of the motion.
        caption: what is said meanwhile.
        outcome: what is said at the end.
        anew: begin at the starts, even where the descents are still on their way.
        before: seconds to arrive before the first step, for the camera.
        after: the least seconds to be left after the last.
        share: of the lecturer's seconds, the most that is left after the last step.
        alone: the one descent that is seen, until `score.alone` is taken back; None: all.
    """
    seconds = options.seconds
    last = max(after, _outcome_seconds(score, outcome))
    natural = max(motion, LEAD + reading_seconds(caption)) + FADE + before + last
    if seconds is None:
        seconds = natural
    else:
        before = min(before, ARRIVAL * seconds)
        last = min(max(after, OUTCOME_SECONDS), share * seconds)
    seconds = score.frames(seconds) / score.fps
    total = longest(score.lesson)
    again = score.has_run() and (anew or score.shown_steps >= total) and score.shown_steps > 0
    if again and pictured(score) and not score.on("ball"):
        score.rewind(score.now)
        again = False
    if alone is not None:
        _leave_alone(score, alone)
    settling = settled_in(set_stage(score, balls=not again), seconds)
    if again:
        settling = max(settling, _rewind(score, min(FADE, seconds / 6)))
    begin = score.snap(score.now + settling + before)
    end = max(begin + 1 / score.fps, score.snap(score.now + seconds - last))
    if end >= score.now + seconds:  # a beat of very few frames
        begin, end = score.now, score.now + seconds
    fade = min(0.8, seconds / 3)
    for prop in _EXPLANATIONS:
        score.hide(prop, fade=fade)
    for prop in ("gradient", "tangent_plane"):
        score.hide_fixed(prop, fade=fade)
    return Run(seconds, begin, end)


def speak_run(score: Score, run: Run, caption: str | None, outcome: str | None) -> None:
    """Say the caption while the descents move, and the outcome from the end on."""
    lead = min(LEAD, 0.1 * run.seconds)
    if caption:
        score.hush(lead)
        score.say(caption, score.now + lead, run.end)
    if outcome:
        score.hush(lead)
        fade = min(0.3, (score.now + run.seconds - run.end) / 2)
        score.show("outcome", at=run.end, fade=fade, text=outcome)


def play(score: Score, run: Run, upto: int | None = None) -> None:
    """Take the steps from where the clock stands up to `upto`, slowly first, then faster."""
    lesson, done = score.lesson, score.shown_steps
    if not lesson.descents:
        return
    last = longest(lesson) if upto is None else min(upto, longest(lesson))
    clock = pace(lengths(lesson)[done:last], run.begin, run.motion)
    for i, descent in enumerate(lesson.descents):
        left = min(descent.trajectory.steps, last) - done
        if left >= 0:
            track = cut(clock, left)
            score.run(i, Track(track.times, np.asarray(track.values) + done, track.eases))
    _accompany(score, run, last)


def play_singly(score: Score, run: Run, upto: int, rest: float) -> None:
    """Take each step up to `upto` in equal time.

    Args:
        rest: the share of a step's time in which everything stands still before it; 0 for a
            step that moves evenly all the time.
    """
    lesson, done = score.lesson, score.shown_steps
    last = min(upto, longest(lesson))
    each = run.motion / max(1, last - done)
    for i, descent in enumerate(lesson.descents):
        left = min(descent.trajectory.steps, last) - done
        if left < 0:
            continue
        times, values, eases = [run.begin], [float(done)], [LINEAR]
        for k in range(left):
            start = run.begin + k * each
            if rest:
                times.append(start + rest * each)
                values.append(float(done + k))
                eases.append(LINEAR)
            times.append(min(start + each, run.end))
            values.append(float(done + k + 1))
            eases.append(SMOOTH if rest else LINEAR)
        score.run(i, Track(times, values, eases))
    _accompany(score, run, last)


def _accompany(score: Score, run: Run, last: int) -> None:
    """Trails and read-outs; the gradient's arrow goes where it has nothing to show."""
    lesson = score.lesson
    score.shown_steps = last
    if len(lesson.descents) > 1:  # one arrow among many balls would single one out
        score.hide("gradient", fade=min(FADE, run.motion / 3))
    for i, descent in enumerate(lesson.descents):
        if pictured(score) and score.alone in (None, i):
            score.bring("trail", at=run.begin, descent=i)
        if len(lesson.descents) <= SEVERAL and not score.on("race"):
            score.bring("readout", descent=i)
        k = min(last, descent.trajectory.steps)
        gradient = descent.trajectory.gradients[k]
        stays = (
            np.isfinite(gradient).all()
            and not is_flat(lesson, gradient.tolist())
            and descent.visible_steps >= k
        )
        if not stays:
            score.hide("gradient", at=max(run.begin, run.end - 0.8), fade=0.8, descent=i)


def motion_seconds(steps: int) -> float:
    """The natural length of a run: each step visible while they are few, then a little more for
    each factor of ten."""
    if steps == 0:
        return _BRIEFEST
    many = 7.0 + 1.2 * math.log10(steps)
    return min(max(FIRST * steps, _BRIEFEST), many, _LONGEST)


def longest(lesson: Lesson) -> int:
    """The steps of the descent that takes most."""
    return max((descent.trajectory.steps for descent in lesson.descents), default=0)


def steps_left(score: Score) -> int:
    """How many steps a run would show now: those that are left, or all if none is."""
    total = longest(score.lesson)
    return total - score.shown_steps or total


def lengths(lesson: Lesson) -> NDArray[np.float64]:
    """(n,) the visible length of each step of the clock: that of the farthest mover."""
    farthest = np.zeros(longest(lesson))
    for d in lesson.descents:
        trajectory = d.trajectory
        steps = visible_lengths(
            trajectory.points, trajectory.values, lesson.domain, lesson.value_range
        )
        np.maximum(farthest[: len(steps)], steps, out=farthest[: len(steps)])
    return farthest


def _outcome_seconds(score: Score, outcome: str | None) -> float:
    """How long the outcome is on screen within this beat: all the time it takes to read, unless
    the next beat leaves it there."""
    following: Any = score.following
    silent = following is not None and (
        following.name in ("orbit", "look", "pause") and not following.caption
    )
    return OUTCOME_SECONDS if silent else max(OUTCOME_SECONDS, reading_seconds(outcome))


def _rewind(score: Score, fade: float) -> float:
    """Let all that moves go and come back at the starts; returns the seconds that it takes."""
    score.hide("winner", fade=fade)
    for prop in _MOVING:
        if prop != "winner":
            score.renew(prop, fade)
    score.rewind(score.now + fade)
    bring_balls(score, at=score.now + fade)
    return 2 * fade


def _leave_alone(score: Score, descent: int) -> None:
    """Let the balls and trails of all others go, and bring none of them for now."""
    score.alone = descent
    for i in range(len(score.lesson.descents)):
        if i != descent:
            for prop in ("ball", "trail"):
                score.hide(prop, descent=i)
