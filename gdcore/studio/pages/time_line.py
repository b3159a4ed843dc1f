"""The time line below the picture: the beats, the slider, the clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nicegui import events, ui

from gdcore.studio.messages import BeatLine, Overview


class TimeLine:
    """The beats of a lesson side by side, each as wide as it is long, and the moment among them.

    seek: called with the seconds to go to; scrub: the same while the slider is being moved.

    Attributes:
        marks: stands above the beats, for what was found.
    """

    def __init__(self, seek: Callable[[float], None], scrub: Callable[[float], None]) -> None:
        self._seek, self._scrub = seek, scrub
        self._lesson: Overview | None = None
        self._t = 0.0
        self._segments: list[ui.element] = []
        self._now = -1  # index of the segment that is lit
        self.marks = ui.element("div").classes("marks")
        self._beats = ui.element("div").classes("beats")
        # The focus is on what is around the slider: its arrow keys are the page's, which steps by
        # seconds, while Quasar's own step by a sixtieth.
        with ui.element("div").classes("time-focus") as self._focus:
            self._focus.props('tabindex=0 role=slider aria-label="Time" aria-valuemin=0')
            self._slider = (
                ui.slider(min=0, max=1, step=1 / 60, value=0)
                .props("dense label-always=false color=primary tabindex=-1 aria-hidden=true")
                .classes("time-slider")
            )
        self._slider.on("update:model-value", self._scrubbed, throttle=0.02)

    def build_clock(self) -> None:
        """Put the clock and the beat's name where elements are being added."""
        self._clock = ui.label("0:00.0").classes("clock")
        self._name = ui.label().classes("beat-name")

    def show(self, lesson: Overview) -> None:
        """Show the beats of a lesson."""
        self._lesson = lesson
        self._slider.props(f"max={lesson.duration:.6f}")
        self._focus.props(f"aria-valuemax={lesson.duration:.1f}")
        self._beats.clear()
        self._segments, self._now = [], -1
        with self._beats:
            for beat in lesson.beats:
                segment = ui.element("div").classes("beat")
                segment.style(f"flex-grow: {max(beat.end - beat.start, 0.01):.3f}")
                go = partial(self._seek, beat.start)
                segment.on("click", go).on("keydown.enter", go)
                name = beat.name.replace("_", " ")
                segment.props(f'data-beat={beat.index} tabindex=0 role=button aria-label="{name}"')
                self._segments.append(segment)
                with segment:
                    ui.label(name)
                    ui.tooltip(_about(beat)).classes("beat-tip")

    def set_time(self, t: float) -> None:
        """Show a moment of the lesson, seconds."""
        if self._lesson is None:
            return
        self._t = t
        self._slider.set_value(t)
        if (told := f"{clock(t)} / {clock(self._lesson.duration)}") != self._clock.text:
            self._clock.set_text(told)
            self._focus.props(f'aria-valuenow={t:.1f} aria-valuetext="{clock(t)}"')
        beats = self._lesson.beats
        now = max((b.index for b in beats if b.start <= t + 1e-9), default=-1)
        if now == self._now or not 0 <= now < len(self._segments):
            return
        if self._now >= 0:
            self._segments[self._now].classes(remove="now")
        self._now = now
        self._segments[now].classes(add="now")
        self._name.set_text(beats[now].name.replace("_", " "))

    def _scrubbed(self, event: events.GenericEventArguments) -> None:
        if self._lesson is None or event.args is None:
            return
        t = float(event.args)
        if abs(t - self._t) > 1e-6:
            self._scrub(t)


def _about(beat: BeatLine) -> str:
    seconds = f"{beat.name.replace('_', ' ')}, {clock(beat.start)} to {clock(beat.end)}"
    return f"{seconds}: {beat.caption}" if beat.caption else seconds


def clock(seconds: float) -> str:
    """0:07.3."""
    minutes, rest = divmod(round(seconds, 1), 60)
    return f"{int(minutes)}:{rest:04.1f}"
