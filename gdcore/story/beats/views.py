"""The ways between the surface, its map and a close look, without a jump."""

from __future__ import annotations

from gdcore.story.score import Score

ABOVE = (-90.0, 90.0)
"""Azimuth and elevation from which a map is seen: the first variable to the right."""
RISING = 2.4  # seconds, at least, in which a map becomes a surface again
FASTEST = 55.0  # degrees per second on average


def way_seconds(score: Score) -> float:
    """How long the way above the map, or back, should take: nobody is whirled around."""
    if score.returns_to is not None:
        turn = abs(score.returns_to[0] - score.level("camera.azimuth"))
    else:
        turn = abs((ABOVE[0] - score.level("camera.azimuth") + 180.0) % 360.0 - 180.0)
    return max(RISING, turn / FASTEST)


def sink(score: Score, start: float, seconds: float) -> None:
    """Flatten the surface into its map while the camera goes above it, by the short way."""
    azimuth = score.level("camera.azimuth")
    score.returns_to = (azimuth, score.level("camera.elevation"))
    if score.camera.turns:
        turn = (ABOVE[0] - azimuth + 180.0) % 360.0 - 180.0
        score.move("camera.azimuth", azimuth + turn, start, seconds)
        score.move("camera.elevation", ABOVE[1], start, seconds)
    score.move("surface.flatten", 1.0, start, seconds)


def rise(score: Score, start: float, seconds: float) -> None:
    """Raise the surface again; the camera goes back to where it came from."""
    score.move("surface.flatten", 0.0, start, seconds)
    if score.returns_to is not None:
        azimuth, elevation = score.returns_to
        score.move("camera.azimuth", azimuth, start, seconds)
        score.move("camera.elevation", elevation, start, seconds)
        score.returns_to = None


def risen(score: Score, seconds: float) -> float:
    """Raise a map at the beginning of a beat of so many seconds; the seconds that it takes."""
    if not score.flat:
        return 0.0
    taken = min(way_seconds(score), 0.35 * seconds)
    rise(score, score.now, taken)
    return taken
