"""The beats of the house: one file each, and nothing else to register.

Beats that share their options share a file. Whoever adds a file here has added its beats.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(__path__):  # in alphabetical order, so that lists of beats keep theirs
    import_module(f"{__name__}.{module.name}")
