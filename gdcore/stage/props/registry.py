"""Which class draws which prop: each enters itself where it is defined, and nobody lists them.

```python
@in_panel("tangent_plane", order=40)
class TangentProp:
    def __init__(self, setting: Setting, cue: Cue) -> None: ...
```

This file imports no Manim, so that a file from outside can enter its props before anything is
drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from gdcore.story.traits import traits_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gdcore.stage.mobjects.mesh import Mesh
    from gdcore.stage.setting import Setting
    from gdcore.story import Cue


class Prop(Protocol):
    """Something on stage. `show` sets its mobjects to how they are at `t`, from `t` alone."""

    @property
    def mobjects(self) -> Sequence[Mesh]: ...

    def show(self, t: float) -> None: ...


Each = Literal["cue", "descent", "panel"]
Build = TypeVar("Build", bound=Callable[..., Any])


@dataclass(frozen=True)
class Entry:
    """How a prop is built, and when.

    Attributes:
        name: the prop's name in the timeline; of what belongs to every picture, a word for it.
        build: a class or a function that returns a `Prop`. It is called with the setting, and with
            the cue or the index of the descent where there is one prop for each of these.
        order: lower numbers are drawn first.
        each: whether there is one prop for each cue, for each descent, or one alone.
        when: whether it has a place in a setting.
    """

    name: str
    build: Callable[..., Prop]
    order: int
    each: Each
    when: Callable[[Setting], bool]


OF_PANEL: dict[Hashable, Entry] = {}
ON_FRAME: dict[Hashable, Entry] = {}
THINNERS: dict[str, Callable[[Setting, Cue], Callable[[float], float]]] = {}
PAINTERS: dict[str, Callable[[Setting], NDArray[np.uint8]]] = {}


def in_panel(
    name: str,
    *,
    order: int = 50,
    each: Each = "cue",
    when: Callable[[Setting], bool] = lambda setting: True,
) -> Callable[[Build], Build]:
    """Enter a prop that stands in the space of each panel; the arguments are those of `Entry`.

    The surface has the order 0, axes 10, points and arrows up to 60, trails and balls 80.
    """
    return _enter(OF_PANEL, name, order, each, when)


def on_frame(
    name: str,
    *,
    order: int = 50,
    each: Each = "cue",
    when: Callable[[Setting], bool] = lambda setting: True,
) -> Callable[[Build], Build]:
    """Enter a prop that stands once on the frame; the arguments are those of `Entry`.

    Captions have the order 90.
    """
    return _enter(ON_FRAME, name, order, each, when)


def thins_surface(
    name: str,
) -> Callable[
    [Callable[[Setting, Cue], Callable[[float], float]]],
    Callable[[Setting, Cue], Callable[[float], float]],
]:
    """Enter how the surface makes way for a prop that would be hidden behind it.

    The decorated function is called once for each cue; it returns the opacity that is left to the
    surface, 0 to 1, as a function of the seconds.
    """

    def enter(
        build: Callable[[Setting, Cue], Callable[[float], float]],
    ) -> Callable[[Setting, Cue], Callable[[float], float]]:
        THINNERS[name] = build
        return build

    return enter


def paints_surface(
    name: str,
) -> Callable[[Callable[[Setting], NDArray[np.uint8]]], Callable[[Setting], NDArray[np.uint8]]]:
    """Enter the picture that a prop lays on the surface while it is there.

    The decorated function returns it as (rows, columns, 4), row 0 at the lowest value of the second
    variable.
    """

    def enter(
        build: Callable[[Setting], NDArray[np.uint8]],
    ) -> Callable[[Setting], NDArray[np.uint8]]:
        PAINTERS[name] = build
        return build

    return enter


def _enter(
    entries: dict[Hashable, Entry],
    name: str,
    order: int,
    each: Each,
    when: Callable[[Setting], bool],
) -> Callable[[Build], Build]:
    def enter(build: Build) -> Build:
        # A file that is read a second time enters what it entered before.
        key = (name, getattr(build, "__module__", ""), getattr(build, "__qualname__", ""))
        entries[key] = Entry(name, build, order, each, when)
        return build

    return enter


def surface_share(setting: Setting) -> Callable[[float], float]:
    """A function of time: the factor of the surface's opacity, 0 to 1.

    Less than 1 while a prop is shown that an opaque surface would hide; always 1 on a map, which
    hides nothing.
    """
    if setting.panel.kind != "surface":
        return lambda t: 1.0
    cues = setting.timeline.cues_of
    shares = [build(setting, cue) for name, build in THINNERS.items() for cue in cues(name)]
    return lambda t: min((share(t) for share in shares), default=1.0)


def panel_props(setting: Setting) -> list[tuple[str, Prop]]:
    """The props of a panel with their names, in the order in which they are drawn."""
    panel = setting.panel

    def seen(name: str) -> bool:
        traits = traits_of(name)
        return (traits.on_map or panel.kind != "map") and (traits.on_inset or not panel.inset)

    return _built(OF_PANEL.values(), setting, panel.descents, seen)


def frame_props(setting: Setting) -> list[tuple[str, Prop]]:
    """The props of the frame with their names, in the order in which they are drawn.

    Small charts for which the layout has no room are left out.
    """
    everyone, insets = range(len(setting.lesson.descents)), setting.layout.insets

    def seen(name: str) -> bool:
        return name in insets or not traits_of(name).inset

    return _built(ON_FRAME.values(), setting, everyone, seen)


def _built(
    entries: Iterable[Entry],
    setting: Setting,
    descents: Sequence[int],
    seen: Callable[[str], bool],
) -> list[tuple[str, Prop]]:
    props: list[tuple[int, str, Prop]] = []
    for entry in entries:
        if not entry.when(setting):
            continue
        built: list[Prop] = []
        if entry.each == "panel":
            built = [entry.build(setting)]
        elif entry.each == "descent":
            built = [entry.build(setting, index) for index in descents]
        elif seen(entry.name):
            cues = setting.timeline.cues_of(entry.name)
            built = [entry.build(setting, c) for c in cues if c.descent in (None, *descents)]
        props += [(entry.order, entry.name, prop) for prop in built]
    # Not the order in which files were found, but the one that the props ask for.
    props.sort(key=lambda entered: entered[:2])
    return [(name, prop) for _, name, prop in props]
