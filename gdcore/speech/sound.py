"""Sound at the one rate of all films."""

from __future__ import annotations

from collections.abc import Iterable

import av
import numpy as np

from gdcore.speech.speech import RATE, Samples


def resampled(frames: Iterable[av.AudioFrame]) -> Samples:
    """Sound of any rate and any number of channels as mono samples, `RATE` a second."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    parts = [part for frame in frames for part in resampler.resample(frame)]
    parts += resampler.resample(None)
    arrays = [part.to_ndarray().reshape(-1).astype(np.int16) for part in parts]
    return np.concatenate(arrays) if arrays else silence(0.0)


def frame_of(samples: Samples, rate: int) -> av.AudioFrame:
    """Mono samples as a frame."""
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    return frame


def silence(seconds: float) -> Samples:
    """So many seconds of nothing."""
    return np.zeros(round(seconds * RATE), dtype=np.int16)
