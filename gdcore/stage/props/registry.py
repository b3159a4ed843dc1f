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
        seen: whether something of it can be seen in a setting at a time in seconds; asked of what
            is built once for a panel. What belongs to a cue is seen while its cue is.
    """

    name: str
    build: Callable[..., Prop]
    order: int
    each: Each
    when: Callable[[Setting], bool]
    seen: Callable[[Setting, float], bool]


@dataclass(frozen=True)
class Awaited:
    """A prop that is not built yet.

    Attributes:
        name: as of its entry.
        order: as of its entry.
        each: as of its entry.
        descent: the index of the descent that it belongs to, of what is built once for each.
        build: builds it for a setting: the one of its panel, or another one for a trial.
        seen: whether something of it can be seen at a time in seconds.
    """

    name: str
    order: int
    each: Each
    descent: int | None
    build: Callable[[Setting], Prop]
    seen: Callable[[float], bool]


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
    seen: Callable[[Setting, float], bool] = lambda setting, t: True,
) -> Callable[[Build], Build]:
    """Enter a prop that stands in the space of each panel; the arguments are those of `Entry`.

    The surface has the order 0, axes 10, points and arrows up to 60, trails and balls 80.
    """
    return _enter(OF_PANEL, name, order, each, when, seen)


def on_frame(
    name: str,
    *,
    order: int = 50,
    each: Each = "cue",
    when: Callable[[Setting], bool] = lambda setting: True,
    seen: Callable[[Setting, float], bool] = lambda setting, t: True,
) -> Callable[[Build], Build]:
    """Enter a prop that stands once on the frame; the arguments are those of `Entry`.

    Captions have the order 90.
    """
    return _enter(ON_FRAME, name, order, each, when, seen)


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
    seen: Callable[[Setting, float], bool],
) -> Callable[[Build], Build]:
    def enter(build: Build) -> Build:
        # A file that is read a second time enters what it entered before.
        key = (name, getattr(build, "__module__", ""), getattr(build, "__qualname__", ""))
        entries[key] = Entry(name, build, order, each, when, seen)
        return build

    return enter


def builders(names: Iterable[str]) -> list[Callable[..., Any]]:
    """All that draws props of these names, and the props that belong to every picture."""
    shown = set(names)
    entries = (*OF_PANEL.values(), *ON_FRAME.values())
    found: list[Callable[..., Any]] = [
        entry.build for entry in entries if entry.each != "cue" or entry.name in shown
    ]
    found += [build for name, build in THINNERS.items() if name in shown]
    found += [build for name, build in PAINTERS.items() if name in shown]
    return found


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


def panel_props(setting: Setting) -> list[Awaited]:
    """The props of a panel, in the order in which they are drawn."""
    panel = setting.panel

    def has_place(name: str) -> bool:
        traits = traits_of(name)
        return (traits.on_map or panel.kind != "map") and (traits.on_inset or not panel.inset)

    return _awaited(OF_PANEL.values(), setting, panel.descents, has_place)


def frame_props(setting: Setting) -> list[Awaited]:
    """The props of the frame, in the order in which they are drawn.

    Small charts for which the layout has no room are left out.
    """
    everyone, insets = range(len(setting.lesson.descents)), setting.layout.insets

    def has_place(name: str) -> bool:
        return name in insets or not traits_of(name).inset

    return _awaited(ON_FRAME.values(), setting, everyone, has_place)


def _awaited(
    entries: Iterable[Entry],
    setting: Setting,
    descents: Sequence[int],
    has_place: Callable[[str], bool],
) -> list[Awaited]:
    props: list[Awaited] = []
    for entry in entries:
        if not entry.when(setting):
            continue
        arguments: list[tuple[Any, ...]] = []
        if entry.each == "panel":
            arguments = [()]
        elif entry.each == "descent":
            arguments = [(index,) for index in descents]
        elif has_place(entry.name):
            cues = setting.timeline.cues_of(entry.name)
            arguments = [(cue,) for cue in cues if cue.descent in (None, *descents)]
        props += [_one(entry, setting, *more) for more in arguments]
    # Not the order in which files were found, but the one that the props ask for.
    props.sort(key=lambda prop: (prop.order, prop.name))
    return props


def _one(entry: Entry, setting: Setting, *more: Any) -> Awaited:
    if entry.each == "cue":
        (cue,) = more

        def seen(t: float) -> bool:
            return bool(cue.opacity(t) > 0)
    else:

        def seen(t: float) -> bool:
            return entry.seen(setting, t)

    descent = more[0] if entry.each == "descent" else None
    return Awaited(
        entry.name, entry.order, entry.each, descent, lambda place: entry.build(place, *more), seen
    )
