"""What stands on the frame at one moment: texts, what can cover them, and balls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.plate import Plate

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the frame, rows counted downwards."""

Rank = tuple[int, int, int]
"""What has a greater one is drawn later; see `FramePainter.paint`."""

_PHASES = ("surface", "stroke", "ball", "patch", "plate", "front_stroke", "picture")
_THERE = 0.02  # opacity below which nobody sees that something is coming
_INK = 100  # of 255: what is fainter is the smooth rim of a letter
_GROUP = 0.04  # of a text's ink: a colour with less of it is a mixture at letters' rims
_PIXELS = 500  # of a colour that are looked at: more than the strokes of a sentence
_ROUNDING = 2.0  # pixels
_LONGEST = 48  # characters of a text in a finding


@dataclass(frozen=True)
class Ink:
    """The inked pixels of a raster: rows (n,), columns (n,), colours (n, 3) from 0 to 1."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    rgb: Array

    @property
    def box(self) -> Box:
        """Around all of it, within the raster."""
        if not len(self.rows):
            return 0.0, 0.0, 0.0, 0.0
        left, right = self.columns.min(), self.columns.max() + 1
        return float(left), float(self.rows.min()), float(right), float(self.rows.max() + 1)

    @cached_property
    def colours(self) -> list[tuple[NDArray[np.intp], Array]]:
        """Each colour of the text (3,) with the indices of some of its pixels, evenly picked."""
        shades = (self.rgb * 7.999).astype(np.intp) @ [64, 8, 1]
        _, kind, counts = np.unique(shades, return_inverse=True, return_counts=True)
        least = min(_GROUP * len(shades), counts.max())
        found = []
        for group in np.flatnonzero(counts >= least):
            pixels = np.flatnonzero(kind == group)
            # At the rims of letters colours are rounded.
            own = np.median(self.rgb[pixels], axis=0)
            found.append((pixels[:: max(len(pixels) // _PIXELS, 1)], own))
        return found


@dataclass(frozen=True, eq=False)
class Writing:
    """One text at one moment.

    corner: column and row on the frame of its raster's top left pixel; clip: the part of the
    frame that its panel may draw on; depth: where it stands, -1 to 1, as the depth buffer has it.
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
        """Whether it stands at a point of the scene, and not on the frame."""
        return self.mesh.anchor is not None

    @cached_property
    def box(self) -> Box:
        left, top, right, bottom = self.ink.box
        x, y = self.corner
        return left + x, top + y, right + x, bottom + y

    @property
    def name(self) -> str:
        """For people: what is written, and what it is there for."""
        place = "" if self.mesh.name == type(self.mesh).__name__ else f" ({self.mesh.name})"
        return f"{quoted(self.mesh)}{place}"


@dataclass(frozen=True, eq=False)
class Cover:
    """A plate at one moment; `share`: of what is behind it that it takes away."""

    mesh: Mesh
    box: Box
    share: float
    rank: Rank


@dataclass(frozen=True, eq=False)
class Spot:
    """A ball at one moment, with the view through which it is seen."""

    mesh: Ball
    view: View
    rank: Rank
    clip: Box


@dataclass(frozen=True)
class Scene:
    """All of one moment. meshes: what is drawn, in the stage's order."""

    meshes: list[Mesh]
    writings: list[Writing]
    covers: list[Cover]
    balls: list[Spot]


def survey(meshes: Sequence[Mesh], frame: View) -> Scene:
    """What of the meshes is on the frame of a camera's view."""
    visible = [mesh for mesh in meshes if mesh.opacity > _THERE and mesh.has_points()]
    groups: dict[int, int] = {}
    for mesh in visible:
        if mesh.lens is not None:
            groups.setdefault(id(mesh.lens), len(groups))
    scene = Scene(visible, [], [], [])
    whole = (0.0, 0.0, float(frame.pixels[0]), float(frame.pixels[1]))
    for index, mesh in enumerate(visible):
        view, clip = frame, whole
        if mesh.lens is not None:
            view, part = mesh.lens.view(frame), mesh.lens.pixels(frame)
            if part is not None:
                clip = (part[0], part[1], part[0] + part[2], part[1] + part[3])
        group = groups[id(mesh.lens)] if mesh.lens is not None else len(groups)
        rank = (group, _PHASES.index(mesh.phase), index)
        if isinstance(mesh, (Label, Figures)):
            _add_text(scene, mesh, view, rank, clip)
        elif isinstance(mesh, Plate):
            box = mesh.place(view)[:4]
            scene.covers.append(Cover(mesh, box, mesh.cover * mesh.opacity, rank))
        elif isinstance(mesh, Ball):
            scene.balls.append(Spot(mesh, view, rank, clip))
    return scene


def _add_text(scene: Scene, mesh: Label | Figures, view: View, rank: Rank, clip: Box) -> None:
    left, top, right, bottom, depth = mesh.place(view)
    if isinstance(mesh, Card):
        scene.covers.append(
            Cover(mesh, (left, top, right, bottom), mesh.cover * mesh.opacity, rank)
        )
    image, pad = plain(mesh, view.pixels_per_unit)
    found = _ink(mesh, image)
    if not len(found.rows):
        return
    # What is not drawn at its own size is stretched; a pixel is rounding.
    scale = (bottom - top - 2 * pad) / image.shape[0]
    scale = 1.0 if abs(scale - 1.0) * image.shape[0] < _ROUNDING else scale
    scene.writings.append(
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


def plain(mesh: Label | Figures, pixels_per_unit: float) -> tuple[NDArray[np.uint8], int]:
    """A text's raster without its plate, and how far in pixels the plate sticks out."""
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
    """How much smaller than the rest the smallest part of a text is set by its markup."""
    sizes = _SIZE.findall(mesh.markup) if isinstance(mesh, Label) else []
    return min([1.0, *map(float, sizes)])


def quoted(mesh: Label | Figures) -> str:
    """What is written, as plain text between quotation marks."""
    if isinstance(mesh, Figures):
        return "number"
    text = re.sub(r"#(set )?[a-z.]+(\([^()]*(\([^()]*\)[^()]*)*\))?", "", mesh.markup)
    text = re.sub(r"\\\n|\\ ", " ", text)
    text = re.sub(r"\\(.)", r"\1", text).replace("$", "")
    text = " ".join(text.split()).strip("[] ")
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def overlap(a: Box, b: Box) -> Box | None:
    """What two boxes have in common; None if nothing."""
    left, top = max(a[0], b[0]), max(a[1], b[1])
    right, bottom = min(a[2], b[2]), min(a[3], b[3])
    return (left, top, right, bottom) if right > left and bottom > top else None


def area(box: Box | None) -> float:
    """Square pixels of a box; 0 for none."""
    return (box[2] - box[0]) * (box[3] - box[1]) if box else 0.0
