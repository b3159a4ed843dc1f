"""Drawing of a single frame of a lesson's film."""

from __future__ import annotations

from gdcore.stage.errors import RequestError
from gdcore.stage.film.frames import Frame
from gdcore.stage.live import LivePicture
from gdcore.story import Timeline


def draw_still(timeline: Timeline, t: float, size: tuple[int, int] | None = None) -> Frame:
    """The frame nearest to `t` seconds, identical to the video's frame before encoding.

    Args:
        timeline: the lesson's; its frame rate says which frames there are.
        t: seconds, from 0 to the end of the film.
        size: (width, height) in pixels; None: of the spec's shape, 1080 at the shorter side unless
            Manim is configured otherwise.

    Returns:
        (height, width, 4) RGBA.

    Raises:
        RequestError: the film is shorter than `t`, or `t` is negative.
        StageError: OpenGL can't start.
    """
    check_moment(timeline, t)
    return LivePicture(timeline, size).frame(t)


def check_moment(timeline: Timeline, t: float) -> None:
    """Raise RequestError if the film has no frame at `t` seconds."""
    if not 0 <= t <= timeline.duration:
        raise RequestError(
            f"{t:g} s lies outside the film, which runs from 0 to {timeline.duration:.6g} s"
        )
