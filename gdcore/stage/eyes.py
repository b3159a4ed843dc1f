"""How unlike two colours are, to each of four kinds of eyes.

Distances are those of OKLab (B. Ottosson, 2020), times 100: 2 can just be seen. Eyes that lack one
kind of cones are simulated as by G. Machado, M. Oliveira, L. Fernandes, "A physiologically-based
model for simulation of color vision deficiency", IEEE Trans. Visualization and Computer Graphics
15, 2009, with their matrices for severity 1 and linear light.
"""

from __future__ import annotations

import numpy as np

from gdcore.stage.colour import linear
from gdcore.stage.gl.view import Array

EYES: dict[str, Array] = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def seen(colours: Array, eye: str = "normal") -> Array:
    """OKLab coordinates (n, 3), times 100, of colours (n, 3) from 0 to 1, as an eye sees them."""
    light = np.clip(linear(colours) @ EYES[eye].T, 0, 1)
    return np.asarray(100 * np.cbrt(light @ _TO_CONES.T) @ _TO_LAB.T)


def distances(some: Array, others: Array, eye: str = "normal") -> Array:
    """(n, m): how unlike colours (n, 3) and (m, 3), from 0 to 1, are to an eye."""
    a, b = seen(some, eye), seen(others, eye)
    square = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    return np.sqrt(np.maximum(square, 0.0))
