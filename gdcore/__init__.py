"""Lecture videos of gradient descent: a short YAML spec in, a Manim-rendered video out.

```python
spec = gdcore.load_spec("specs/peaks.yaml")
f = gdcore.Function.parse("x^2 + 3*y^2")
t = gdcore.descend(f, start=(2, 1), optimizer=gdcore.optimizers.Adam(), learning_rate=0.1)
t = gdcore.descend(lambda x: x**4, start=2.0, gradient=lambda x: 4 * x**3, optimizer="momentum")
```

Everything is imported at first use: `import gdcore` takes no time and never imports Manim.
"""

TYPE_CHECKING = False  # type checkers take it for true; `typing` alone takes 5 ms to import
if TYPE_CHECKING:
    from typing import Any

    from gdcore.forms.notebook import show
    from gdcore.maths import (
        BasinMap,
        CriticalPoint,
        Diagnosis,
        ExpressionError,
        Function,
        GaussianNoise,
        Outcome,
        ParameterError,
        PythonObjective,
        Stop,
        Trajectory,
        basin_map,
        critical_points,
        descend,
        descend_many,
        grid_starts,
        optimizers,
        random_starts,
        schedules,
    )
    from gdcore.spec import Fault, Spec, SpecError, load_spec, read_spec
    from gdcore.story import Lesson, Timeline, compute_lesson, make_timeline

__version__ = "0.1.0"

_HOMES = {
    "gdcore.forms.notebook": ("show",),
    "gdcore.maths": (
        "BasinMap",
        "CriticalPoint",
        "Diagnosis",
        "ExpressionError",
        "Function",
        "GaussianNoise",
        "Outcome",
        "ParameterError",
        "PythonObjective",
        "Stop",
        "Trajectory",
        "basin_map",
        "critical_points",
        "descend",
        "descend_many",
        "grid_starts",
        "random_starts",
    ),
    "gdcore.spec": ("Fault", "Spec", "SpecError", "load_spec", "read_spec"),
    "gdcore.story": ("Lesson", "Timeline", "compute_lesson", "make_timeline"),
}
_MODULES = {"optimizers": "gdcore.maths.optimizers", "schedules": "gdcore.maths.schedules"}

__all__ = [
    "BasinMap",
    "CriticalPoint",
    "Diagnosis",
    "ExpressionError",
    "Fault",
    "Function",
    "GaussianNoise",
    "Lesson",
    "Outcome",
    "ParameterError",
    "PythonObjective",
    "Spec",
    "SpecError",
    "Stop",
    "Timeline",
    "Trajectory",
    "basin_map",
    "compute_lesson",
    "critical_points",
    "descend",
    "descend_many",
    "grid_starts",
    "load_spec",
    "make_timeline",
    "optimizers",
    "random_starts",
    "read_spec",
    "schedules",
    "show",
]


def __getattr__(name: str) -> "Any":
    from importlib import import_module

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


def load_ipython_extension(shell: "Any") -> None:
    """For ``%load_ext gdcore`` in a notebook: the magic ``%%gdcore``, lessons and trajectories."""
    from gdcore.forms.notebook.extension import register

    register(shell)


def _register_in_notebook() -> None:
    """Where gdcore is imported in a notebook, have its values shown there without a word more."""
    import sys

    notebook = sys.modules.get("IPython")
    shell = notebook.get_ipython() if notebook is not None else None
    if shell is not None:
        load_ipython_extension(shell)


_register_in_notebook()
