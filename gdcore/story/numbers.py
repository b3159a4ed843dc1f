"""Numbers in English, for what doesn't know the lesson's language yet."""

from gdcore.words.numerals import MINUS, Numerals, places_for, with_minus

__all__ = ["MINUS", "count", "fixed", "places_for", "point", "significant", "vector", "with_minus"]

_ENGLISH = Numerals()
fixed, point = _ENGLISH.fixed, _ENGLISH.point
significant, vector = _ENGLISH.significant, _ENGLISH.vector


def count(number: int, noun: str) -> str:
    """Write 1 step, 2 steps, 20 000 steps."""
    return f"{_ENGLISH.whole(number)} {noun}" + "s" * (number != 1)
