"""The function's formula along the top of the frame."""

from __future__ import annotations

from gdcore.stage.layout.regions import Layout
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.formula_label import formula_label
from gdcore.stage.props.registry import on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson


@on_frame("formula", order=10)
class FormulaProp(CueProp):
    """The function's formula along the top; where it is long, until numbers need its place."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        layout = setting.layout
        self._setting = setting
        label = formula_label(setting.lesson, layout, setting.theme)
        super().__init__(cue, [label.put(layout.left, layout.top, align=(-1, 1))])

    def show(self, t: float) -> None:
        super().show(t)
        share = self._setting.spells.formula(t)
        for mobject in self.mobjects:
            mobject.opacity *= share


@takes_room("formula", "header")
def formula_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The formula's width and height."""
    label = formula_label(lesson, layout, theme)
    return label.width, label.height
