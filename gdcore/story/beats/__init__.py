"""The beats of gdcore: one file each, with its director and the props that it brings.

All files of this folder are imported; no list names them. Another author's beat is any function
registered with `gdcore.story.beat`, in any module.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from gdcore.story.directing.shot import DIRECTORS

__all__ = ["DIRECTORS"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
