"""Speed of the mathematics, each beside the plain way of the textbooks, in the same run."""

import gc
import resource
import time
from collections.abc import Callable

import numpy as np
import sympy

from gdcore.maths import (
    NAMED_FUNCTIONS,
    Function,
    NamedFunction,
    Stop,
    basin_map,
    descend,
    generated,
)

Row = tuple[str, float, str]
NEVER = Stop(gradient_norm=0.0)


def textbook_descent(named: NamedFunction, start: list[float], rate: float, steps: int) -> float:
    """Seconds per step of the plain loop: two lambdified NumPy functions, one list of points."""
    symbols = sympy.symbols(named.variables)
    expression = named.function().expression
    value = sympy.lambdify(symbols, expression, "numpy")
    gradient = sympy.lambdify(symbols, [expression.diff(s) for s in symbols], "numpy")
    points, values = [np.array(start)], [value(*start)]
    begin = time.process_time()
    for _ in range(steps):
        point = points[-1] - rate * np.array(gradient(*points[-1]))
        points.append(point)
        values.append(value(*point))
    return (time.process_time() - begin) / steps


def plain_descent(named: NamedFunction, start: list[float], rate: float, steps: int) -> float:
    """Seconds per step of the plain loop of floats, with Python's own mathematics."""
    symbols = sympy.symbols(named.variables)
    expression = named.function().expression
    value = sympy.lambdify(symbols, expression, "math")
    gradient = sympy.lambdify(symbols, [expression.diff(s) for s in symbols], "math")
    points, values = [start], [value(*start)]
    begin = time.process_time()
    for _ in range(steps):
        point = [x - rate * g for x, g in zip(points[-1], gradient(*points[-1]), strict=True)]
        points.append(point)
        values.append(value(*point))
    return (time.process_time() - begin) / steps


def plain_ratio(named: NamedFunction) -> float:
    """Seconds of a step of the plain loop over those of ``descend``, neither with a collector."""
    start = [low + 0.4 * (high - low) for low, high in named.box]
    gc.disable()
    try:
        plain = best_of(5, lambda: plain_descent(named, start, 1e-7, 10_000))
        own = best_of(5, lambda: own_descent(named, start, 1e-7, 10_000))
    finally:
        gc.enable()
    return plain / own


def best_of(count: int, measure: Callable[[], float]) -> float:
    """The least of some measurements: what else the machine does can only add."""
    return min(measure() for _ in range(count))


def own_descent(named: NamedFunction, start: list[float], rate: float, steps: int) -> float:
    """Seconds per step of ``descend``, compiled code at hand."""
    f = named.function()
    descend(f, start, None, rate, 10, NEVER)
    begin = time.process_time()
    t = descend(f, start, None, rate, steps, NEVER)
    assert t.steps == steps
    return (time.process_time() - begin) / steps


def compile_time(named: NamedFunction) -> float:
    """Seconds to parse a function and generate value, gradient and Hessian from nothing."""
    for cached in vars(generated).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    sympy.core.cache.clear_cache()
    begin = time.process_time()
    f = Function.parse(named.text, named.variables)
    point = [low + 0.4 * (high - low) for low, high in named.box]
    f.at(point), f.value(point), f.gradient(point), f.hessian(point)
    return time.process_time() - begin


def basin_time(named: NamedFunction, side: int, steps: int) -> float:
    """Seconds per start and step of a basin map in which no descent ends early."""
    begin = time.process_time()
    basin_map(named.function(), named.box, side, None, 0.01, steps, NEVER)
    return (time.process_time() - begin) / (side * side * steps)


def rows() -> list[Row]:
    """Name, figure and unit of each measurement. Takes about a minute on two slow cores."""
    found: list[Row] = []
    peaks = NAMED_FUNCTIONS["peaks"]
    for name, start, rate in [
        ("peaks", [0.3745, 0.9507], 0.01),
        ("sphere", [1.0, 2.0], 1e-4),
        ("himmelblau", [1.0, 1.0], 0.001),
    ]:
        named = NAMED_FUNCTIONS[name]
        plain = best_of(3, lambda: textbook_descent(named, start, rate, 3000))  # noqa: B023
        own = best_of(3, lambda: own_descent(named, start, rate, 20_000))  # noqa: B023
        found += [
            (f"{name}: one step of the textbook loop", plain * 1e6, "µs"),
            (f"{name}: one step of descend", own * 1e6, "µs"),
            (f"{name}: textbook loop / descend (at least 2)", plain / own, "×"),
        ]
        if named is peaks:
            each = best_of(2, lambda: basin_time(peaks, 512, 200))
            found += [
                ("peaks: basin map 512×512, 200 steps", each * 512 * 512 * 200, "s"),
                ("peaks: one start and step of it", each * 1e9, "ns"),
                ("peaks: textbook loop / basin map (at least 100)", plain / each, "×"),
            ]
    ratios = {named.name: plain_ratio(named) for named in NAMED_FUNCTIONS.values()}
    least = min(ratios, key=ratios.__getitem__)
    found += [
        ("peaks: loop of floats / descend (at least 2.5)", ratios["peaks"], "×"),
        (f"{least}, the least of all: loop of floats / descend (at least 1)", ratios[least], "×"),
    ]
    slowest = max(NAMED_FUNCTIONS.values(), key=compile_time)
    found.append((f"compiling the slowest, {slowest.name} (below 0.3)", compile_time(slowest), "s"))
    few = best_of(3, lambda: own_descent(peaks, [0.3745, 0.9507], 0.01, 10_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    many = own_descent(peaks, [0.3745, 0.9507], 0.01, 1_000_000)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    arrays = 1_000_001 * (2 + 1 + 2 + 1) * 8 + 1_000_001
    return [
        *found,
        ("a step among a million / a step among ten thousand (about 1)", many / few, "×"),
        ("a million steps: growth of memory", (after - before) / 1024, "MB"),
        ("a million steps: size of the arrays", arrays / 2**20, "MB"),
    ]


if __name__ == "__main__":
    for row_name, figure, unit in rows():
        print(f"{row_name:65} {figure:10.3g} {unit}")
