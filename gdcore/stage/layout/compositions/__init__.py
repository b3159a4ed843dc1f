"""How the pictures share the frame: one file for each layout of the spec, or for a few alike.

A file enters its layouts with `compose`; nobody lists them. What the spec has to know of a layout
(how many variables and descents it takes) is declared in the spec's own room.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from gdcore.stage.layout.compositions.composition import COMPOSITIONS, Composition


def composition_of(name: str) -> Composition:
    """The composition of a layout by its name in the spec; KeyError for one that has none."""
    if name not in COMPOSITIONS:
        for module in iter_modules(__path__, f"{__name__}."):
            import_module(module.name)
    return COMPOSITIONS[name]
