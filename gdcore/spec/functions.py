"""The function of a spec, by its formula or its name, and the intervals of its variables."""

from __future__ import annotations

from gdcore.maths import FUNCTION_NAMES, NAMED_FUNCTIONS, ExpressionError, Function
from gdcore.maths.spelling import known_name, unknown

DEFAULT_INTERVAL = (-3.0, 3.0)
"""The interval of a variable for which neither the spec nor a known function gives one."""


def spelt(function: str) -> str:
    """A formula as it stands, or the name of a known function as the language spells it."""
    return known_name(function.strip(), NAMED_FUNCTIONS) or function


def read_function(function: str) -> Function:
    """The function of a spec, by its formula or name; ExpressionError if the text is neither."""
    known = NAMED_FUNCTIONS.get(spelt(function))
    if known is not None:
        return known.function()
    word = function.strip()
    if word.isidentifier() and len(word) > 1:
        for name in FUNCTION_NAMES:
            if word[:-1] == name:
                raise ExpressionError(f"brackets are missing; write {name}({word[-1]})")
        if len(word) == 2 and word.isalpha():
            raise ExpressionError(f"write {word[0]}*{word[1]} for a product")
        problem = "no known function is called"
        raise ExpressionError(unknown(problem, word, NAMED_FUNCTIONS, "the known functions are"))
    return Function.parse(function)


def default_interval(function: str, name: str) -> tuple[float, float]:
    """The interval of a variable that the spec gives none."""
    known = NAMED_FUNCTIONS.get(spelt(function))
    low, high = known.domain.get(name, DEFAULT_INTERVAL) if known else DEFAULT_INTERVAL
    return float(low), float(high)
