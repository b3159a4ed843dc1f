"""The shapes that a film can have."""

from __future__ import annotations

import re
from fractions import Fraction

from gdcore.maths.spelling import known_name
from gdcore.spec.refusals import refuse

ASPECTS = {
    "16:9": Fraction(16, 9),
    "4:3": Fraction(4, 3),
    "1:1": Fraction(1),
    "4:5": Fraction(4, 5),
    "9:16": Fraction(9, 16),
}
"""Width to height by the name of the shape, from the widest to the tallest."""

_SIXTIES = {60 * shape.numerator + shape.denominator: name for name, shape in ASPECTS.items()}
"""The numbers for which programs with YAML 1.1 take the names: 16:9 is 16 minutes, 9 seconds."""
_RATIO = re.compile(r"(\d+(?:\.\d+)?) *[:/x×∶ ] *(\d+(?:\.\d+)?)")
_MOST = 1e-3  # difference of a ratio that is meant for the same shape: 1.778 for 16:9


def checked_aspect(value: object) -> object:
    """The name of a shape that a spec writes; a fault for any other value."""
    name = known_name(value, ASPECTS)
    if name is None:
        some = ", ".join(ASPECTS)
        raise refuse(f"a shape of the film, width to height: {some}", value, _hint(value))
    return name


def _hint(value: object) -> str:
    """What was probably meant."""
    if isinstance(value, int) and value in _SIXTIES:
        name = _SIXTIES[value]
        return f'another program has read {name} as minutes and seconds: write "{name}"'
    ratio = value if isinstance(value, float) else None
    if isinstance(value, str) and (written := _RATIO.fullmatch(value.strip())):
        width, height = map(float, written.groups())
        ratio = width / height if height else None
    for name, shape in ASPECTS.items():
        if ratio is not None and abs(ratio - shape) < _MOST * shape:
            return f"write {name}"
    return "for any other size: -r WIDTHxHEIGHT on the command line" if ratio else ""
