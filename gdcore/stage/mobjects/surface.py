"""A height field as a smoothly lit surface with level curves and a thin grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Self

import cmap
import numpy as np
from manim import Mobject, ParsableManimColor
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.coarsening import coarse_faces
from gdcore.stage.mobjects.mesh import LAMP, Mesh, resample
from gdcore.stage.mobjects.relief import relief_light

FARTHEST = 1e30
"""The largest number handed to a graphics card: its 32-bit floats end at 3e38, and shaders multiply
these numbers."""


class SurfaceMesh(Mesh):
    """A surface over a grid of points, lit, with a colour map, level curves and grid lines.

    Most surfaces are graphs of a function, which `SurfaceMesh.of_function` makes.

    points: (rows, columns, 3) scene units, not-a-number where the surface has a hole; values:
    (rows, columns), the numbers that the colour map and the level curves show, in data units (the
    points' z if left out); lattice: (rows, columns, 2), two coordinates with a grid line at each
    whole number (no grid if left out); colours: the name of a colour map as the package cmap has
    it, or (n, 3) colours from the lowest value to the highest, 0..1; value_range: the values at the
    two ends of the colour map (the lowest and highest if left out); level_step: data units from one
    level curve to the next, 0 for none; level_origin: data units, a value at which there is a level
    curve; kept: (lowest, highest) value, beyond which the surface is cut away; lamp: (3,), the
    direction to the light, in the scene's axes; rim: (rows, columns), the points that lie on the
    rim of a trimmed surface, see `trim`, between which alone nothing is drawn. Other arguments as
    of `Mesh`.

    The light stands still in the scene. Hollows that see little of the sky are darker, and hills
    throw soft shadows: `relight` computes both. They move with the mesh. What lies level in the
    open has exactly its colour of the map, and so has all of a surface that is flattened.

    Attributes:
        level_strength, grid_strength: opacity of the lines, 0..1.
        level_width, grid_width: pixels on a frame of 1080 rows.
        rise: 1 is its own shape; 0 lies flat at the height `base`, scene units.
        paint: a picture in place of the colour map, (m, n, 4) uint8, premultiplied; its corners lie
            at the corner points, its row 0 along the first row. None for none.
        paint_opacity: of that picture, 0..1.
        light: (n, 2), 0..1: the sky and the lamp at each point, see `relief_light`.
        underside: (3,), 0..1: the colour seen from below; None: the upper side's, darker.
        behind: (3,), 0..1: the only colour behind the surface, if there is but one; it is then seen
            through in one pass. None: anything may be behind it.
        shown: (left, right, bottom, top), 0..1: the part of the grid that is drawn, for `Create`.
        faces: (m, 3), indices of the points of each triangle, see `coarsen`; None: two a cell.
    """

    kind: ClassVar[str] = "surface"
    blended: ClassVar[tuple[str, ...]] = (
        *Mesh.blended, "values", "lattice", "light", "colours", "value_range", "level_origin",
        "level_step", "level_strength", "grid_strength", "rise", "base", "shown",
        "paint_opacity",
    )  # fmt: skip

    def __init__(
        self,
        points: Array,
        values: Array | None = None,
        *,
        lattice: Array | None = None,
        colours: Array | str = "viridis",
        value_range: tuple[float, float] | None = None,
        level_step: float = 0.0,
        level_origin: float = 0.0,
        kept: tuple[float, float] | None = None,
        lamp: Array | Sequence[float] = LAMP,
        rim: NDArray[np.bool_] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        grid = np.asarray(points, dtype=np.float64)
        if grid.ndim != 3 or grid.shape[2] != 3 or min(grid.shape[:2]) < 2:
            raise ValueError(
                f"a surface needs points of shape (rows, columns, 3), two rows and columns at "
                f"least, found {grid.shape}"
            )
        self.shape = (grid.shape[0], grid.shape[1])
        flat = np.clip(grid.reshape(-1, 3), -FARTHEST, FARTHEST)
        heights = flat[:, 2] if values is None else np.asarray(values, float).reshape(-1)
        self.solid = np.isfinite(flat).all(axis=1) & np.isfinite(heights)
        if not self.solid.any():
            raise ValueError("a surface needs at least one point that is not not-a-number")
        self.rim = np.zeros(len(flat), bool) if rim is None else np.asarray(rim, bool).reshape(-1)
        # Manim's bounding boxes must stay numbers: holes are kept apart from the points.
        floor = flat[self.solid].min(axis=0)
        self.points = np.where(self.solid[:, None], flat, [*([0, 0]), floor[2]])
        self.values = np.where(self.solid, heights, heights[self.solid].min())
        self.lattice = (
            np.full((len(flat), 2), 0.5)
            if lattice is None
            else np.asarray(lattice, float).reshape(-1, 2)
        )
        self.grid_strength = 0.0 if lattice is None else 0.13
        self.colours = _colour_map(colours)
        self.value_range = value_range or (
            float(self.values[self.solid].min()),
            float(self.values[self.solid].max()),
        )
        self.level_step, self.level_origin = float(level_step), float(level_origin)
        self.kept = kept
        self._fit_into_float32()
        self.level_strength, self.level_width = 0.42, 1.4
        self.level_rgb = (0.02, 0.03, 0.06)
        self.grid_rgb, self.grid_width = (1.0, 1.0, 1.0), 1.0
        self.paint: NDArray[np.uint8] | None = None
        self.paint_opacity = 1.0
        self.behind: tuple[float, float, float] | None = None
        self.underside: tuple[float, float, float] | None = None
        self.base = float(floor[2])
        self.rise = 1.0
        self.shown = (0.0, 1.0, 0.0, 1.0)
        direction = np.asarray(lamp, dtype=np.float64)
        self.lamp: Array = direction / np.linalg.norm(direction)
        self.faces: NDArray[np.int64] | None = None
        self.light: Array = np.ones((len(self.points), 2))
        self.relight()

    def relight(self) -> Self:
        """Compute `light` anew, for a mesh whose points were replaced."""
        grid = self.points.copy()
        if self.kept is not None:
            # What is cut away throws no shade.
            inside = self.solid & (self.values >= self.kept[0]) & (self.values <= self.kept[1])
            if inside.any():
                heights = grid[inside, 2]
                grid[:, 2] = np.clip(grid[:, 2], heights.min(), heights.max())
        grid[~self.solid] = np.nan
        normals = self.normals()
        rim = self.rim.reshape(self.shape)
        light = relief_light(grid.reshape(*self.shape, 3), normals, self.lamp, rim)
        if light is None:  # no height field: each point sees all of the sky that it faces
            light = np.column_stack([(1 + normals[:, 2]) / 2, np.ones(len(normals))])
        self.light = light
        return self

    def coarsen(self) -> Self:
        """Use large triangles where the picture on a frame of 1080 rows is the same with them.

        For a mesh whose points and colours stay as they are; one that is trimmed, has a hole or is
        cut keeps all its triangles.
        """
        if self.kept is None and self.solid.all() and not self.rim.any():
            low, high = self.value_range
            share = (self.values - low) / (high - low if high > low else 1.0)
            places = np.linspace(0, 1, len(self.colours))
            colours = [np.interp(share, places, part) for part in self.colours.T]
            levels = (self.values - self.level_origin) / (self.level_step or np.inf)
            parts = self.points, self.normals(), self.light, np.stack(colours, axis=-1)
            points, normals, light, shades = (part.reshape(*self.shape, -1) for part in parts)
            self.faces = coarse_faces(points, normals, light, shades, levels.reshape(self.shape))
        return self

    def _fit_into_float32(self) -> None:
        """Scale values beyond the range of float32, and their colour map's range, by one factor.

        The picture stays the same.
        """
        largest = float(np.abs(self.values).max())
        if largest == 0 or 1 / FARTHEST <= largest <= FARTHEST:
            return
        self.values = self.values / largest
        low, high = self.value_range
        self.value_range = low / largest, high / largest
        self.level_step, self.level_origin = self.level_step / largest, self.level_origin / largest
        if self.kept is not None:
            self.kept = self.kept[0] / largest, self.kept[1] / largest

    @classmethod
    def of_function(
        cls,
        height: Callable[[Array, Array], Array],
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        *,
        resolution: int = 81,
        **kwargs: Any,
    ) -> Self:
        """The surface z = height(x, y), all in scene units.

        Args:
            height: takes two arrays of one shape and returns the heights in that shape;
                not-a-number makes a hole.
            x_range, y_range: (from, to), scene units.
            resolution: points along each side.
            **kwargs: as of the class.
        """
        x, y = np.meshgrid(np.linspace(*x_range, resolution), np.linspace(*y_range, resolution))
        return cls(np.dstack([x, y, height(x, y)]), **kwargs)

    def vertices(self) -> Array:
        """(n, 13): position, normal, value, light, lattice, parameter of each vertex."""
        rows, columns = self.shape
        u, v = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
        return np.hstack(
            [
                self.points,
                self.normals(),
                self.values[:, None],
                self.light,
                self.lattice,
                np.column_stack([u.ravel(), v.ravel()]),
            ]
        )

    def normals(self) -> Array:
        """Unit normals (n, 3) of the points: ∂/∂column × ∂/∂row, upwards for a graph."""
        grid = self.points.reshape(*self.shape, 3)
        if not self.solid.all():
            hole = ~self.solid.reshape(self.shape)
            grid = np.where(hole[..., None], np.nan, grid)
        along_rows, along_columns = _slope(grid, 0), _slope(grid, 1)
        normal = np.cross(along_columns, along_rows).reshape(-1, 3)
        length = np.linalg.norm(normal, axis=1, keepdims=True)
        return np.where(length > 0, normal / np.where(length > 0, length, 1), [0.0, 0.0, 1.0])

    def triangles(self, from_corner: int = 0) -> Array:
        """(m, 3) indices of the vertices of each triangle, those at a hole left out.

        from_corner: where they begin: 0 the first row's first point, 1 its last one, 2 and 3 the
        same of the last row.
        """
        rows, columns = self.shape
        if self.faces is not None:
            # Sums of rows and columns of the three corners, from the corner where they begin.
            row, column = np.divmod(self.faces, columns)
            away = np.where(from_corner & 2, -row, row) + np.where(from_corner & 1, -column, column)
            ordered: Any = self.faces[np.argsort(away.sum(axis=1), kind="stable")]
            return ordered
        index = np.arange(rows * columns).reshape(rows, columns)
        a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, :-1], index[1:, 1:]
        cells = np.stack([a, b, d, a, d, c], axis=-1)
        cells = cells[:: -1 if from_corner & 2 else 1, :: -1 if from_corner & 1 else 1]
        found = cells.reshape(-1, 3)
        return found[self.drawn(found)]

    def drawn(self, triangles: Array) -> NDArray[np.bool_]:
        """Which of the triangles (…, 3), indices of points, are part of the surface: (…,)."""
        found = self.solid[triangles].all(axis=-1) & ~self.rim[triangles].all(axis=-1)
        return np.asarray(found)

    def set_color(
        self, color: ParsableManimColor = "#FFFFFF", alpha: Any = None, family: bool = True
    ) -> Self:
        """Give the surface one colour in place of its colour map."""
        super().set_color(color, alpha=alpha, family=family)
        self.colours = np.tile(self.rgb, (len(self.colours), 1))
        return self

    def align_points(self, mobject: Mobject) -> Self:
        super().align_points(mobject)
        assert isinstance(mobject, SurfaceMesh)
        rows, columns = np.maximum(self.shape, mobject.shape)
        count = max(len(self.colours), len(mobject.colours))
        for mesh in (self, mobject):
            mesh.faces = None  # the shape between the two needs others
            mesh.refine(int(rows), int(columns))
            mesh.colours = resample(mesh.colours, count)
        return self

    def align_points_with_larger(self, larger_mobject: Mobject) -> Self:
        """Does nothing: `align_points` refines both grids to one number of rows and columns."""
        return self

    def refine(self, rows: int, columns: int) -> Self:
        """Resample the surface to a finer grid of `rows` × `columns` points; its shape stays."""
        if self.shape == (rows, columns):
            return self
        for name in ("points", "values", "lattice", "light", "solid", "rim"):
            flat = getattr(self, name)
            grid = flat.reshape(*self.shape, *flat.shape[1:]).astype(float)
            full = resample(resample(grid, rows).swapaxes(0, 1), columns).swapaxes(0, 1)
            full = full.reshape(-1, *flat.shape[1:])
            setattr(self, name, full > 0.99 if name in ("solid", "rim") else full)
        self.shape = (rows, columns)
        return self

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:
        super().interpolate_color(mobject1, mobject2, alpha)
        assert isinstance(mobject1, SurfaceMesh)
        assert isinstance(mobject2, SurfaceMesh)
        # A hole has no points to interpolate: it is a hole wherever either surface has one.
        ends = [m.solid for m, there in ((mobject1, alpha < 1), (mobject2, alpha > 0)) if there]
        self.solid = np.logical_and.reduce(ends)
        self.rim = mobject1.rim if alpha < 0.5 else mobject2.rim
        self.kept = mobject1.kept if alpha < 0.5 else mobject2.kept
        return self

    def pointwise_become_partial(self, mobject: Mobject, a: float, b: float) -> Self:
        assert isinstance(mobject, SurfaceMesh)
        left, right, bottom, top = mobject.shown
        self.shown = (left + a * (right - left), left + b * (right - left), bottom, top)
        return self


def _slope(grid: Array, axis: int) -> Array:
    """Central differences along an axis, one-sided at the ends and beside holes."""
    g = np.moveaxis(grid, axis, 0)
    ahead, behind = np.full_like(g, np.nan), np.full_like(g, np.nan)
    step = np.diff(g, axis=0)
    ahead[:-1], behind[1:] = step, step
    both = np.where(np.isnan(ahead), behind, np.where(np.isnan(behind), ahead, ahead + behind))
    return np.moveaxis(np.nan_to_num(both), 0, axis)


def _colour_map(colours: Array | str) -> Array:
    if isinstance(colours, str):
        # Without the ends of the map, which would be too dark on a dark and too light on a light
        # background.
        rgba = cmap.Colormap(colours)(np.linspace(0.06, 0.97, 256))
        colours = np.ascontiguousarray(np.asarray(rgba)[:, :3])
    return np.asarray(colours, dtype=np.float64)
