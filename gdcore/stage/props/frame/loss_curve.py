"""The chart of the function's value against the step, for every descent."""

from __future__ import annotations

from gdcore.stage.props.parts.step_chart import StepChartProp, loss_chart
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.story import Cue


@on_frame("loss_curve", order=34)
def loss_curve_prop(setting: Setting, cue: Cue) -> StepChartProp:
    """f against the step; cue.text "log" makes its axis logarithmic."""
    return loss_chart(setting, cue, setting.slots.aside(cue), False)
