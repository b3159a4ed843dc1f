"""Texts, plates and balls on the frame at one moment, with their places in pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array, View
from gdcore.stage.lint.finding import Subject
from gdcore.stage.lint.quoting import quoted
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import PHASES, Mesh
from gdcore.stage.mobjects.plate import Plate

Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in pixels of the frame, rows counted downwards."""

Rank = tuple[int, int, int]
"""(panel, phase, index): the order of drawing, later for a greater one; see `FramePainter`."""

_INVISIBLE = 0.02  # opacity below which a viewer does not notice a mesh that fades in
_INK = 100  # alpha, 0 to 255, from which a pixel counts as ink; below are the rims of letters
_LEAST_COLOUR_SHARE = 0.04  # of a text's ink; rarer colours are mixtures at the letters' rims
_MOST_SAMPLES = 500  # pixels of one colour that are compared; a sentence has fewer strokes
_ROUNDING = 2.0  # pixels by which rounding may change a raster's height


@dataclass(frozen=True)
class Ink:
    """The inked pixels of a raster: rows (n,), columns (n,), colours (n, 3) from 0 to 1."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    rgb: Array

    @property
    def box(self) -> Box:
        """The box around all inked pixels, in pixels of the raster."""
        if not len(self.rows):
            return 0.0, 0.0, 0.0, 0.0
        left, right = self.columns.min(), self.columns.max() + 1
        return float(left), float(self.rows.min()), float(right), float(self.rows.max() + 1)

    @cached_property
    def colours(self) -> list[tuple[NDArray[np.intp], Array]]:
        """The text's colours: (indices of at most some 500 of its pixels, colour (3,)) of each.

        The indices are spread evenly over the pixels of that colour.
        """
        shades = (self.rgb * 7.999).astype(np.intp) @ [64, 8, 1]
        _, kind, counts = np.unique(shades, return_inverse=True, return_counts=True)
        least = min(_LEAST_COLOUR_SHARE * len(shades), counts.max())
        found = []
        for group in np.flatnonzero(counts >= least):
            pixels = np.flatnonzero(kind == group)
            # The median, since the 8-bit colours of half transparent rims are inexact.
            own = np.median(self.rgb[pixels], axis=0)
            found.append((pixels[:: max(len(pixels) // _MOST_SAMPLES, 1)], own))
        return found


@dataclass(frozen=True, eq=False)
class Writing:
    """One text on the frame at one moment.

    corner: column and row on the frame of its raster's top left pixel; em: pixels; rank: place in
    the order of drawing; clip: the part of the frame that its panel may draw on; depth: of its
    anchor in the depth buffer, from -1 at the eye to 1.
    """

    mesh: Label | Figures
    ink: Ink
    corner: tuple[int, int]
    em: float
    rank: Rank
    clip: Box
    depth: float

    @property
    def opacity(self) -> float:
        return self.mesh.opacity

    @property
    def in_space(self) -> bool:
        """Whether the text stands beside a point of the scene rather than fixed in the frame."""
        return self.mesh.anchor is not None

    @cached_property
    def box(self) -> Box:
        left, top, right, bottom = self.ink.box
        x, y = self.corner
        return left + x, top + y, right + x, bottom + y

    @property
    def subject(self) -> Subject:
        """The text as a finding names it: quoted, with what it belongs to."""
        part = "" if self.mesh.name == type(self.mesh).__name__ else self.mesh.name
        return Subject(quoted(self.mesh), part, self.in_space)


@dataclass(frozen=True, eq=False)
class Cover:
    """A plate on the frame at one moment; share: its opacity, 0 to 1."""

    mesh: Mesh
    box: Box
    share: float
    rank: Rank


@dataclass(frozen=True, eq=False)
class BallOnFrame:
    """A ball on the frame at one moment, with the view and the clip of its panel."""

    mesh: Ball
    view: View
    rank: Rank
    clip: Box


@dataclass(frozen=True)
class FrameContent:
    """Everything that the checks of one moment look at; meshes: all visible ones, as drawn."""

    meshes: list[Mesh]
    writings: list[Writing]
    covers: list[Cover]
    balls: list[BallOnFrame]


def survey(meshes: Sequence[Mesh], frame: View) -> FrameContent:
    """The texts, plates and balls among `meshes`, as they fall on the frame of a camera's view."""
    visible = [mesh for mesh in meshes if mesh.opacity > _INVISIBLE and mesh.has_points()]
    groups: dict[int, int] = {}
    for mesh in visible:
        if mesh.lens is not None:
            groups.setdefault(id(mesh.lens), len(groups))
    content = FrameContent(visible, [], [], [])
    whole = (0.0, 0.0, float(frame.pixels[0]), float(frame.pixels[1]))
    for index, mesh in enumerate(visible):
        view, clip = frame, whole
        if mesh.lens is not None:
            view, part = mesh.lens.view(frame), mesh.lens.pixels(frame)
            if part is not None:
                clip = (part[0], part[1], part[0] + part[2], part[1] + part[3])
        group = groups[id(mesh.lens)] if mesh.lens is not None else len(groups)
        rank = (group, PHASES.index(mesh.phase), index)
        if isinstance(mesh, (Label, Figures)):
            _add_text(content, mesh, view, rank, clip)
        elif isinstance(mesh, Plate):
            box = mesh.place(view)[:4]
            content.covers.append(Cover(mesh, box, mesh.cover * mesh.opacity, rank))
        elif isinstance(mesh, Ball):
            content.balls.append(BallOnFrame(mesh, view, rank, clip))
    return content


def _add_text(
    content: FrameContent, mesh: Label | Figures, view: View, rank: Rank, clip: Box
) -> None:
    left, top, right, bottom, depth = mesh.place(view)
    if isinstance(mesh, Card):
        content.covers.append(
            Cover(mesh, (left, top, right, bottom), mesh.cover * mesh.opacity, rank)
        )
    image, pad = raster_without_plate(mesh, view.pixels_per_unit)
    found = _ink(mesh, image)
    if not len(found.rows):
        return
    # A raster that is drawn larger or smaller than its own size changes the em with it; a
    # difference of a pixel or two is rounding.
    scale = (bottom - top - 2 * pad) / image.shape[0]
    scale = 1.0 if abs(scale - 1.0) * image.shape[0] < _ROUNDING else scale
    content.writings.append(
        Writing(
            mesh,
            found,
            (round(left) + pad, round(top) + pad),
            mesh.size * view.pixels_per_unit * scale * _smallest(mesh),
            rank,
            clip,
            depth,
        )
    )


def raster_without_plate(
    mesh: Label | Figures, pixels_per_unit: float
) -> tuple[NDArray[np.uint8], int]:
    """A text's raster without its plate, and the pixels by which the plate sticks out of it."""
    if isinstance(mesh, Figures):
        return mesh.raster(pixels_per_unit), 0
    pad = round(mesh.pad * pixels_per_unit) if isinstance(mesh, Card) else 0
    return Label.raster(mesh, pixels_per_unit), pad


_inks: WeakKeyDictionary[Mesh, tuple[NDArray[np.uint8], Ink]] = WeakKeyDictionary()


def _ink(mesh: Mesh, image: NDArray[np.uint8]) -> Ink:
    kept = _inks.get(mesh)
    if kept is not None and kept[0] is image:
        return kept[1]
    rows, columns = np.nonzero(image[..., 3] >= _INK)
    pixels = image[rows, columns].astype(np.float64)
    ink = Ink(rows, columns, np.clip(pixels[:, :3] / pixels[:, 3:], 0, 1))
    _inks[mesh] = (image, ink)
    return ink


_SIZE = re.compile(r"size:\s*([\d.]+)em")


def _smallest(mesh: Label | Figures) -> float:
    """Size of the smallest part of a text that its markup sets smaller, in ems of the text."""
    sizes = _SIZE.findall(mesh.markup) if isinstance(mesh, Label) else []
    return min([1.0, *map(float, sizes)])


def overlap(a: Box, b: Box) -> Box | None:
    """The intersection of two boxes; None if they have no pixel in common."""
    left, top = max(a[0], b[0]), max(a[1], b[1])
    right, bottom = min(a[2], b[2]), min(a[3], b[3])
    return (left, top, right, bottom) if right > left and bottom > top else None


def area(box: Box | None) -> float:
    """Square pixels of a box; 0 for none."""
    return (box[2] - box[0]) * (box[3] - box[1]) if box else 0.0
