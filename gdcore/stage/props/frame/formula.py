"""What is written on the frame: title card, captions, the formula, the update rule."""

from __future__ import annotations

from gdcore.stage.layout.regions import Layout
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.formula_label import formula_label
from gdcore.stage.props.registry import Size, on_frame, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Timeline


@on_frame("formula", order=10)
class FormulaProp(CueProp):
    """The function's formula along the top; where it is long, until numbers need its place."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        layout = setting.layout
        self._setting = setting
        width = layout.right - layout.left
        label = formula_label(setting.lesson, layout.em, layout.big, width, setting.theme)
        super().__init__(cue, [label.put(layout.left, layout.top, align=(-1, 1))])

    def show(self, t: float) -> None:
        super().show(t)
        share = self._setting.spells.formula(t)
        for mobject in self.mobjects:
            mobject.opacity *= share


@takes_room("header")
def formula_room(timeline: Timeline, layout: Layout, theme: Theme) -> Size:
    """The formula's width, and its height if it is ever shown."""
    width = layout.right - layout.left
    label = formula_label(timeline.lesson, layout.em, layout.big, width, theme)
    return label.width, label.height if timeline.cues_of("formula") else 0.0
