"""The vector field of the gradient: arrows on the surface, on a grid over the domain."""

from __future__ import annotations

import numpy as np

from gdcore.maths.arrays import lengths as slopes
from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting
from gdcore.story import Cue
from gdcore.story.track import since, smooth

ARROWS, ARROWS_SMALL = 14, 11
"""Arrows along the longer side of the domain: in a large panel, in a small one."""
LONGEST = 0.92
"""Length of the longest arrow, as a share of the distance between two arrows."""
_CAPPED_FROM = 0.9  # quantile of the gradient's norms from which arrows do not grow any longer
_LEAST = 0.05  # scene units: a shorter arrow would be a blot without direction
_SHAFT, _HEAD = 0.032, 3.4  # width of a shaft, scene units; of a head, in multiples of that
_PIECES = 3  # of a shaft, so that it follows the surface
_LIFT = 0.16  # scene units, lest the mesh should cut a head's lower side: as of a trail
_GROWS = 1.0  # seconds


@in_panel("vector_field", order=46)
class VectorFieldProp:
    """One cue's arrows of −∇f, or of ∇f for the text "ascent", on an even grid.

    They point along the surface. An arrow's length goes with the square root of the gradient's
    norm, so that gentle slopes have arrows as well; the steepest tenth are all of one length. There
    are none in holes and where the gradient is unknown or zero.
    """

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._cue = cue
        sign = 1.0 if cue.text == "ascent" else -1.0
        points, widths, places, breaks = _arrows(setting, sign)
        self._arrows = Stroke(
            points, widths, breaks=breaks, places=places, color=setting.theme.arrows, lift=_LIFT,
            swell=0.5, round_ends=False,
        )  # fmt: skip
        # A rim in the background's colour, so that arrows are visible on bright slopes.
        self._rims = Stroke(
            points, 1.75 * widths, breaks=breaks, places=places, lift=0.9 * _LIFT, swell=0.5,
            color=setting.theme.background, round_ends=False,
        )  # fmt: skip
        self.mobjects: list[Mesh] = [self._rims, self._arrows]

    def show(self, t: float) -> None:
        shown = self._cue.opacity(t)
        self._arrows.opacity, self._rims.opacity = shown, 0.4 * shown
        grown = smooth(since(self._cue.start, t) / _GROWS)
        self._arrows.shown = self._rims.shown = (-1e-6, grown)


def _arrows(setting: Setting, sign: float) -> tuple[Array, Array, Array, list[int]]:
    """Points, widths and places (see `Stroke`) of all arrows, and the index where each begins."""
    space, function = setting.space, setting.lesson.function
    most = ARROWS_SMALL if setting.panel.small else ARROWS
    sides = 2 * np.asarray(space.half[:2])
    gap = float(sides.max()) / most
    counts = np.maximum(np.round(sides / gap).astype(int), 2)
    axes = [
        low + (np.arange(n) + 0.5) * (high - low) / n
        for low, high, n in zip(space.lows, space.highs, counts, strict=True)
    ]
    feet = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    with np.errstate(all="ignore"):
        gradients, values = function.gradient(feet), function.value(feet)
    norms = slopes(gradients)
    low, high = space.values
    kept = np.isfinite(norms) & (norms > 0) & (values >= low) & (values <= high)
    feet, gradients, norms = feet[kept], gradients[kept], norms[kept]
    if not len(feet):
        return np.zeros((2, 3)), np.zeros(2), np.zeros(2), []
    cap = float(np.quantile(norms, _CAPPED_FROM))
    lengths = LONGEST * gap * np.sqrt(np.minimum(norms / cap, 1.0))
    level = sign * gradients / norms[:, None]
    # A unit of `level` takes the arrow so far in the scene, its rise included.
    reach = np.linalg.norm(
        np.column_stack([level * space.scale[:2], norms * space.scale[-1]]), axis=1
    )
    half = level * (lengths / reach / 2)[:, None]
    head = np.minimum(_HEAD * _SHAFT * setting.thick, 0.55 * lengths)
    neck = 1.0 - np.minimum(1.2 * head / lengths, 0.7)
    share = np.column_stack([*(neck * k / _PIECES for k in range(_PIECES + 1)), neck, neck * 0 + 1])
    along = feet[:, None] + (2 * share - 1)[..., None] * half[:, None]
    heights = function.value(along)
    inside = space.holds(along, heights).all(axis=1) & (lengths > _LEAST)
    if not inside.any():
        return np.zeros((2, 3)), np.zeros(2), np.zeros(2), []
    shaft = np.minimum(_SHAFT * setting.thick, head / 2)
    widths = np.column_stack([*(shaft,) * (_PIECES + 1), head, 0 * head])
    each = share.shape[1]
    breaks = [
        k for first in range(0, each * int(inside.sum()), each) for k in (first, first + each - 2)
    ]
    return (
        space.place(along[inside], heights[inside]).reshape(-1, 3),
        widths[inside].ravel(),
        share[inside].ravel(),
        breaks[1:],
    )
