"""The traits of props: their properties that beats, timeline, layout and lint depend on.

A prop is a part of the picture that can be on stage: the surface, a ball, a caption. It is declared
once, in the file of the beat that brings it. Other modules ask for its traits instead of naming it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Traits:
    """The traits of a prop.

    Attributes:
        name: the prop's, as in `Cue.prop`.
        moves: the prop changes with the steps of a descent, so it must not be on stage while the
            descents jump back to their starts.
        explains: the prop belongs to one point or to the end of a run, and is hidden when descents
            move on.
        spoken: the prop has a text that the viewer has to read, as a caption has.
        subtitled: the prop's text is also a subtitle of the film.
        aside: when the prop takes the place beside the pictures (or the pictures' own, where there
            is one place for both): never, always, or only where several pictures share the frame or
            there is none.
        landscape: the prop is the landscape itself, the surface or the curve.
        of_descent: what of a descent the prop shows in the landscape: nothing, its present place,
            or its path; there is one such prop for each descent.
        inset: the prop is a small picture beside the large one.
        top_row: the prop's part in the row below the formula of an upright frame: "never", none;
            "numbers", those that change with the steps; or in their place while the prop is there:
            "card", a formula, where there is one picture; "list", names of signs, where there is no
            room for them in the picture; "key", colours of arrows, for which the numbers go before
            it comes and stay away between two keys in a row.
        ends_line: the prop stands at the end of the formula's line, in the place of the colour bar.
        on_map: the prop can be shown in a panel that is a flat map throughout.
        on_inset: the prop can be shown in a small map without covering it.
        recolours: the prop gives the surface other colours than the colour bar shows.
        fills_map: on a map the prop covers the places of the level curves' numbers.
        covers_edge: in a wide frame the prop covers the numbers on the box's upright edge.
        square: as an inset the prop is about as high as wide; others are charts, which are lower.
        stands_up: seen from above, the prop would hide the surface that it touches. A flat surface
            is raised before the prop comes, and the prop leaves before a surface becomes a map.
        needs_slope: the prop shows the slope at one point, and is not shown where f or its gradient
            is undefined.
        shows_way: the prop shows the way downhill from one ball. It is hidden when several descents
            run, which must look alike, and at the end of a run where no way leads down.
        in_place_of: the props that are hidden when the prop comes, and not shown while it is on
            stage: it shows the same and more, or needs their place.
    """

    name: str
    moves: bool = False
    explains: bool = False
    spoken: bool = False
    subtitled: bool = False
    aside: Literal["never", "always", "shared"] = "never"
    landscape: bool = False
    of_descent: Literal["nothing", "place", "path"] = "nothing"
    inset: bool = False
    top_row: Literal["never", "numbers", "card", "list", "key"] = "never"
    ends_line: bool = False
    on_map: bool = True
    on_inset: bool = True
    recolours: bool = False
    fills_map: bool = False
    covers_edge: bool = False
    square: bool = False
    stands_up: bool = False
    needs_slope: bool = False
    shows_way: bool = False
    in_place_of: tuple[str, ...] = ()


_TRAITS: dict[str, Traits] = {}


def declare(traits: Traits) -> Traits:
    """Register a prop; returns its traits.

    Raises:
        ValueError: another prop has this name.
    """
    known = _TRAITS.setdefault(traits.name, traits)
    if known != traits:
        raise ValueError(f"two props are called {traits.name!r}")
    return traits


def traits_of(prop: str) -> Traits:
    """The traits of a prop by its name.

    Raises:
        KeyError: no prop of this name is declared.
    """
    return _TRAITS[prop]


def props_that(**wanted: object) -> tuple[str, ...]:
    """The names of the props with these traits, in alphabetical order; of all for no traits.

    `props_that(inset=True)` are the small pictures.
    """
    return tuple(
        name
        for name, traits in sorted(_TRAITS.items())
        if all(getattr(traits, trait) == value for trait, value in wanted.items())
    )
