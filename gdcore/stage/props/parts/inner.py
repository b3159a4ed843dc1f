"""What a step is made of: the parts by which a method goes from one point to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.ticks import nice_step
from gdcore.story import Descent

# The parts of a step have one length for one unit where their sum is the step; the gradient of a
# method that scales it is not part of such a sum, and has a scale of its own.
SUMS = ("gradient_descent", "momentum", "nesterov", "line_search")
LONGEST = 1.7
"""The longest arrow of those shown is about so long, in scene units; the others to scale."""
SHORTEST = 0.5
"""Steps of which one is at least so long are shown as long as they are, scene units."""
_MOST_STRETCHED = 0.12  # the short axis of the ellipse to its long one, at least


@dataclass(frozen=True)
class Part:
    """One arrow: its role, its symbol in Typst math, and its vector for each step: (n, d).

    after: the role of the arrow at whose tip it begins, empty for the ball; scale: by how much it
    is drawn longer than it is, in data units.
    """

    role: str
    symbol: str
    vectors: Array
    after: str = ""
    scale: float = 1.0


@dataclass(frozen=True)
class Inner:
    """The parts of every step of a descent, and the reach of an adaptive method.

    reach: (n, d) the rates of the coordinates to the largest of them, None for a method that
    has one rate for all; symbol: what they are, in Typst math.
    """

    parts: tuple[Part, ...]
    reach: Array | None
    symbol: str

    @classmethod
    def of(cls, descent: Descent, shown: int, unit: Array) -> Inner:
        """The parts of a descent's steps, scaled for its first `shown` steps.

        unit: (d,) scene units to a unit of each variable.
        """
        track = descent.trajectory
        n = track.steps
        steps = np.diff(track.points, axis=0)
        gradients = np.nan_to_num(np.asarray(track.followed, float))
        rates = track.learning_rates[:n, None]
        states = track.states
        followed = "hat(bold(g))" if track.stochastic else "nabla f"
        step = Part("step", "Delta bold(p)", steps)
        with np.errstate(over="ignore"):  # a step beyond all numbers ends the descent
            pulls = np.clip(-rates * gradients, -_MOST, _MOST)
        pull = Part("gradient", f"−eta {followed}", pulls)
        name, first = descent.optimizer, slice(0, max(min(shown, n), 1))
        if name in ("momentum", "nesterov"):
            memory = Part("velocity", "−eta mu bold(v)", steps - pull.vectors, after="gradient")
            return cls(_to_scale((pull, memory, step), first, unit), None, "")
        if name in SUMS:
            symbol = f"Delta bold(p) = −eta {followed}"
            return cls(_to_scale((Part("step", symbol, steps),), first, unit), None, "")
        slopes = [Part("gradient", f"−{followed}", -gradients)]
        for state, symbol, sign in _MEMORIES:
            if state in states:
                vectors = sign * np.asarray(states[state][1:], float)
                slopes.append(Part("velocity", symbol, vectors))
                break
        reach, symbol = _reach(descent)
        return cls(
            _to_scale(tuple(slopes), first, unit, free=True) + _to_scale((step,), first, unit),
            reach,
            symbol,
        )


_MOST = 1e150  # of a pull: its square is still a number

# A method's memory by the name of its state: its symbol, and whether it points uphill.
_MEMORIES = (
    ("corrected_first_moment", "−hat(bold(m))", -1.0),
    ("first_moment", "−bold(m)", -1.0),
    ("momentum", "−bold(m)", -1.0),
    ("velocity", "−bold(v)", -1.0),
    ("direction", "bold(d)", 1.0),
)


def _to_scale(
    parts: tuple[Part, ...], first: slice, unit: Array, free: bool = False
) -> tuple[Part, ...]:
    """The parts with the one factor that makes the longest of their first vectors be seen."""
    lengths = [np.linalg.norm(part.vectors[first] * unit, axis=1) for part in parts]
    longest = float(np.nan_to_num(np.concatenate(lengths)).max(initial=0.0))
    scale = 1.0
    if longest > 0 and math.isfinite(longest) and (free or longest < SHORTEST):
        # A factor of 1, 2 or 5 times a power of ten can be said.
        scale = nice_step(0.0, LONGEST / longest / math.sqrt(2), 1)
    return tuple(Part(part.role, part.symbol, part.vectors, part.after, scale) for part in parts)


def _reach(descent: Descent) -> tuple[Array | None, str]:
    """The rate of each coordinate in each step to the largest one: (n, d)."""
    states = descent.trajectory.states
    for state, symbol, power in (
        ("corrected_second_moment", "1 \\/ sqrt(hat(bold(v)))", 0.5),
        ("squared_gradient", "1 \\/ sqrt(bold(s))", 0.5),
        ("squared_gradient_sum", "1 \\/ sqrt(bold(s))", 0.5),
        ("second_moment", "1 \\/ sqrt(bold(v))", 0.5),
        ("largest_gradient", "1 \\/ bold(u)", 1.0),
    ):
        if state in states:
            sizes = np.asarray(states[state][1:], float) ** power
            rates = 1.0 / (sizes + 1e-12 * max(float(np.nanmax(sizes, initial=0.0)), 1e-300))
            if state == "squared_gradient" and "squared_step" in states:
                # Adadelta's numerator: the size of the steps before.
                rates = rates * np.sqrt(np.asarray(states["squared_step"][:-1], float) + 1e-6)
                symbol = "sqrt(bold(u)) \\/ sqrt(bold(s))"
            top = rates.max(axis=1, keepdims=True)
            shares = np.divide(rates, top, out=np.ones_like(rates), where=top > 0)
            return np.clip(shares, _MOST_STRETCHED, 1.0), symbol
    return None, ""
