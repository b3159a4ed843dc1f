"""A video file for contestants that have no encoder of their own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from tests.bench.contest import Job

WAITING = 4
"""Frames that may wait for the encoder: it works in a thread beside the drawing, as it does for
this project."""


class Film:
    """Encodes RGBA or RGB frames to H.264."""

    def __init__(self, path: Path, job: Job, rate: int = 60) -> None:
        self._container = av.open(str(path), "w")
        self._stream = self._container.add_stream("libx264", rate=rate, options=job.encoder)
        self._stream.width, self._stream.height = job.width, job.height
        self._stream.pix_fmt = "yuv420p"
        self._thread = ThreadPoolExecutor(1)
        self._waiting: list[Future[None]] = []

    def write(self, pixels: NDArray[np.uint8]) -> None:
        """Take over a frame; (height, width, 3 or 4)."""
        if len(self._waiting) >= WAITING:
            self._waiting.pop(0).result()
        self._waiting.append(self._thread.submit(self._encode, pixels))

    def _encode(self, pixels: NDArray[np.uint8]) -> None:
        kind = "rgba" if pixels.shape[2] == 4 else "rgb24"
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format=kind)
        self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Write what is left."""
        for job in self._waiting:
            job.result()
        self._container.mux(self._stream.encode(None))
        self._container.close()
        self._thread.shutdown()
