"""Lecture videos of gradient descent: a short YAML spec in, a Manim-rendered video out.

```python
spec = gdcore.load_spec("specs/peaks.yaml")
f = gdcore.Function.parse("x^2 + 3*y^2")
t = gdcore.descend(f, start=(2, 1), optimizer=gdcore.optimizers.Adam(), learning_rate=0.1)
```

Everything is imported at first use: `import gdcore` takes no time and never imports Manim.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdcore.maths import (
        ExpressionError,
        Function,
        Outcome,
        Stop,
        Trajectory,
        descend,
        grid_starts,
        make_optimizer,
        make_schedule,
        optimizers,
        random_starts,
        schedules,
    )
    from gdcore.spec import Fault, Spec, SpecError, load_spec, read_spec
    from gdcore.story import Lesson, Timeline, compute_lesson, make_timeline

__version__ = "0.1.0"

_HOMES = {
    "gdcore.maths": (
        "ExpressionError",
        "Function",
        "Outcome",
        "Stop",
        "Trajectory",
        "descend",
        "grid_starts",
        "make_optimizer",
        "make_schedule",
        "random_starts",
    ),
    "gdcore.spec": ("Fault", "Spec", "SpecError", "load_spec", "read_spec"),
    "gdcore.story": ("Lesson", "Timeline", "compute_lesson", "make_timeline"),
}
_MODULES = {"optimizers": "gdcore.maths.optimizers", "schedules": "gdcore.maths.schedules"}

__all__ = [
    "ExpressionError",
    "Fault",
    "Function",
    "Lesson",
    "Outcome",
    "Spec",
    "SpecError",
    "Stop",
    "Timeline",
    "Trajectory",
    "compute_lesson",
    "descend",
    "grid_starts",
    "load_spec",
    "make_optimizer",
    "make_schedule",
    "make_timeline",
    "optimizers",
    "random_starts",
    "read_spec",
    "schedules",
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        value: Any = import_module(_MODULES[name])
    else:
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module 'gdcore' has no attribute {name!r}")
        value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
