"""What is to be seen on a still, as arrays in a file: all that a contestant needs to draw it.

The contestants read the file themselves: one of them runs in an environment that this project can't
be installed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from gdcore.spec import read_spec
from gdcore.stage.colour import rgb
from gdcore.stage.film.frames import Frame
from gdcore.stage.gl.view import View
from gdcore.stage.live import LivePicture
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.props.panel.trail import TRAIL
from gdcore.stage.props.parts.way import drape
from gdcore.stage.scene import lesson_timeline

POINTS = 241
"""Along each side of the surface that contestants get: three times as fine as this project's, so
that none of them is judged by its corners."""


@dataclass(frozen=True)
class Sight:
    """picture: this project's still, its last moment of a descent; view: how it is projected;
    arrays: by name, what `write` writes."""

    picture: Frame
    view: View
    arrays: dict[str, np.ndarray]

    def write(self, path: Path) -> None:
        """Write the arrays as NumPy's `.npz`.

        grid: (POINTS, POINTS, 3) scene units; values: (POINTS, POINTS); ends: (3, 2), of x, y and f
        in data units, at the ends of the box; colours: (256, 3), 0..1,
        for the values from low to high of `value_range`; levels: (n,), values of level curves;
        way_0 …: (m, 3), the descents' ways, scene units; way_colours: (descents, 3);
        balls: (descents, 4), middle and radius; line: width of a way, scene units;
        rotation, centre, focal, zoom, frame, offset, pixels: as of `View`; background: (3,); title,
        formula: texts.
        """
        np.savez(path, **self.arrays)


def sight_of(spec_path: Path, size: tuple[int, int], theme: str) -> Sight:
    """The sight at the end of a descent of a lesson with a surface."""
    keys = yaml.safe_load(spec_path.read_text(encoding="utf-8"))
    keys |= {"theme": theme, "story": ["surface", "descend"], "expect": []}
    spec = read_spec(yaml.safe_dump(keys, sort_keys=False))
    timeline = lesson_timeline(spec, 60.0)
    picture = LivePicture(timeline, size)
    pixels = picture.frame(timeline.duration - 0.2).copy()
    panel = picture.views[0]
    setting, view = panel.setting, panel.lens.view(picture.camera.view)
    lesson, space = setting.lesson, setting.space
    x, y = np.meshgrid(*(np.linspace(low, high, POINTS) for low, high in lesson.domain))
    flat = np.stack([x, y], axis=-1)
    values = lesson.function.value(flat)
    meshes = picture.stage.mobjects
    surface = next(m for m in meshes if isinstance(m, SurfaceMesh))
    balls = [m for m in meshes if isinstance(m, Ball) and m.opacity > 0.5]
    low, high = surface.value_range
    step, origin = surface.level_step, surface.level_origin
    first, last = np.ceil((low - origin) / step), np.floor((high - origin) / step)
    ways = {f"way_{k}": drape(setting, k)[0] for k in range(len(lesson.descents))}
    arrays = {
        "grid": space.place(flat, np.clip(values, *space.values)),
        "values": values,
        "value_range": np.array([low, high]),
        "ends": np.array([*lesson.domain, space.values]),
        "colours": setting.theme.colours(),
        "levels": origin + step * np.arange(first, last + 1),
        **ways,
        "way_colours": np.array([rgb(setting.theme.descent(k)) for k in range(len(ways))]),
        "balls": np.array([[*b.points[0], b.radius] for b in balls]),
        "line": np.array(TRAIL),
        "rotation": view.rotation,
        "centre": view.centre,
        "focal": np.array(view.focal),
        "zoom": np.array(view.zoom),
        "frame": np.array(view.frame),
        "offset": np.array(view.offset),
        "pixels": np.array(view.pixels),
        "background": rgb(setting.theme.background),
        "ink": rgb(setting.theme.text),
        "title": np.array(str(spec.title)),
        "formula": np.array(" ".join(str(spec.function).split())),
    }
    return Sight(pixels, view, arrays)
