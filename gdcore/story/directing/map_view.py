"""Moves between the surface, its map and a close-up."""

from __future__ import annotations

from gdcore.story.score import Score

ABOVE = (-90.0, 90.0)
"""Azimuth and elevation, in degrees, from which a map is seen: the first variable to the right."""
_RISING = 2.4  # seconds, at least, in which a map becomes a surface again
_FASTEST = 55.0  # degrees per second on average
_SHARE = 0.35  # share of a beat, at most, in which a map becomes a surface


def way_seconds(score: Score) -> float:
    """Seconds of the camera's move to its place above the map, or back, at a calm speed."""
    if score.returns_to is not None:
        turn = abs(score.returns_to[0] - score.value_now("camera.azimuth"))
    else:
        turn = abs((ABOVE[0] - score.value_now("camera.azimuth") + 180.0) % 360.0 - 180.0)
    return max(_RISING, turn / _FASTEST)


def sink(score: Score, start: float, seconds: float) -> None:
    """Flatten the surface into its map while the camera moves above it, turning the short way."""
    azimuth = score.value_now("camera.azimuth")
    score.returns_to = (azimuth, score.value_now("camera.elevation"))
    if score.viewpoint.turns:
        turn = (ABOVE[0] - azimuth + 180.0) % 360.0 - 180.0
        score.move("camera.azimuth", azimuth + turn, start, seconds)
        score.move("camera.elevation", ABOVE[1], start, seconds)
    score.move("surface.flatten", 1.0, start, seconds)


def rise(score: Score, start: float, seconds: float) -> None:
    """Raise the surface again while the camera moves back to its viewpoint before the map."""
    score.move("surface.flatten", 0.0, start, seconds)
    if score.returns_to is not None:
        azimuth, elevation = score.returns_to
        score.move("camera.azimuth", azimuth, start, seconds)
        score.move("camera.elevation", elevation, start, seconds)
        score.returns_to = None


def rise_first(score: Score, seconds: float) -> float:
    """Raise a map at the beginning of a beat of so many seconds; returns the seconds it takes."""
    if not score.flat:
        return 0.0
    taken = min(way_seconds(score), _SHARE * seconds)
    rise(score, score.now, taken)
    return taken


def forget_views(score: Score) -> None:
    """End a map or a close-up at once, while the surface is not on stage."""
    for track in ("surface.flatten", "focus.weight", "follow.weight"):
        score.jump(track, 0.0)
    score.jump("camera.zoom", 1.0)
    if score.returns_to is not None:
        score.jump("camera.azimuth", score.returns_to[0])
        score.jump("camera.elevation", score.returns_to[1])
        score.returns_to = None
