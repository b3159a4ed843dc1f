"""Results that are kept for the next call with the same arguments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
Result = TypeVar("Result")


class Remembered(Generic[P, Result]):
    """A function of its arguments alone, with the results of its last calls."""

    def __init__(self, function: Callable[P, Result], most: int) -> None:
        self._function, self._most = function, most
        self._kept: OrderedDict[Hashable, Result] = OrderedDict()  # the one used last is the last
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        """The function's result, kept or computed."""
        key = _key(args, kwargs)
        try:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        except TypeError:
            return self._function(*args, **kwargs)
        result = self._kept[key] = self._function(*args, **kwargs)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return result

    def holds(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Whether a result is kept."""
        try:
            return _key(args, kwargs) in self._kept
        except TypeError:
            return False


def _key(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Hashable:
    return args, tuple(sorted(kwargs.items()))


def remembered(most: int) -> Callable[[Callable[P, Result]], Remembered[P, Result]]:
    """Keep the results of a function's last calls, at most so many.

    Whoever writes a lesson changes one thing at a time: a caption changes no descent, a rate not
    the function's range. Nobody may write to what is kept. An objective of a caller's own may have
    no hash: with it, everything is computed anew.
    """
    return lambda function: Remembered(function, most)
