"""Frame memory that is used again and again, so that a long film needs no more than a short one."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray

Frame = NDArray[Any]
"""(height, width, 4) uint8 RGBA, C-contiguous. (Manim's annotations call it int64.)"""


class FramePool:
    """Frames on loan: the renderer takes one and draws, the encoder gives it back.

    The pool holds as many frames as were ever on loan at once, which the encoder's bounded queue
    limits. Arrays are reused because Manim keeps a Cairo context for each one.
    """

    def __init__(self) -> None:
        self._free: SimpleQueue[Frame] = SimpleQueue()

    def take(self, shape: tuple[int, ...]) -> Frame:
        """A frame of this shape, with the pixels of an earlier frame still in it."""
        while True:
            try:
                frame = self._free.get_nowait()
            except Empty:
                return np.empty(shape, dtype=np.uint8)
            if frame.shape == shape:
                return frame

    def give(self, frame: Frame) -> None:
        """Take a frame back. Safe from any thread."""
        self._free.put(frame)
