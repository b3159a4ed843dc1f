"""The buffers that a frame is painted into."""

from __future__ import annotations

import moderngl

from gdcore.stage.gl.context import open_context


class Target:
    """The buffers of one frame size: a picture with depths, and a copy of it for antialiasing."""

    __slots__ = ("_kept_frame", "depth", "frame", "kept", "picture")

    def __init__(self, size: tuple[int, int]) -> None:
        ctx = open_context()
        self.picture = ctx.texture(size, 4)
        self.kept = ctx.texture(size, 4)
        for texture in (self.picture, self.kept):
            texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
        self.depth = ctx.depth_renderbuffer(size)
        self.frame = ctx.framebuffer([self.picture], self.depth)
        self._kept_frame = ctx.framebuffer([self.kept])

    def keep(self) -> None:
        """Copy the picture as it stands to the texture `kept`; another frame is then in use.

        The whole of it: within a scissor Mesa would draw the copy pixel by pixel instead of moving
        memory, which takes ten times as long.
        """
        self._kept_frame.use()  # it has no scissor
        open_context().copy_framebuffer(self._kept_frame, self.frame)
