"""In which corner beside a picture a card stands: where it leaves the picture the most."""

from __future__ import annotations

from dataclasses import replace

from gdcore.stage.layout.framing import fit, meet
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Corner, Layout
from gdcore.stage.layout.silhouette import Silhouette, landscape
from gdcore.stage.layout.space import Space
from gdcore.story import Timeline

_SIDES = ((-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (1.0, 1.0))
"""Left or right, below or above: the earlier ones are nearer to where reading begins."""
_BETTER = 1.02  # times as large has the picture to be for a later one


def cornered(panel: Panel, timeline: Timeline, layout: Layout) -> Layout:
    """The layout with each of its cards in the corner that leaves a surface the most room.

    Beside a map or a curve there are no corners, but a column.
    """
    if panel.kind != "surface":
        return replace(layout, corners=())
    lesson = timeline.lesson
    space = Space.of_lesson(lesson)
    drawn = landscape(space, lesson.function)

    def chosen(corner: Corner) -> Corner:
        t = (corner.start + corner.end) / 2
        angle = (timeline.value("camera.azimuth", t), timeline.value("camera.elevation", t))
        seen = Silhouette.of_box(space, drawn, angle, panel.axes, True)
        own = layout.corner_region(corner)
        texts = [k.region for k in panel.taken if k.shown(t) and k.region != own]
        best, largest = corner, 0.0
        for align in _SIDES:
            other = replace(corner, align=align)
            place = layout.corner_region(other)
            beyond = place[1] < layout.usual_floor - 1e-9
            if beyond or any(meet(place, text) for text in texts):
                continue
            zoom, _ = fit(seen, panel.region, [*texts, place], layout.em)
            if zoom > _BETTER * largest:
                best, largest = other, zoom
        return best

    return replace(layout, corners=tuple(map(chosen, layout.corners)))
