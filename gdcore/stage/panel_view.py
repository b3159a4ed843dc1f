"""One panel of the frame: its props, and the lens through which it is seen."""

from __future__ import annotations

from gdcore.stage.aim import aim
from gdcore.stage.layout.lens import Lens
from gdcore.stage.props.company import Company
from gdcore.stage.props.parts.naming import name_mobjects
from gdcore.stage.props.registry import Prop, panel_props
from gdcore.stage.setting import Setting


class PanelView:
    """One panel of the frame with its props and its lens."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.lens = Lens(
            offset=setting.fit.box.usual[1], floor=-setting.space.half[2], rect=setting.panel.rect
        )
        self.company = Company(setting, panel_props(setting), self.enter)

    def enter(self, prop: Prop, name: str) -> None:
        """Let a prop stand in the panel: give it a name, and its mobjects the panel's lens."""
        name_mobjects(prop, name, self.setting.panel)
        for mesh in prop.mobjects:
            if not mesh.fixed_in_frame:
                mesh.lens = self.lens

    def show(self, t: float) -> None:
        """Set the panel to the moment `t`, seconds."""
        aim(self.lens, self.setting, t)
        props = self.company.props
        for prop in props:
            prop.show(t)
        share = self.share(t)
        if share < 1.0:
            for prop in props:
                for mesh in prop.mobjects:
                    mesh.opacity *= share

    def share(self, t: float) -> float:
        """Opacity of the panel at `t` seconds, 0 to 1.

        A panel fades out when a chart or text takes its place, and has gone when the newcomer has
        half its opacity.
        """
        setting, inset = self.setting, self.setting.panel.inset
        if not setting.fit.gives_way:
            return 1.0
        shown = setting.timeline.shown(inset, t) if inset else 1.0
        return shown * setting.spells.picture(t)
