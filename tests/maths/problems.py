"""One table of test problems that serves every optimizer."""

from typing import NamedTuple


class Problem(NamedTuple):
    """A function, a start, and the minimum that lies below it."""

    text: str
    start: tuple[float, ...]
    minimum: tuple[float, ...]


PROBLEMS = {
    "parabola": Problem("x^2 - 6*x + 5", (5.0,), (3.0,)),
    "round bowl": Problem("x^2 + y^2", (1.5, -1.0), (0.0, 0.0)),
    "tilted valley": Problem("x^2 + x*y + 4*y^2", (-2.0, 1.5), (0.0, 0.0)),
    "no quadratic": Problem("exp(x) - x + cosh(y)", (1.5, -1.0), (0.0, 0.0)),
    "five dimensions": Problem(
        "a^2 + 2*b^2 + 3*(c - 1)^2 + (d + 1)^2 + 2*(f - 0.5)^2 + a*b/2",
        (1.0, -1.0, 0.0, 1.0, 2.0),
        (0.0, 0.0, 1.0, -1.0, 0.5),
    ),
}
