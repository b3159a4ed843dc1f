"""The beats of the house: what happens when in each of them, and which props it brings.

A file here is found by its being here; nothing else lists the beats. A beat of another author is
any function entered with `gdcore.story.beat`, wherever it stands.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from gdcore.story.directing.shot import DIRECTORS

__all__ = ["DIRECTORS"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
