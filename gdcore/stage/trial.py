"""A lesson's picture with one descent begun elsewhere, without building the whole film anew."""

from __future__ import annotations

from dataclasses import replace

from gdcore.maths import Trajectory
from gdcore.stage.film.frames import Frame
from gdcore.stage.live import LivePicture
from gdcore.stage.manim_adapter.renderer import paint
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.panel_view import PanelView
from gdcore.stage.props.registry import Awaited
from gdcore.stage.stage import Stage
from gdcore.story import Cue, Timeline
from gdcore.story.height_field import visible_steps
from gdcore.story.track import Track
from gdcore.story.traits import props_that, traits_of


def draw_trial(live: LivePicture, t: float, descent: int, trajectory: Trajectory) -> Frame:
    """The landscape at `t` seconds with a whole descent on it, its ball at the start.

    Args:
        live: the lesson's picture; its stage must be the house's own.
        t: seconds.
        descent: the index of the descent of the lesson in whose place `trajectory` is drawn.
        trajectory: of any start; the surface, the axes and the other descents are the lesson's.

    Returns:
        (height, width, 4) RGBA, good until the next call. What a beat says, numbers included, is
        of the lesson as it is, so it is left out.
    """
    stage = live.stage
    assert isinstance(stage, Stage)
    stage.show(t, live.camera)
    tried = _timeline(live.timeline, descent, trajectory)
    mobjects: list[Mesh] = []
    for view in stage.views:
        for awaited, prop in view.company.built:
            if awaited.descent == descent:
                mobjects += _tried(view, awaited, tried, descent, t)
            elif awaited.each != "cue":
                mobjects += prop.mobjects
    for awaited, prop in stage.frame.built:
        if awaited.each != "cue":
            mobjects += prop.mobjects
    return paint(live.camera, mobjects)


def _timeline(timeline: Timeline, descent: int, trajectory: Trajectory) -> Timeline:
    """The timeline whose lesson has the other trajectory, with ball and trail there all the time.

    The ball has made no step.
    """
    lesson = timeline.lesson
    seen = visible_steps(trajectory.points, lesson.domain)
    start = tuple(trajectory.points[0].tolist())
    changed = replace(
        lesson.descents[descent], start=start, trajectory=trajectory, visible_steps=seen
    )
    descents = [*lesson.descents]
    descents[descent] = changed
    parts = (*props_that(of_descent="place"), *props_that(of_descent="path"))
    cues = [c for c in timeline.cues if not (c.prop in parts and c.descent == descent)]
    cues += [Cue(prop, 0.0, timeline.duration + 1.0, descent=descent) for prop in parts]
    return replace(
        timeline,
        lesson=replace(lesson, descents=tuple(descents)),
        cues=tuple(cues),
        tracks={**timeline.tracks, f"steps.{descent}": Track.constant(0.0)},
    )


def _tried(
    view: PanelView, awaited: Awaited, tried: Timeline, descent: int, t: float
) -> list[Mesh]:
    """The mobjects of a prop of the descent, as they are on the other timeline."""
    if traits_of(awaited.name).of_descent == "path":
        steps = tried.lesson.descents[descent].trajectory.steps
        whole = {**tried.tracks, f"steps.{descent}": Track.constant(steps)}
        tried = replace(tried, tracks=whole)
    prop = awaited.build(replace(view.setting, timeline=tried, aimed={}))
    view.enter(prop, awaited.name)
    prop.show(t)
    share = view.share(t)
    for mesh in prop.mobjects:
        mesh.opacity *= share
    return [*prop.mobjects]
