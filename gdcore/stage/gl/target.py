"""The buffers that a frame is painted into."""

from __future__ import annotations

import moderngl

from gdcore.stage.gl.context import open_context


class Target:
    """The buffers of one frame size: a picture with depths, and a second one for antialiasing."""

    __slots__ = ("depth", "frame", "patched", "patched_frame", "picture")

    def __init__(self, size: tuple[int, int]) -> None:
        ctx = open_context()
        self.picture = ctx.texture(size, 4)
        self.patched = ctx.texture(size, 4)
        for texture in (self.picture, self.patched):
            texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
        self.depth = ctx.depth_renderbuffer(size)
        self.frame = ctx.framebuffer([self.picture], self.depth)
        self.patched_frame = ctx.framebuffer([self.patched], self.depth)
