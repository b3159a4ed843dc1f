"""The small charts beside the picture: the loss, and the learning rate."""

from __future__ import annotations

import math

import numpy as np

from gdcore.stage.props.parts.scale import Scale
from gdcore.stage.props.parts.step_chart import StepChartProp, loss_chart
from gdcore.stage.props.registry import Prop, on_frame
from gdcore.stage.setting import Setting
from gdcore.story import Cue


@on_frame("inset_loss", order=36)
def inset_loss_prop(setting: Setting, cue: Cue) -> Prop:
    """The chart of f against the step, as an inset."""
    return loss_chart(setting, cue, setting.slots.inset(cue), True)


@on_frame("inset_schedule", order=38)
def inset_schedule_prop(setting: Setting, cue: Cue) -> Prop:
    """The chart of the learning rate of each step, as an inset."""
    rows = []
    for descent in setting.lesson.descents:
        rates = descent.trajectory.learning_rates
        # Point k is drawn with the rate of the step from k to k + 1; the last point with the last.
        rows.append(np.append(rates, rates[-1:]) if len(rates) else np.array([np.nan]))
    values = np.concatenate(rows) if rows else np.zeros(0)
    scale = Scale.around(values)
    top = scale.high if math.isfinite(scale.high) and scale.high > 0 else 1.0
    region = setting.slots.inset(cue)
    return StepChartProp(setting, cue, region, rows, Scale(0.0, top), "$eta$", True)
