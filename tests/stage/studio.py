"""Meshes, views and pictures for the tests of the stage, made without a scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import moderngl
import numpy as np
from manim import tempconfig
from numpy.typing import NDArray

from gdcore.stage.gl.context import open_context
from gdcore.stage.gl.painter import FramePainter
from gdcore.stage.gl.surfaces import SurfacePainter
from gdcore.stage.gl.view import View
from gdcore.stage.manim_adapter.camera import MeshCamera, MeshScene
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.surface import SurfaceMesh

Array = NDArray[np.float64]
Pixels = NDArray[np.uint8]

BACKGROUND = (0.055, 0.067, 0.086, 1.0)
SMALL = (320, 180)


def peaks(x: Array, y: Array) -> Array:
    """MATLAB's peaks, written out a second time."""
    return (
        3 * (1 - x) ** 2 * np.exp(-(x**2) - (y + 1) ** 2)
        - 10 * (x / 5 - x**3 - y**5) * np.exp(-(x**2) - y**2)
        - np.exp(-((x + 1) ** 2) - y**2) / 3
    )


COLOURS = np.linspace([0.25, 0.1, 0.4], [0.95, 0.9, 0.2], 64)


def peaks_mesh(resolution: int = 81, height: float = 0.18, **options: Any) -> SurfaceMesh:
    """Peaks over [-3, 3]², its heights `height` times the values, without any lines."""
    return SurfaceMesh.of_function(
        lambda x, y: height * peaks(x, y),
        (-3, 3),
        (-3, 3),
        resolution=resolution,
        colours=COLOURS,
        **options,
    )


def look(
    azimuth: float, elevation: float, pixels: tuple[int, int] = SMALL, zoom: float = 1.0
) -> View:
    """The view of a camera at these angles (degrees), on a frame 8 scene units high.

    The axes are built by cross products, not as Manim or the layout build them.
    """
    a, e = np.radians(azimuth), np.radians(elevation)
    eye = np.array([np.cos(a) * np.cos(e), np.sin(a) * np.cos(e), np.sin(e)])
    right = np.cross([0.0, 0.0, 1.0], eye)
    right /= np.linalg.norm(right)
    rotation = np.stack([right, np.cross(eye, right), eye])
    frame = (8.0 * pixels[0] / pixels[1], 8.0)
    return View(rotation, np.zeros(3), 20.0, zoom, frame, pixels)


@cache
def _painter() -> FramePainter:
    return FramePainter()


def paint(meshes: Sequence[Mesh], view: View) -> Pixels:
    """The frame (rows, columns, 4) of the meshes."""
    out = np.zeros((view.pixels[1], view.pixels[0], 4), np.uint8)
    _painter().paint(meshes, view, BACKGROUND, out)
    return out


@cache
def _plain_painter() -> SurfacePainter:
    return SurfacePainter()


def paint_plain(mesh: SurfaceMesh, view: View, samples: int = 0) -> Pixels:
    """The surface alone, without mended outlines; `samples`: of the graphics card's own."""
    ctx = open_context()
    size = view.pixels
    block = ctx.buffer(view.uniform_block())
    block.bind_to_uniform_block(0)
    frame = ctx.framebuffer(
        [ctx.renderbuffer(size, 4, samples=samples)], ctx.depth_renderbuffer(size, samples=samples)
    )
    frame.use()
    frame.clear(*BACKGROUND, depth=1.0)
    ctx.enable(moderngl.DEPTH_TEST)
    _plain_painter().draw(mesh, view)
    if samples:
        resolved = ctx.framebuffer([ctx.renderbuffer(size, 4)])
        ctx.copy_framebuffer(resolved, frame)
        frame = resolved
    data = np.frombuffer(frame.read(components=4), np.uint8)
    return data.reshape(size[1], size[0], 4)


def subpixels(mesh: SurfaceMesh, view: View, factor: int) -> Array:
    """(rows, columns, factor², 3) colours of a plain picture so many times as fine, 0..1."""
    width, height = view.pixels
    fine = replace(view, pixels=(width * factor, height * factor))
    picture = paint_plain(mesh, fine)[..., :3].astype(float) / 255
    cells = picture.reshape(height, factor, width, factor, 3).swapaxes(1, 2)
    return cells.reshape(height, width, factor * factor, 3)


TINY = {
    "pixel_width": 160,
    "pixel_height": 90,
    "frame_rate": 8,
    "dry_run": True,
    "disable_caching": True,
    "progress_bar": "none",
    "verbosity": "WARNING",
}


def film(play: Callable[[MeshScene], None], **settings: Any) -> list[Pixels]:
    """All frames of a scene at 160 × 90 and eight frames a second; nothing is written."""

    class Filmed(MeshScene):
        def construct(self) -> None:
            play(self)

    frames: list[Pixels] = []
    with tempconfig({**TINY, **settings}):
        scene = Filmed()
        renderer: Any = scene.renderer
        renderer.add_frame = lambda frame, num_frames=1: frames.extend([frame.copy()] * num_frames)
        scene.render()
    return frames


def picture(camera: MeshCamera, meshes: Sequence[Mesh]) -> Pixels:
    """What the camera shows of the meshes."""
    camera.reset()
    camera.capture_mobjects(meshes)
    return camera.pixel_array.copy()


def red(frame: Pixels) -> int:
    """How many pixels are redder than any colour of the surfaces here: the marked mesh's."""
    channel = frame[..., :3].astype(int)
    return int((channel[..., 0] > channel[..., 1:].max(axis=-1) + 25).sum())
