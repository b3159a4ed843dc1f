"""What a prop is like, as far as beats, timeline, layout and lint need to know.

A prop is something that can be on stage: the surface, a ball, a caption. It is declared once, in
the file of the beat that brings it, and everyone else asks for its traits; nobody names a prop to
make an exception for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Traits:
    """The traits of a prop.

    Attributes:
        name: as in `Cue.prop`.
        moves: it changes with the steps of a descent, so it must not be seen while these jump
            back to the start.
        explains: it belongs to one point or to the end of a run, and leaves when descents move on.
        spoken: its text is read by the viewer, as a caption is.
        subtitled: its text is a sentence of the lesson, and one of the film's subtitles.
        aside: when it takes the place beside the pictures (or theirs, where there is one place):
            never, always, or only where several pictures share the frame or there is none.
        inset: it is a small picture beside the large one.
        top_row: in an upright frame it stands in the row below the formula, or in its place.
        on_map: it can be seen in a picture that is always a flat map.
        on_inset: it can be seen in a small map without filling it.
        recolours: it gives the surface colours that are not those of the colour bar.
        fills_map: on a map it stands where the level curves would have their numbers.
        covers_edge: in a wide frame it stands where the upright edge of the box has its numbers.
        square: as an inset it is about as high as wide; others are charts, which are lower.
        stands_up: from above it would hide what it touches. A surface that lies flat rises before
            it comes, and it leaves before a surface becomes a map.
        needs_slope: it shows the slope of one point, and there is none of it where f or its
            gradient is undefined.
        shows_way: it shows the way downhill from one ball. It leaves when several descents run,
            where one ball must not be singled out, and at the end of a run where no way leads down.
        in_place_of: the props that leave when it comes, and don't come while it is on stage: it
            shows the same and more, or it stands where they stood.
    """

    name: str
    moves: bool = False
    explains: bool = False
    spoken: bool = False
    subtitled: bool = False
    aside: Literal["never", "always", "shared"] = "never"
    inset: bool = False
    top_row: bool = False
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
    """Enter a prop; returns its traits.

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
        KeyError: nobody has declared a prop of this name.
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
