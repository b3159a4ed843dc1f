"""What the pointer on a picture means: the values under it, a descent that begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdcore.studio.messages import Hover

if TYPE_CHECKING:
    from gdcore.maths import Trajectory
    from gdcore.stage.picking import Picking, Touch
    from gdcore.story import Lesson

GRAB = 16.0
"""Pixels around a start's place in which it can be grabbed."""
QUICK_STEPS = 20_000
"""The most steps of a descent that follows the pointer."""


def hovered(picking: Picking, lesson: Lesson, column: float, row: float) -> Hover | None:
    """What is under the pointer at a pixel of the picture; None beside the landscape."""
    grabbed = min(
        ((abs(complex(x - column, y - row)), index) for index, x, y in picking.starts()),
        default=(GRAB + 1, 0),
    )
    touch = picking.touch(column, row)
    if touch is None:
        return None
    number, vector = lesson.rounding.number, lesson.rounding.vector
    lines = [f"{lesson.rounding.place(touch.point)}: f = {number(touch.value)}"]
    lines.append(f"∇f = {vector(touch.gradient)}")
    if lesson.descents and not hasattr(lesson.descents[0].learning_rate, "at"):
        descent = lesson.descents[0]
        rate = descent.learning_rate
        if descent.optimizer == "gradient_descent" and isinstance(rate, float):
            step = [-rate * g for g in touch.gradient]
            lines.append(f"step with η = {number(rate)}: {vector(step)}")
    start = grabbed[1] if grabbed[0] <= GRAB else None
    return Hover(touch.point, touch.panel, "\n".join(lines), start)


def descent_from(lesson: Lesson, descent: int, point: tuple[float, ...]) -> Trajectory:
    """The descent of the lesson with this index, begun at another point (d,)."""
    from gdcore.maths import Stop, descend
    from gdcore.spec import make_estimator

    spec, plan = lesson.spec, lesson.spec.descents[descent]
    return descend(
        lesson.function,
        point,
        plan.optimizer,
        plan.learning_rate,
        min(plan.steps, QUICK_STEPS),
        Stop(spec.stop.gradient_norm, spec.stop.step_length),
        lesson.domain,
        spec.outside,
        make_estimator(spec.data, plan.batch_size, plan.noise),
    )


def told(lesson: Lesson, touch: Touch, trajectory: Trajectory, descent: int | None) -> Hover:
    """What is said of a descent that begins under the pointer."""
    rounding = lesson.rounding
    end = f"{rounding.place(trajectory.points[-1].tolist())}"
    value = rounding.number(float(trajectory.values[-1]))
    steps = f"{trajectory.steps} step{'s' * (trajectory.steps != 1)}"
    text = f"start {rounding.place(touch.point)}\n{steps} to {end}, f = {value}"
    return Hover(touch.point, touch.panel, text, descent)
