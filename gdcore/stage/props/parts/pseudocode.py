"""Every method as the lines of a loop, in the letters of its papers and of the mathematics here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdcore.maths import Trajectory
from gdcore.stage.gl.view import Array
from gdcore.stage.props.parts.rules import plain_letters
from gdcore.words import Language

POINT = "bold(p)"


@dataclass(frozen=True)
class Line:
    """One line of a loop.

    Attributes:
        math: Typst math.
        sets: the name of the quantity that it sets, empty for none.
        note: the message of the words that follow the formula, empty for none.
    """

    math: str
    sets: str = ""
    note: str = ""


_GRADIENT = Line(f"bold(g) <- nabla f({POINT})", "gradient")
_MOVE = Line(f"{POINT} <- {POINT} + Delta {POINT}", "point")
_FIRST = Line("bold(m) <- beta_1 bold(m) + (1 − beta_1) bold(g)", "first_moment")
_SECOND = Line("bold(v) <- beta_2 bold(v) + (1 − beta_2) bold(g)^2", "second_moment")
_M_HAT = Line("hat(bold(m)) <- bold(m) \\/ (1 − beta_1^k)", "corrected_first_moment")
_V_HAT = Line("hat(bold(v)) <- bold(v) \\/ (1 − beta_2^k)", "corrected_second_moment")
_VELOCITY = Line("bold(v) <- mu bold(v) + bold(g)", "velocity")
_SQUARES = Line("bold(s) <- alpha bold(s) + (1 − alpha) bold(g)^2", "squared_gradient")


def _step(math: str) -> Line:
    return Line(f"Delta {POINT} <- {math}", "step")


_ADAM = (_GRADIENT, _FIRST, _SECOND, _M_HAT, _V_HAT)
_SCALED = "−eta hat(bold(m)) \\/ (sqrt(hat(bold(v))) + epsilon)"

PSEUDOCODE: dict[str, tuple[Line, ...]] = {
    "gradient_descent": (_GRADIENT, _step("−eta bold(g)"), _MOVE),
    "momentum": (_GRADIENT, _VELOCITY, _step("−eta bold(v)"), _MOVE),
    "nesterov": (_GRADIENT, _VELOCITY, _step("−eta (bold(g) + mu bold(v))"), _MOVE),
    "adagrad": (
        _GRADIENT,
        Line("bold(s) <- bold(s) + bold(g)^2", "squared_gradient_sum"),
        _step("−eta bold(g) \\/ (sqrt(bold(s)) + epsilon)"),
        _MOVE,
    ),
    "adadelta": (
        _GRADIENT,
        Line("bold(s) <- rho bold(s) + (1 − rho) bold(g)^2", "squared_gradient"),
        _step("−eta sqrt(bold(u) + epsilon) \\/ sqrt(bold(s) + epsilon) dot bold(g)"),
        Line(f"bold(u) <- rho bold(u) + (1 − rho) (Delta {POINT})^2", "squared_step"),
        _MOVE,
    ),
    "rmsprop": (
        _GRADIENT,
        _SQUARES,
        _step("−eta bold(g) \\/ (sqrt(bold(s)) + epsilon)"),
        _MOVE,
    ),
    "rprop": (
        _GRADIENT,
        Line("bold(d) <- bold(d) dot eta_plus.minus", "step_size"),
        _step("−bold(d) dot op(\"sign\")(bold(g))"),
        _MOVE,
    ),
    "adam": (*_ADAM, _step(_SCALED), _MOVE),
    "adamw": (*_ADAM, _step(f"{_SCALED} − eta lambda {POINT}"), _MOVE),
    "adamax": (
        _GRADIENT,
        _FIRST,
        Line("bold(u) <- max(beta_2 bold(u), abs(bold(g)) + epsilon)", "largest_gradient"),
        _step("−eta \\/ (1 − beta_1^k) dot bold(m) \\/ bold(u)"),
        _MOVE,
    ),
    "nadam": (
        _GRADIENT,
        _FIRST,
        _SECOND,
        Line("hat(bold(m)) <- a_k bold(g) + b_k bold(m)"),
        _step("−eta hat(bold(m)) \\/ (sqrt(hat(bold(v))) + epsilon)"),
        _MOVE,
    ),
    "radam": (
        _GRADIENT,
        _FIRST,
        _SECOND,
        _step("−eta r_k hat(bold(m)) \\/ (sqrt(hat(bold(v))) + epsilon)"),
        _MOVE,
    ),
    "lion": (
        _GRADIENT,
        Line("bold(c) <- beta_1 bold(m) + (1 − beta_1) bold(g)"),
        _step('−eta op("sign")(bold(c))'),
        Line("bold(m) <- beta_2 bold(m) + (1 − beta_2) bold(g)", "momentum"),
        _MOVE,
    ),
    "newton": (
        _GRADIENT,
        Line(f"H <- nabla^2 f({POINT})"),
        _step("−eta abs(H)^(−1) bold(g)"),
        _MOVE,
    ),
    "conjugate_gradient": (
        _GRADIENT,
        Line("bold(d) <- −bold(g) + beta bold(d)", "direction"),
        Line("alpha <- −eta (bold(g) dot bold(d)) \\/ (bold(d) dot H bold(d))"),
        _step("alpha bold(d)"),
        _MOVE,
    ),
    "lbfgs": (
        _GRADIENT,
        Line("H approx nabla^2 f", note="from-past-steps"),
        Line("bold(d) <- −H^(−1) bold(g)", "direction"),
        _step("eta bold(d)"),
        _MOVE,
    ),
    "line_search": (
        _GRADIENT,
        Line("t <- 1, rho, rho^2, …", "factor", note="until-lower"),
        _step("−t eta bold(g)"),
        _MOVE,
    ),
}  # fmt: skip
GENERAL = (_GRADIENT, Line(f"Delta {POINT} <- ", "step", note="step-of-method"), _MOVE)
"""For a method that has no lines of its own here."""


def lines_of(
    optimizer: str, dimension: int, name: str, language: Language, stochastic: bool = False
) -> tuple[Line, ...]:
    """The lines of a method; with one variable its name, and f′ for the gradient.

    stochastic: it follows an estimate of the gradient.
    """
    lines = PSEUDOCODE.get(optimizer, GENERAL)
    maths = [
        f"{line.math} {language.say(f'algorithm.{line.note}')}" if line.note else line.math
        for line in lines
    ]
    if stochastic:
        maths[0] = maths[0].replace("<-", "approx")
        maths = [math.replace("bold(g)", "hat(bold(g))") for math in maths]
    if dimension == 1:
        maths = [plain_letters(math, name) for math in maths]
    return tuple(Line(math, line.sets) for math, line in zip(maths, lines, strict=True))


def quantity(track: Trajectory, name: str, k: int) -> Array | None:
    """What a line sets in step k, counted from 0: (d,) or one number; None if it is not known."""
    if name == "gradient":
        return np.asarray(track.followed[k])
    if name == "step":
        return np.asarray(track.points[k + 1] - track.points[k])
    if name == "point":
        return np.asarray(track.points[k + 1])
    known = track.states.get(name)
    return None if known is None else np.atleast_1d(np.asarray(known[k + 1], dtype=np.float64))
