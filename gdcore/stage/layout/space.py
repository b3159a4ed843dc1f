"""The one map from data to scene coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.stage.gl.view import Array
from gdcore.story import Lesson
from gdcore.story.height_field import RELIEF, base_sides

WIDTH = 6.0
"""Scene units along the longest side of the base: three quarters of Manim's frame height."""
HEIGHT_SHARE = 0.45
"""Height of the box to its width: hills that are seen as such and do not wall off the valley."""
_WALL = 1e100  # scene units up for one along: its square is still a number
CURVE_HALF = 4.9
"""Half the width of the graph of a function of one variable, scene units."""


@dataclass(frozen=True)
class Space:
    """Where the data lie in the scene.

    lows, highs: (d,) ends of the domain; values: lowest and highest value drawn;
    half: (3,) half extents of the box around the origin, scene units.
    One variable runs along x and its values along z; two run along x and y.
    """

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    values: tuple[float, float]
    half: tuple[float, float, float]

    @classmethod
    def of(
        cls,
        domain: tuple[tuple[float, float], ...],
        values: tuple[float, float],
        ratio: float = 0.48,
        relief: float = 1.0,
    ) -> Space:
        """The space for a domain of one or two variables.

        ratio: a graph's height to width; relief: how many times as high a box is as usually.
        """
        lows = tuple(low for low, _ in domain)
        highs = tuple(high for _, high in domain)
        if len(domain) == 1:
            return cls(lows, highs, values, (CURVE_HALF, 0.0, ratio * CURVE_HALF))
        base = base_sides(domain) * WIDTH / 2
        half = (float(base[0]), float(base[1]), relief * HEIGHT_SHARE * WIDTH / 2)
        return cls(lows, highs, values, half)

    @classmethod
    def of_lesson(cls, lesson: Lesson, ratio: float = 0.48) -> Space:
        """The space of a lesson's film; `ratio`: a graph's height to width."""
        relief = RELIEF.get(lesson.spec.aspect, 1.0)
        return cls.of(lesson.domain, lesson.value_range, ratio, relief)

    @property
    def dimension(self) -> int:
        return len(self.lows)

    @property
    def scale(self) -> Array:
        """(d + 1,) scene units to a unit of each variable and of the value."""
        sides = [2 * h / (b - a) for h, a, b in zip(self.half, self.lows, self.highs, strict=False)]
        return np.array([*sides, 2 * self.half[2] / (self.values[1] - self.values[0])])

    def holds(self, points: ArrayLike, values: ArrayLike) -> NDArray[np.bool_]:
        """Whether data points (…, d) with their values (…) lie in the box: (…,).

        The box has its sides, in spite of rounding; not-a-number lies outside.
        """
        p, v = np.asarray(points, float), np.asarray(values, float)
        slack = 1e-9 * (self.values[1] - self.values[0])
        inside = (v >= self.values[0] - slack) & (v <= self.values[1] + slack)
        inside &= ((p >= self.lows) & (p <= self.highs)).all(axis=-1)
        return np.asarray(inside)

    def place(self, points: ArrayLike, values: ArrayLike) -> Array:
        """Scene points (…, 3) of data points (…, d) with their values (…)."""
        p, v = np.asarray(points, float), np.asarray(values, float)
        scene = np.zeros((*v.shape, 3))
        for axis in range(self.dimension):
            middle = (self.lows[axis] + self.highs[axis]) / 2
            scene[..., axis] = (p[..., axis] - middle) * self.scale[axis]
        scene[..., 2] = (v - sum(self.values) / 2) * self.scale[-1]
        return scene

    def normal(self, gradients: ArrayLike) -> Array:
        """Unit normals (…, 3) of the drawn surface, upwards, where the gradient is (…, d)."""
        g = np.asarray(gradients, float)
        normal = np.zeros((*g.shape[:-1], 3))
        with np.errstate(over="ignore", invalid="ignore"):
            slopes = -g * (self.scale[-1] / self.scale[:-1])
        # Of a wall that is steeper than numbers can tell the normal lies level all the same.
        normal[..., : self.dimension] = np.clip(np.nan_to_num(slopes), -_WALL, _WALL)
        normal[..., 2] = 1.0
        return normal / np.linalg.norm(normal, axis=-1, keepdims=True)

    def tangent(self, direction: ArrayLike, gradient: ArrayLike) -> Array:
        """The scene vector (3,) along the surface above a direction (d,) in data space."""
        u, g = np.asarray(direction, float), np.asarray(gradient, float)
        tangent = np.zeros(3)
        tangent[: self.dimension] = u * self.scale[:-1]
        tangent[2] = float(u @ g) * self.scale[-1]
        return tangent
