"""No picture, but formulas, numbers and charts."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Layout
from gdcore.story import Timeline


def board(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """There are no panels."""
    return ()


compose("board", Composition(board, pictured=False))
