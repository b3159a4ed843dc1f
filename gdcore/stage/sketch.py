"""A changed lesson's picture before all is known of it: in the places and times of the one before.

What a beat says may rest on facts that take a search: critical points, basins. Landscape, axes,
descents and their numbers do not. They are drawn at once where the last picture had them; words
and marks come with the lesson's own picture.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from gdcore.stage.film.frames import Frame
from gdcore.stage.layout.arrangement import panels_of
from gdcore.stage.layout.panel_fit import PanelFit
from gdcore.stage.live import LivePicture
from gdcore.stage.manim_adapter.renderer import paint
from gdcore.stage.props.registry import OF_PANEL, ON_FRAME
from gdcore.stage.stage import Stage
from gdcore.story import Lesson, Timeline
from gdcore.story.computing import NotYetKnown


def draw_sketch(before: LivePicture, lesson: Lesson, t: float) -> Frame | None:
    """The landscape and the descents of a lesson at `t` seconds of the timeline of another one.

    Args:
        before: the picture of the lesson as it was before the change.
        lesson: the changed one, of `compute_sketch`.
        t: seconds.

    Returns:
        (height, width, 4) RGBA, good until the next call. None where nothing of it would be seen,
        or where the two lessons are too unlike to be told at the same times.
    """
    stage, old = before.stage, before.timeline.lesson
    if not isinstance(stage, Stage) or not stage.views or not _alike(old, lesson):
        return None
    with suppress(NotYetKnown):
        sketched = _sketched(before.timeline, lesson)
        arrangement, settings = stage.views[0].setting.arrangement, []
        panels = panels_of(sketched, arrangement.layout)
        fits = tuple(
            PanelFit.of(panel, sketched, arrangement.layout, arrangement.spells) for panel in panels
        )
        drawn = Stage.arranged(
            sketched, replace(arrangement, panels=fits, principal=fits[0]), stage.size
        )
        settings = [view.setting for view in drawn.views]
        if any(setting.presence(t) > 0 for setting in settings):
            drawn.show(t, before.camera)
            return paint(before.camera, drawn.present)
    return None


def _alike(old: Lesson, new: Lesson) -> bool:
    """Whether the times and places of a lesson serve for another one."""
    a, b = old.spec, new.spec
    return (
        old.variables == new.variables
        and len(old.descents) == len(new.descents)
        and (a.story, a.layout, a.theme, a.language) == (b.story, b.layout, b.theme, b.language)
    )


def _sketched(timeline: Timeline, lesson: Lesson) -> Timeline:
    """The timeline with another lesson, and with what follows from that alone."""
    entries = (*OF_PANEL.values(), *ON_FRAME.values())
    kept = {entry.name for entry in entries if entry.each != "cue"}
    cues = tuple(cue for cue in timeline.cues if cue.prop in kept)
    return replace(timeline, lesson=lesson, cues=cues)
