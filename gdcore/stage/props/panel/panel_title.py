"""The title above each of several panels."""

from __future__ import annotations

from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.parts.abridging import abridged
from gdcore.stage.props.parts.swatch import swatch
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting
from gdcore.stage.text.typeset import escape

_TITLE_SIGN = 2.3  # ems: width of the swatch before a panel's title, and of the space around both


@in_panel("axes", order=30, each="panel", when=lambda s: bool(s.panel.title))
class PanelTitleProp:
    """The label of a panel's descent, above the panel, with a swatch of the descent's colour."""

    def __init__(self, setting: Setting) -> None:
        self._timeline, panel = setting.timeline, setting.panel
        layout, theme = setting.layout, setting.theme
        left, _, right, top = panel.region
        room = right - left - _TITLE_SIGN * layout.em
        title = abridged(panel.title, lambda t: layout.label(escape(t), layout.em).width <= room)
        label = layout.label(escape(title), layout.em, theme.text)
        y = top + 0.8 * layout.em
        middle = (left + right) / 2
        if panel.kind == "map":  # it is not in the middle where it has numbers at its left
            middle = setting.fit.flat.at(0.0)[1][0]
        label.put(middle + 0.6 * layout.em, y, align=(0, 0))
        x = float(label.get_left()[0]) - 1.5 * layout.em
        signs = swatch(
            x, y, 0.9 * layout.em, 0.24 * layout.em, theme.descent(panel.descents[0]), theme
        )
        self.mobjects: list[Mesh] = [*signs, label]
        for mobject in self.mobjects:
            mobject.name = "panel title"

    def show(self, t: float) -> None:
        opacity = self._timeline.shown("axes", t)
        for mobject in self.mobjects:
            mobject.opacity = opacity
