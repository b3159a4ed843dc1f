"""The pictures of a film as flashes are looked for in them: small, thirty a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from gdcore.forms.accessible.flashes import Flashes, flashes
from gdcore.stage.live import LivePicture
from gdcore.story import Timeline

SIZE = (256, 144)
"""Pixels of a picture: a field of a flash then has some 4000."""
RATE = 30.0
"""Pictures a second: a flash that is faster than half of it blends for the eye on most screens, and
a film of gdcore has no change from one frame to the next but cuts."""


def film_flashes(timeline: Timeline, advanced: Callable[[float], None]) -> Flashes:
    """The second of a film with most flashes.

    advanced: called after each picture with the share that is done, 0 to 1.

    Raises:
        StageError: OpenGL can't start.
    """
    rate = min(RATE, timeline.fps)
    return flashes(_pictures(timeline, rate, advanced), rate)


def _pictures(
    timeline: Timeline, rate: float, advanced: Callable[[float], None]
) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    picture = LivePicture(timeline, SIZE)
    count = max(1, int(timeline.duration * rate))
    for k in range(count):
        yield k / rate, np.asarray(picture.frame(k / rate))
        advanced((k + 1) / count)
