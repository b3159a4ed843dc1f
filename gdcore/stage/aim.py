"""The lens of a panel at any moment of a lesson: viewpoint, zoom, offset, flattening."""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.view import View
from gdcore.stage.layout.lens import ABOVE, FOCAL, Lens
from gdcore.stage.setting import Setting


def aim(lens: Lens, setting: Setting, t: float) -> None:
    """Set a panel's lens to the moment `t`, seconds."""
    # Several props ask for the lens of the same moment in turn.
    if t not in setting.aimed:
        fresh = Lens(floor=-setting.space.half[2])
        _set(fresh, setting, t)
        setting.aimed.clear()
        setting.aimed[t] = fresh
    vars(lens).update(vars(setting.aimed[t]))


def _set(lens: Lens, setting: Setting, t: float) -> None:
    value = setting.timeline.value
    if setting.panel.kind == "map":
        lens.azimuth, lens.elevation = ABOVE
    else:
        lens.azimuth = value("camera.azimuth", t) + setting.panel.turn
        lens.elevation = value("camera.elevation", t)
    flat = setting.flatness(t)
    lens.squash = max(1.0 - flat, 1e-3)  # not quite flat: trails stay above the ground
    zoom, lens.offset = setting.fit_at(t)
    # Half-way to the map the camera looks aslant and perspective enlarges the near side, so the
    # picture is made up to 7 % smaller there.
    slanted = 1 - 0.28 * flat * (1 - flat)
    lens.zoom = zoom * slanted
    if not setting.panel.inset:  # an inset always shows the whole domain
        lens.zoom *= value("camera.zoom", t)
    lens.centre, lens.rect = (0.0, 0.0, 0.0), setting.panel.rect
    if not setting.panel.inset:
        _close_up(lens, setting, t)
    if setting.panel.rect is not None:
        lens.rect = setting.fit.region(0.0 if setting.panel.inset else setting.spells.aside(t))


def lens_at(setting: Setting, t: float) -> Lens:
    """A panel's lens at the moment `t`, seconds."""
    lens = Lens(floor=-setting.space.half[2])
    aim(lens, setting, t)
    return lens


def view_at(setting: Setting, t: float) -> View:
    """The projection from a panel's scene space to the frame's pixels at `t` seconds."""
    layout, lens = setting.layout, lens_at(setting, t)
    ppu = layout.pixels_per_unit
    pixels = (round(layout.width * ppu), round(layout.height * ppu))
    frame = (layout.width, layout.height)
    return lens.view(View(np.eye(3), np.zeros(3), FOCAL, 1.0, frame, pixels))


def _close_up(lens: Lens, setting: Setting, t: float) -> None:
    """Move the lens's centre to a point of the surface: a fixed one, or the place of ball 0."""
    timeline, space = setting.timeline, setting.space
    centre, total = np.zeros(3), 0.0
    for name, weight in ((n, timeline.value(f"{n}.weight", t)) for n in ("focus", "follow")):
        if weight <= 0:
            continue
        point = (
            timeline.position(0, t)
            if name == "follow"
            else tuple(timeline.value(f"focus.{k}", t) for k in range(space.dimension))
        )
        place, _, _ = setting.on_surface(point)
        if not np.isfinite(place).all():
            continue
        place[2] = lens.floor + (place[2] - lens.floor) * lens.squash
        centre += weight * place
        total += weight
    if total <= 0:
        return
    centre /= max(total, 1.0)
    total = min(total, 1.0)
    lens.centre = (float(centre[0]), float(centre[1]), float(centre[2]))
    whole, close = setting.panel.region, setting.panel.close_up
    left, bottom, right, top = close
    x, y = lens.offset
    lens.offset = (
        x + total * ((left + right) / 2 - x),
        y + total * ((bottom + top) / 2 - y),
    )
    # A close-up is larger than the panel's region: clip it, lest it should run into the texts.
    if lens.rect is None:
        em = setting.layout.em
        close = (left + 0.9 * em, bottom + 0.6 * em, right, top)
        left, bottom, right, top = (a + total * (b - a) for a, b in zip(whole, close, strict=True))
        lens.rect = left, bottom, right, top
