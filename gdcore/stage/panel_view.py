"""One panel of the frame: its props, and the lens through which it is seen."""

from __future__ import annotations

from gdcore.stage.aim import aim
from gdcore.stage.layout.lens import Lens
from gdcore.stage.props.parts.naming import name_mobjects
from gdcore.stage.props.registry import Prop, panel_props
from gdcore.stage.setting import Setting

LEAST_WIDTH = 7
"""Ems: a panel that would have to become narrower than this, to make room for a chart or text,
fades out instead."""


class PanelView:
    """One panel of the frame with its props and its lens."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        wide = 2 * max(setting.space.half[:2])
        least = LEAST_WIDTH * setting.layout.em
        narrow = setting.narrow
        self._leaves = setting.panel.leaves or (narrow is not None and narrow[0] * wide < least)
        self.lens = Lens(
            offset=setting.offset, floor=-setting.space.half[2], rect=setting.panel.rect
        )
        self.props: list[Prop] = []
        for name, prop in panel_props(setting):
            self.props.append(name_mobjects(prop, name, setting.panel))
            for mesh in prop.mobjects:
                if not mesh.fixed_in_frame:
                    mesh.lens = self.lens

    def show(self, t: float) -> None:
        """Set the panel to the moment `t`, seconds."""
        aim(self.lens, self.setting, t)
        for prop in self.props:
            prop.show(t)
        share = self._share(t)
        if share < 1.0:
            for prop in self.props:
                for mesh in prop.mobjects:
                    mesh.opacity *= share

    def _share(self, t: float) -> float:
        """Opacity of the panel at `t` seconds, 0 to 1.

        A panel fades out when a chart or text takes its place, and has gone when the newcomer has
        half its opacity.
        """
        setting = self.setting
        inset = setting.panel.inset
        shown = setting.timeline.shown(inset, t) if inset else 1.0
        if inset or self._leaves or setting.layout.crowded:
            return shown * setting.spells.picture(t)
        return 1.0
