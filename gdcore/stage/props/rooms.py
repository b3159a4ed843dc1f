"""How much room each prop needs on the frame, measured before any of them is built."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from importlib import import_module
from pkgutil import iter_modules

from gdcore.stage.layout.regions import Layout
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson, Timeline

Size = tuple[float, float]
Room = Callable[[Cue, Lesson, Layout, Theme], Size]

ROOMS: dict[str, dict[Hashable, tuple[str, Room]]] = {}


def takes_room(name: str, slot: str) -> Callable[[Room], Room]:
    """Enter how much room a prop needs in a slot of the layout, measured before any prop is built.

    slot: numbers, header, bar, footer, ranks, list, table, key, arrows or rule. The decorated
    function is called for each cue of the prop with the cue, the lesson, a layout with all that has
    been measured before, and the theme; it returns width and height in scene units.
    """

    def enter(measure: Room) -> Room:
        key = (name, measure.__module__, measure.__qualname__)
        ROOMS.setdefault(slot, {})[key] = name, measure
        return measure

    return enter


def rooms(slot: str, timeline: Timeline, layout: Layout, theme: Theme) -> list[tuple[Cue, Size]]:
    """Width and height that each cue needs in a slot, scene units."""
    return [
        (cue, measure(cue, timeline.lesson, layout, theme))
        for name, measure in ROOMS.get(slot, {}).values()
        for cue in timeline.cues_of(name)
    ]


def load_props() -> None:
    """Import every file of props, each of which enters its own."""
    for folder in ("panel", "frame"):
        package = import_module(f"gdcore.stage.props.{folder}")
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
