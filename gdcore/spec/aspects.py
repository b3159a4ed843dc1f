"""The shapes that a film can have."""

from __future__ import annotations

from fractions import Fraction

ASPECTS = {
    "16:9": Fraction(16, 9),
    "4:3": Fraction(4, 3),
    "1:1": Fraction(1),
    "4:5": Fraction(4, 5),
    "9:16": Fraction(9, 16),
}
"""Width to height by the name of the shape, from the widest to the tallest."""
