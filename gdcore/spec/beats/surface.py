"""The beat `surface`."""

from __future__ import annotations

from gdcore.spec.beat import Captioned


class Surface(Captioned):
    """The function appears: its surface, its graph in one dimension, on a board its formula."""
