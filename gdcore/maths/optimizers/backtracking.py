"""Backtracking along a step until the function has fallen by enough."""

import numpy as np

from gdcore.maths.arrays import Array, dot
from gdcore.maths.objective import Objective
from gdcore.maths.parameters import BETWEEN_0_AND_1, Parameterized, parameter, parameterized

MOST_TRIALS = 60  # 2⁻⁶⁰ of a step is below float64's resolution of the point


def backtrack(
    function: Objective,
    point: Array,
    gradient: Array,
    step: Array,
    shrink: float = 0.5,
    slope_fraction: float = 1e-4,
) -> Array:
    """The factor t = ρʲ, j = 0, 1, …, that first meets Armijo's condition.

    f(x + t·s) ≤ f(x) + c·t·∇f(x)·s

    Args:
        function: f.
        point: x, of shape (…, d).
        gradient: ∇f(x), of shape (…, d).
        step: s, of shape (…, d), which should point downhill.
        shrink: ρ.
        slope_fraction: c, the sufficient-decrease parameter.

    Returns:
        t, of shape (…,); 0, so that the point stays, where no trial meets the condition.
    """
    value = function.value(point)
    slope = dot(gradient, step)
    t = np.ones(np.shape(value))
    # A decrease below the rounding error of f can't be measured; without this allowance no step
    # would be accepted within the last digits of a minimum.
    allowance = 4 * np.finfo(np.float64).eps * np.abs(value)
    for _ in range(MOST_TRIALS):
        reached = function.value(point + t[..., None] * step)
        short_enough = reached <= value + slope_fraction * t * slope + allowance
        if short_enough.all():
            return t
        t = np.where(short_enough, t, t * shrink)
    return np.where(short_enough, t, 0.0)


@parameterized
class Backtracking(Parameterized):
    """Armijo backtracking: how a step is shortened until f has fallen by enough."""

    shrink: float = parameter(
        default=0.5,
        within=BETWEEN_0_AND_1,
        text="ρ, by which the step is multiplied while it is too long.",
    )
    slope_fraction: float = parameter(
        default=1e-4,
        within=BETWEEN_0_AND_1,
        text="c, the sufficient-decrease parameter of the Armijo condition.",
    )

    def factor(self, function: Objective, point: Array, gradient: Array, step: Array) -> Array:
        """t = ρʲ for a step, as in ``backtrack``: shape (…,)."""
        return backtrack(function, point, gradient, step, self.shrink, self.slope_fraction)
