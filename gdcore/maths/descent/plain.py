"""Plain gradient descent, xₖ₊₁ = xₖ − ηₖ·∇f(xₖ), in blocks of steps.

NumPy asks of all points of a block at once whether the descent ends there; to ask at each point
would take longer than the step itself.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, chain, islice

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array, lengths
from gdcore.maths.descent.outcome import Stop
from gdcore.maths.function import Function
from gdcore.maths.objective import Objective

SMALLEST_BLOCK, LARGEST_BLOCK = 64, 1024
"""Steps of the first block, and of the longest: each is twice as long as the one before it. The
steps of a block behind the descent's last are computed in vain."""

# What lies this near to a threshold is left to the descent's own loop, whose roundings are others.
_MARGIN = 1e-9


class PlainSteps:
    """Takes the steps of a descent as far as it certainly goes on.

    Args:
        function: f.
        origin: the start, (d,).
        stop: the stopping rule.
        far: the distance from the start beyond which the descent has diverged.
        box: the domain, (d, 2); None if leaving it has no consequence.
    """

    def __init__(
        self,
        function: Objective,
        origin: Sequence[float],
        stop: Stop,
        far: float,
        box: Array | None,
    ) -> None:
        self._origin, self._box = origin, box
        if isinstance(function, Function):
            self._step, self._conditions = function.step, (0.0,) * len(function.conditions)
        else:
            self._step, self._conditions = _step(function), ()
        self._shortest = stop.step_length * (1 + _MARGIN)
        self._flattest = stop.gradient_norm * (1 + _MARGIN)
        self._farthest = far * (1 - _MARGIN)
        self.size = SMALLEST_BLOCK

    def take(
        self, x: Sequence[float], value: float, gradient: Sequence[float], rates: Sequence[float]
    ) -> Array:
        """Points, values and gradients, (m, 2d+1), after the first m of n steps.

        The descent may end at the point after them, if m < n.

        Args:
            x: the point at which the first step begins, (d,).
            value: f there.
            gradient: ∇f there.
            rates: n learning rates.
        """
        row = (*x, value, *gradient, *self._conditions)
        rows: list[tuple[float, ...]] = []
        try:
            for after in islice(accumulate(rates, self._step, initial=row), 1, None):
                rows.append(after)
        except (ArithmeticError, ValueError):  # a pole, an overflow or the edge of f's domain
            pass
        self.size = min(2 * self.size, LARGEST_BLOCK)
        table = np.fromiter(chain.from_iterable(rows), np.float64).reshape(-1, len(row))
        certain = self._goes_on(table, np.array([x]))
        count = len(table) if certain.all() else int(np.argmin(certain))
        return table[:count, : 2 * len(x) + 1]

    def _goes_on(self, table: Array, before: Array) -> NDArray[np.bool_]:
        """Whether the descent certainly goes on at the point of each row."""
        d = before.shape[1]
        x, g = table[:, :d], table[:, d + 1 : 2 * d + 1]
        certain = np.isfinite(table).all(axis=1)
        certain &= lengths(x - self._origin) <= self._farthest
        certain &= lengths(g) >= self._flattest
        if self._shortest:
            certain &= lengths(np.diff(x, axis=0, prepend=before)) >= self._shortest
        if self._box is not None:
            certain &= ((x >= self._box[:, 0]) & (x <= self._box[:, 1])).all(axis=1)
        return np.asarray(certain)


def _step(function: Objective) -> Callable[[tuple[float, ...], float], tuple[float, ...]]:
    """A step as ``Function.step`` computes it, for an objective without code of its own."""
    d = function.dimension

    def step(row: tuple[float, ...], rate: float) -> tuple[float, ...]:
        x = [a - rate * g for a, g in zip(row[:d], row[d + 1 :], strict=True)]
        value, gradient = function.value_and_gradient(x)
        return (*x, float(value), *gradient.tolist())

    return step
