"""Results that are kept for the next call with the same arguments."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")


class Remembered(Generic[P, Result]):
    """A function of its arguments alone, with the results of its last calls."""

    def __init__(self, function: Callable[P, Result], most: int) -> None:
        self._function = function
        self._kept: Any = lru_cache(maxsize=most)(function)
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        """The function's result, kept or computed."""
        try:
            hash((args, tuple(kwargs.values())))
        except TypeError:
            return self._function(*args, **kwargs)
        result: Result = self._kept(*args, **kwargs)
        return result


def remembered(most: int) -> Callable[[Callable[P, Result]], Remembered[P, Result]]:
    """Keep the results of a function's last calls, at most so many.

    Whoever writes a lesson changes one thing at a time: a caption changes no descent, a rate not
    the function's range. Nobody may write to what is kept. An objective of a caller's own may have
    no hash: with it, everything is computed anew.
    """
    return lambda function: Remembered(function, most)
