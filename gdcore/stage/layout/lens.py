"""A way of looking at some of the meshes: a panel of its own on the frame."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gdcore.stage.gl.view import Array, View

FOCAL = 20.0
"""Manim's focal distance, scene units."""

ABOVE = (-90.0, 90.0)
"""Azimuth and elevation from which a map is seen: x to the right, y upwards."""


@dataclass
class Lens:
    """From where a group of meshes is seen, and where on the frame.

    azimuth, elevation: degrees, as the story has them; centre: the point of the scene that is put
    at `offset`; zoom: 1 for Manim's own size; offset: on
    the screen, scene units; squash, floor: see `View`; rect: left, bottom, right, top of the part
    of the frame that it may draw on, scene units, None for all.
    """

    azimuth: float = -60.0
    elevation: float = 30.0
    zoom: float = 1.0
    centre: tuple[float, float, float] = (0.0, 0.0, 0.0)
    offset: tuple[float, float] = (0.0, 0.0)
    squash: float = 1.0
    floor: float = 0.0
    rect: tuple[float, float, float, float] | None = None

    def view(self, frame: View) -> View:
        """The projection on a camera's frame."""
        return replace(
            frame,
            rotation=rotation(np.radians(self.azimuth), np.radians(self.elevation)),
            centre=np.asarray(self.centre),
            zoom=self.zoom,
            offset=self.offset,
            squash=self.squash,
            floor=self.floor,
        )

    def pixels(self, frame: View) -> tuple[int, int, int, int] | None:
        """Left, top, width and height of its part of the frame in pixels."""
        if self.rect is None:
            return None
        left, bottom, right, top = (edge * frame.pixels_per_unit for edge in self.rect)
        width, height = frame.pixels
        x0, x1 = max(round(width / 2 + left), 0), min(round(width / 2 + right), width)
        y0, y1 = max(round(height / 2 - top), 0), min(round(height / 2 - bottom), height)
        return x0, y0, max(x1 - x0, 0), max(y1 - y0, 0)


def rotation(azimuth: float, elevation: float) -> Array:
    """The camera's axes as rows (right, up, towards the eye), for angles in radians.

    Equal to Manim's rotation matrix for theta = azimuth and phi = 90° − elevation.
    """
    ca, sa, ce, se = np.cos(azimuth), np.sin(azimuth), np.cos(elevation), np.sin(elevation)
    return np.array([[-sa, ca, 0.0], [-ca * se, -sa * se, ce], [ca * ce, sa * ce, se]])
