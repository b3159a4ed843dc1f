"""Who has the place of the numbers, in frames that have one place for both numbers and legends."""

from __future__ import annotations

from gdcore.stage.setting import Setting

MOST_NAMED = 6
"""With more critical points the labels hold values alone, and a list says which sign is which
kind."""


def names_kinds(setting: Setting) -> bool:
    """Whether there is room to name each critical point's kind beside it."""
    small, upright = setting.panel.small, not setting.layout.wide
    if small and upright:  # the names would cover what they name
        return False
    return len(setting.lesson.landscape.points) <= MOST_NAMED // (2 if small or upright else 1)


def numbers_stay(setting: Setting, t: float) -> float:
    """How much of the read-out or the table stays at `t` while a legend has its place, 0 to 1."""
    if setting.layout.wide:
        return 1.0
    timeline = setting.timeline
    taken = setting.told(t)
    if not setting.layout.several:
        taken = max(taken, timeline.shown("update_rule", t))
    if timeline.cues_of("critical_points") and not names_kinds(setting):
        taken = max(taken, timeline.shown("critical_points", t))
    # They have gone before what follows can be read, and come when it is nearly gone.
    return max(0.0, 1.0 - 2.0 * taken)
