"""A number that changes with every frame, composed of the rasters of its characters."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.mobjects.picture import Picture


class Figures(Picture):
    """A picture of a number, put together from rasters of its characters.

    size: height of an em in scene units; the other arguments as of `Picture`.
    """

    def __init__(
        self, image: NDArray[np.uint8], width: float, height: float, size: float, **kwargs: Any
    ) -> None:
        super().__init__(image, width, height, **kwargs)
        self.size = float(size)
