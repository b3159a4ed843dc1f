"""The picture that every contestant draws: the peaks surface, a red path, a ball, two texts, and a
camera that walks around."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

EXTENT = 3.0
"""x and y run from -EXTENT to EXTENT."""
HEIGHT = 0.25
"""Scene units for one unit of the function, for those who draw without scaling of their own."""
DEGREES_PER_FRAME = 0.5
"""A full turn in 12 seconds at 60 frames a second."""
TITLE = "Gradient descent on peaks"
FORMULA_TYPST = (
    "f(x, y) = 3 (1 - x)^2 e^(-x^2 - (y + 1)^2) - 10 (x/5 - x^3 - y^5) e^(-x^2 - y^2) "
    "- 1/3 e^(-(x + 1)^2 - y^2)"
)
FORMULA_TEX = (
    r"$f(x, y) = 3 (1 - x)^2 e^{-x^2 - (y + 1)^2} - 10 (x/5 - x^3 - y^5) e^{-x^2 - y^2}"
    r" - \frac{1}{3} e^{-(x + 1)^2 - y^2}$"
)
FORMULA_PLAIN = (
    "f(x, y) = 3(1 - x)^2 exp(-x^2 - (y + 1)^2) - 10(x/5 - x^3 - y^5) exp(-x^2 - y^2)"
    " - exp(-(x + 1)^2 - y^2)/3"
)
FUNCTION = (
    "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2)"
    " - exp(-(x + 1)^2 - y^2)/3"
)
START = (0.3745, 0.9507)
RATE = 0.01


def peaks(x: Array, y: Array) -> Array:
    """MATLAB's peaks."""
    return (
        3 * (1 - x) ** 2 * np.exp(-(x**2) - (y + 1) ** 2)
        - 10 * (x / 5 - x**3 - y**5) * np.exp(-(x**2) - y**2)
        - np.exp(-((x + 1) ** 2) - y**2) / 3
    )


def grid(points: int = 101) -> tuple[Array, Array, Array]:
    """x, y and the function over the domain; each (points, points)."""
    line = np.linspace(-EXTENT, EXTENT, points)
    x, y = np.meshgrid(line, line)
    return x, y, peaks(x, y)


def path(steps: int = 200) -> Array:
    """The descent; (steps + 1, 3): x, y, f."""
    points, h = [np.array(START)], 1e-6
    for _ in range(steps):
        x, y = points[-1]
        slope = np.array(
            [
                (peaks(x + h, y) - peaks(x - h, y)) / (2 * h),
                (peaks(x, y + h) - peaks(x, y - h)) / (2 * h),
            ]
        )
        points.append(points[-1] - RATE * slope)
    flat = np.array(points)
    return np.column_stack([flat, peaks(flat[:, 0], flat[:, 1])])
