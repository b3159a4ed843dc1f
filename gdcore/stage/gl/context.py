"""The process's OpenGL context and its shader programs."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.resources import files
from typing import Any

import moderngl

from gdcore.stage.errors import StageError

Layout = tuple[tuple[str, int], ...]
"""The columns of a buffer's rows: the name of each and its number of floats, in order."""

_SHADERS = files("gdcore.stage.gl") / "shaders"

_NOTHING = object()
_HOW = (
    "install Mesa's software OpenGL (Debian, Ubuntu: apt-get install libegl1 libgl1-mesa-dri), "
    "or see `gdcore doctor`"
)


@cache
def open_context() -> moderngl.Context:
    """The OpenGL context that every camera of this process shares.

    Raises `StageError` with what to install where OpenGL cannot start.
    """
    way: dict[str, Any] = {}
    if sys.platform == "linux":
        # On Linux, EGL needs neither a display nor a GPU. Other platforms have no EGL.
        way = {"backend": "egl"}
        # Without a display Mesa's EGL would try one first and complain on standard error.
        if not os.environ.get("DISPLAY"):
            os.environ.setdefault("EGL_PLATFORM", "surfaceless")
    try:
        context = moderngl.create_context(standalone=True, require=330, **way)
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise StageError(f"OpenGL cannot start ({reason}): {_HOW}") from error
    # Buffers are freed when their mesh is garbage-collected. Python may do so in any thread, such
    # as the encoder's, but only the context's own thread may free OpenGL objects: until that
    # thread calls `release_abandoned` they wait in a queue.
    context.gc_mode = "context_gc"
    context.enable(moderngl.BLEND)
    # Colours are premultiplied throughout, as Cairo's are.
    context.blend_func = moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA
    return context


def release_abandoned() -> None:
    """Free the OpenGL objects of garbage-collected meshes; call it in the context's own thread."""
    open_context().gc()


@cache
def shader_program(vertex: str, fragment: str, defines: tuple[str, ...] = ()) -> moderngl.Program:
    """The program of `shaders/<vertex>.vert` and `shaders/<fragment>.frag`, compiled once."""
    head = "#version 330\n" + "".join(f"#define {name}\n" for name in defines)
    view = (_SHADERS / "view.glsl").read_text()
    program = open_context().program(
        vertex_shader=head + view + (_SHADERS / f"{vertex}.vert").read_text(),
        fragment_shader=head + view + (_SHADERS / f"{fragment}.frag").read_text(),
    )
    block = program.get("View", None)
    if isinstance(block, moderngl.UniformBlock):
        block.binding = 0
    return program


_last_set: dict[tuple[int, str], object] = {}


def set_uniforms(program: moderngl.Program, **values: object) -> None:
    """Set the named uniforms; those that the compiler dropped as unused are passed over."""
    for name, value in values.items():
        key = (program.glo, name)
        # A frame sets hundreds of uniforms, most of them to the value that they already have.
        if _last_set.get(key, _NOTHING) == value:
            continue
        if name in program:
            program[name] = value
        _last_set[key] = value


def bind_vertices(
    program: moderngl.Program,
    buffer: moderngl.Buffer,
    layout: Layout,
    indices: moderngl.Buffer | None = None,
) -> moderngl.VertexArray:
    """A vertex array over float32 rows of the named columns, passing over unused ones."""
    return open_context().vertex_array(program, [columns(program, buffer, layout)], indices)


def columns(
    program: moderngl.Program, buffer: moderngl.Buffer, layout: Layout, per: str = ""
) -> tuple[Any, ...]:
    """What a vertex array reads of a buffer of float32 rows: the columns that the program uses.

    layout: (name, floats) in order; per: "/i" for one row an instance.
    """
    formats = [f"{count}f" if name in program else f"{count}x4" for name, count in layout]
    return buffer, " ".join(formats) + per, *(name for name, _ in layout if name in program)
