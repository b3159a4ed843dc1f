"""The colours of a page: the lesson's on the stage, for dark and for light paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from gdcore.maths import CriticalKind
from gdcore.stage.colour import hexadecimal, rgb
from gdcore.stage.theme import THEMES, Theme, lesson_theme
from gdcore.story import Lesson

Paints = dict[str, dict[str, Any]]
"""For each theme what it sets in a figure: paths of plotly's attributes, and their values."""

_SHADES = 33  # of a colour map, between which the browser interpolates
_INK = 0.55  # of ink in the colour of level curves; the rest is the middle of the colour map


@dataclass(frozen=True)
class Look:
    """The themes of a page by their names, and the one that the lesson's spec asks for.

    preferred: None where the spec names none: the reader's device decides.
    """

    themes: Mapping[str, Theme]
    preferred: str | None

    @classmethod
    def of(cls, lesson: Lesson) -> Look:
        """The lesson's colours in each theme."""
        spec = lesson.spec
        themes = {
            name: lesson_theme(replace(lesson, spec=spec.model_copy(update={"theme": name})))
            for name in THEMES
        }
        return cls(themes, spec.theme if spec.places.is_written(("theme",)) else None)

    def paints(self, paint: Callable[[Theme], Mapping[str, Any]]) -> Paints:
        """What a function sets for each theme."""
        return {name: dict(paint(theme)) for name, theme in self.themes.items()}

    def colour(self, name: str, *paths: str) -> Paints:
        """One of a theme's colours for some attributes."""
        return self.paints(lambda theme: dict.fromkeys(paths, getattr(theme, name)))

    def descent(self, index: int, *paths: str) -> Paints:
        """A descent's colour for some attributes."""
        return self.paints(lambda theme: dict.fromkeys(paths, theme.descent(index)))

    def slice_along(self, along: int, *paths: str) -> Paints:
        """The colour of the slice along a variable: on the stage it is named by the other one."""
        return self.paints(lambda theme: dict.fromkeys(paths, theme.slices[1 - along]))

    def kind(self, kind: CriticalKind, *paths: str) -> Paints:
        """The colour of a kind of critical points."""
        known = (CriticalKind.MINIMUM, CriticalKind.MAXIMUM, CriticalKind.SADDLE)
        return self.colour(kind.value if kind in known else "degenerate", *paths)

    def colour_map(self, lesson: Lesson, least: str, greatest: str) -> Paints:
        """A colour scale and the values at its ends; a diverging one has its middle at 0."""
        low, high = lesson.value_range

        def paint(theme: Theme) -> dict[str, Any]:
            ends = low, high
            if theme.diverging and low < 0 < high:
                most = max(-low, high)
                ends = -most, most
            shades = [hexadecimal(shade) for shade in theme.colours(_SHADES)]
            scale = [[k / (_SHADES - 1), shade] for k, shade in enumerate(shades)]
            return {"colorscale": scale, least: ends[0], greatest: ends[1]}

        return self.paints(paint)

    def ink(self, path: str) -> Paints:
        """The ink of level curves."""
        # Not translucent: in space the paper would show through, not the surface.
        return self.paints(
            lambda theme: {
                path: hexadecimal(_INK * rgb(theme.levels) + (1 - _INK) * theme.colours(3)[1])
            }
        )

    def paper(self, *backgrounds: str) -> Paints:
        """What all figures have: paper, letters and the box with what is read at a point."""

        def paint(theme: Theme) -> dict[str, Any]:
            return {
                **dict.fromkeys(("paper_bgcolor", *backgrounds), theme.background),
                "font.color": theme.text,
                "hoverlabel.bgcolor": theme.plate,
                "hoverlabel.bordercolor": theme.lines,
                "hoverlabel.font.color": theme.text,
            }

        return self.paints(paint)

    def axes(self, *names: str) -> Paints:
        """Grid and numbers of axes."""

        def paint(theme: Theme) -> dict[str, Any]:
            lines = {f"{name}.gridcolor": theme.grid for name in names}
            return lines | {f"{name}.color": theme.muted for name in names}

        return self.paints(paint)

    def variables(self, name: str) -> dict[str, str]:
        """The colours of a theme as variables of a style sheet, `--text: …`."""
        theme = self.themes[name]
        found = {
            f"--{field.name}": value
            for field in fields(theme)
            if isinstance(value := getattr(theme, field.name), str) and value.startswith("#")
        }
        found |= {f"--descent-{i}": colour for i, colour in enumerate(theme.descents)}
        return found | {f"--slice-{along}": theme.slices[1 - along] for along in (0, 1)}


def together(*paints: Paints) -> Paints:
    """Several of them in one."""
    found: Paints = {}
    for each in paints:
        for theme, sets in each.items():
            found[theme] = {**found.get(theme, {}), **sets}
    return found
