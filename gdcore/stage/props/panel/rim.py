"""The soft rim of a close-up, whose picture is cut at the edges of its panel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.aim import aim
from gdcore.stage.colour import rgb
from gdcore.stage.layout.lens import Lens
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting
from gdcore.story.track import smooth

_WIDE = 1.6  # width of the rim, ems
_SHADES = 64  # pixels of the rasters across, which are stretched to their place


@in_panel("rim", order=99, each="panel", when=lambda s: not s.panel.inset)
class RimProp:
    """Strips in the colour of the background along the sides of the panel."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._lens = setting, Lens(floor=-float(setting.space.half[2]))
        across = _shades(setting.theme.background)
        # From the rim inwards: left, right, bottom, top.
        images = [across[None], across[None, ::-1], across[::-1, None], across[:, None]]
        self._strips = [Picture(np.ascontiguousarray(image), 1.0, 1.0) for image in images]
        self.mobjects: list[Mesh] = list(self._strips)

    def show(self, t: float) -> None:
        value = self._setting.timeline.value
        near = min(1.0, sum(value(f"{name}.weight", t) for name in ("focus", "follow")))
        for strip in self._strips:
            strip.opacity = near
        if near == 0:
            return
        aim(self._lens, self._setting, t)
        left, bottom, right, top = self._lens.rect or self._setting.panel.region
        wide = _WIDE * self._setting.layout.em
        # Overlap the rim a little, where rounding could leave a line of pixels uncovered.
        hair = 0.02
        for strip, (x0, y0, x1, y1) in zip(
            self._strips,
            (
                (left - hair, bottom, left + wide, top),
                (right - wide, bottom, right + hair, top),
                (left, bottom - hair, right, bottom + wide),
                (left, top - wide, right, top + hair),
            ),
            strict=True,
        ):
            strip.points = np.array([[x0, y1, 0], [x1, y1, 0], [x0, y0, 0], [x1, y0, 0]], float)


def _shades(colour: str) -> NDArray[np.uint8]:
    """A premultiplied ramp (n, 4) from the opaque colour to transparent."""
    alpha = np.array([1.0 - smooth(u) for u in np.linspace(0.0, 1.0, _SHADES)])
    shades = np.concatenate([rgb(colour) * alpha[:, None], alpha[:, None]], axis=1)
    return np.asarray(np.round(255 * shades), np.uint8)
