"""The process that computes and draws: it alone has OpenGL, and does one thing after the other.

The server calls the methods of `Easel` by name through a pipe (`atelier.py`). Ending the process
ends whatever it computes.
"""

from __future__ import annotations

import gc
import io
import logging
import signal
import sys
import traceback
from collections import OrderedDict
from collections.abc import Callable, Hashable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, TypeVar

from gdcore.studio.messages import (
    LIVE_STEPS,
    BeatLine,
    Dragged,
    Faulty,
    FoundFault,
    Heavy,
    Hover,
    Overview,
    Source,
    Warned,
)

if TYPE_CHECKING:
    from gdcore.spec import Spec
    from gdcore.stage.live import LivePicture
    from gdcore.stage.picking import Picking
    from gdcore.story import Timeline

FPS = 60.0
KEPT_TIMELINES, KEPT_PICTURES = 4, 3
"""Lessons and stages that are kept: for two tabs, and for going to and fro between two texts."""
SHEET_SIZE, SHEET_COLUMNS = (640, 360), 4
MOST_LITTER = 8
"""Stages after which memory is given back; earlier in a pause of so many seconds:"""
IDLE = 0.5
GRAB = 16.0
"""Pixels around a start's place in which it can be grabbed."""
QUICK_STEPS = 20_000
"""The most steps of a descent that follows the pointer."""


Kept = TypeVar("Kept")


class Easel:
    """Draws lessons; each method is called with a `Source` first.

    Raises:
        SpecError: the text is at fault (in all methods but `overview`, which returns the faults).
        StageError: OpenGL can't start.
    """

    def __init__(self) -> None:
        self._timelines: OrderedDict[Hashable, Timeline] = OrderedDict()
        self._pictures: OrderedDict[Hashable, LivePicture] = OrderedDict()
        self._picking: tuple[Hashable, Picking] | None = None
        self.built = 0  # stages since the last call of `tidy`

    def tidy(self) -> None:
        """Give back the memory of stages that are no longer kept."""
        # Props and settings refer to each other, and Python seldom looks for such circles by
        # itself: it counts objects, not the megabytes of their arrays.
        gc.collect()
        self.built = 0

    def overview(self, source: Source) -> Overview | Faulty | Heavy:
        """What a page shows of a lesson, or why there is no lesson."""
        from gdcore.spec import SpecError, as_mapping
        from gdcore.story import transcript

        try:
            if source not in self._timelines:
                spec = _spec(source)
                steps = sum(plan.steps for plan in spec.descents)
                if steps > LIVE_STEPS and not source.force:
                    return Heavy(steps)
            timeline = self._timeline(source)
        except SpecError as error:
            return Faulty(error.faults)
        lesson = timeline.lesson
        beats = tuple(
            BeatLine(b.index, b.name, b.start, b.end, b.caption or "", b.chapter)
            for b in timeline.beats
        )
        return Overview(
            timeline.beats[0].chapter if timeline.beats else source.path.stem,
            timeline.duration,
            lesson.spec.theme,
            lesson.variables,
            lesson.domain,
            beats,
            tuple(timeline.captions()),
            transcript(timeline),
            tuple(d.start for d in lesson.descents),
            tuple(d.label for d in lesson.descents),
            lesson.spec.listed,
            {key: value for key, value in as_mapping(lesson.spec).items() if key != "story"},
            tuple(_options(b.options) for b in timeline.beats),
        )

    def picture(
        self,
        source: Source,
        size: tuple[int, int],
        t: float,
        form: str = "JPEG",
        turn: tuple[float, float] = (0.0, 0.0),
    ) -> bytes:
        """The frame nearest to `t` seconds as an image file.

        size: (width, height) in pixels; form: "JPEG" or "PNG"; turn: degrees by which azimuth and
        elevation of the views are moved on.
        """
        from PIL import Image

        live = self._live(source, size)
        t = live.moment(min(max(t, 0.0), live.timeline.duration))
        if turn != (0.0, 0.0):
            from gdcore.stage.picking import turned

            for view in live.views:
                turned(view.setting, t, *turn)
        frame = live.frame(t)
        if turn != (0.0, 0.0):
            for view in live.views:
                view.setting.aimed.clear()
        self._picking = None
        stream = io.BytesIO()
        options: dict[str, Any] = {"quality": 90, "subsampling": 0} if form == "JPEG" else {}
        Image.fromarray(frame[..., :3]).save(stream, form, **options)
        return stream.getvalue()

    def sheet(self, source: Source) -> bytes:
        """A contact sheet as a PNG file: a still of each beat, four in a row."""
        from PIL import Image

        timeline, (wide, high) = self._timeline(source), SHEET_SIZE
        rows = -(-len(timeline.beats) // SHEET_COLUMNS)
        sheet = Image.new("RGB", (SHEET_COLUMNS * wide, rows * high))
        for k, beat in enumerate(timeline.beats):
            data = self.picture(source, SHEET_SIZE, beat.start + 0.7 * beat.seconds, "PNG")
            place = (k % SHEET_COLUMNS * wide, k // SHEET_COLUMNS * high)
            sheet.paste(Image.open(io.BytesIO(data)), place)
        stream = io.BytesIO()
        sheet.save(stream, "PNG")
        return stream.getvalue()

    def hover(
        self, source: Source, size: tuple[int, int], t: float, column: float, row: float
    ) -> Hover | None:
        """What is under the pointer at a pixel of the picture; None beside the surface."""
        picking = self._picked(source, size, t)
        grabbed = min(
            ((abs(complex(x - column, y - row)), index) for index, x, y in picking.starts()),
            default=(GRAB + 1, 0),
        )
        touch = picking.touch(column, row)
        if touch is None:
            return None
        lesson = self._timeline(source).lesson
        number, vector = lesson.rounding.number, lesson.rounding.vector
        lines = [f"{lesson.rounding.place(touch.point)}: f = {number(touch.value)}"]
        lines.append(f"∇f = {vector(touch.gradient)}")
        if lesson.descents and not hasattr(lesson.descents[0].learning_rate, "at"):
            descent = lesson.descents[0]
            rate = descent.learning_rate
            if descent.optimizer == "gradient_descent" and isinstance(rate, float):
                step = [-rate * g for g in touch.gradient]
                lines.append(f"step with η = {number(rate)}: {vector(step)}")
        start = grabbed[1] if grabbed[0] <= GRAB else None
        return Hover(touch.point, touch.panel, "\n".join(lines), start)

    def starts(
        self, source: Source, size: tuple[int, int], t: float
    ) -> list[tuple[int, float, float]]:
        """(descent, column, row) in pixels of the starts in the picture at `t` seconds."""
        return self._picked(source, size, t).starts()

    def drag(
        self,
        source: Source,
        size: tuple[int, int],
        t: float,
        descent: int | None,
        column: float,
        row: float,
    ) -> tuple[Hover, Dragged] | None:
        """The descent from the point under the pointer; None beside the surface.

        descent: whose method and learning rate to take; None: the first one's.
        """
        from gdcore.maths import Stop, descend
        from gdcore.spec import make_estimator

        picking = self._picked(source, size, t)
        touch = picking.touch(column, row)
        lesson = self._timeline(source).lesson
        if touch is None or not lesson.spec.descents:
            return None
        spec, plan = lesson.spec, lesson.spec.descents[descent or 0]
        trajectory = descend(
            lesson.function,
            touch.point,
            plan.optimizer,
            plan.learning_rate,
            min(plan.steps, QUICK_STEPS),
            Stop(spec.stop.gradient_norm, spec.stop.step_length),
            lesson.domain,
            spec.outside,
            make_estimator(spec.data, plan.batch_size, plan.noise),
        )
        rounding = lesson.rounding
        end = f"{rounding.place(trajectory.points[-1].tolist())}"
        value = rounding.number(float(trajectory.values[-1]))
        text = (
            f"start {rounding.place(touch.point)}\n{trajectory.steps} steps to {end}, f = {value}"
        )
        path = picking.path(trajectory.points[:2000], touch.panel)
        return Hover(touch.point, touch.panel, text, descent), Dragged(tuple(path), text)

    def viewpoint(self, source: Source, t: float) -> tuple[float, float]:
        """Azimuth and elevation in degrees from which the film is seen at `t` seconds."""
        value = self._timeline(source).value
        return value("camera.azimuth", t), value("camera.elevation", t)

    def stability(self, source: Source) -> float | None:
        """2/λmax: the largest learning rate with which gradient descent settles at the lowest
        minimum that a descent of the lesson has reached; None if no descent has converged.

        λmax is the largest eigenvalue of f's Hessian there.
        """
        import numpy as np

        lesson = self._timeline(source).lesson
        ends = [d.trajectory for d in lesson.descents if d.trajectory.outcome == "converged"]
        if not ends:
            return None
        lowest = min(ends, key=lambda trajectory: float(trajectory.values[-1]))
        hessian = np.atleast_2d(lesson.function.hessian(lowest.points[-1]))
        if not np.isfinite(hessian).all():
            return None
        largest = float(np.linalg.eigvalsh(hessian)[-1])
        return 2 / largest if largest > 0 else None

    def warnings(self, source: Source) -> list[Warned]:
        """What is valid in the text but probably not meant, as `gdcore check` tells it."""
        from gdcore.story.warnings import warnings

        lesson = self._timeline(source).lesson
        faults = [lesson.spec.places.fault(w.path, w.message) for w in warnings(lesson)]
        return [Warned(f.line, f"{f.path}: {f.message}" if f.path else f.message) for f in faults]

    def lint(self, source: Source, size: tuple[int, int]) -> list[FoundFault]:
        """Claims of the spec that are false, and the linter's findings in frames of this size."""
        from gdcore.stage.lint import lint
        from gdcore.story.claims import claim_faults

        timeline = self._timeline(source)
        end, last = timeline.duration, len(timeline.beats) - 1
        claims = [FoundFault(end, end, last, str(f)) for f in claim_faults(timeline.lesson)]
        return claims + [
            FoundFault(
                f.start,
                f.end,
                timeline.beat_at(f.start).index,
                f"{f.message}: {f.name}; {f.advice}",
            )
            for f in lint(timeline, size)
        ]

    def _timeline(self, source: Source) -> Timeline:
        return _kept(self._timelines, source, lambda: _timeline(source), KEPT_TIMELINES)

    def _live(self, source: Source, size: tuple[int, int]) -> LivePicture:
        from gdcore.stage.live import LivePicture

        self.built += (source, size) not in self._pictures
        return _kept(
            self._pictures,
            (source, size),
            lambda: LivePicture(self._timeline(source), size),
            KEPT_PICTURES,
        )

    def _picked(self, source: Source, size: tuple[int, int], t: float) -> Picking:
        """The picture at `t` seconds, ready to be asked what is where."""
        from gdcore.stage.picking import Picking

        live = self._live(source, size)
        t = live.moment(min(max(t, 0.0), live.timeline.duration))
        key = (source, size, t)
        if self._picking is None or self._picking[0] != key:
            live.stage.show(t, live.camera)
            self._picking = key, Picking(live, t)
        return self._picking[1]


def _kept(
    store: OrderedDict[Hashable, Kept], key: Hashable, make: Callable[[], Kept], most: int
) -> Kept:
    """The value of a key, made if it is not there; those used last are kept."""
    if key in store:
        store.move_to_end(key)
        return store[key]
    while len(store) >= most:
        store.popitem(last=False)
    store[key] = make()
    return store[key]


def _options(beat: object) -> dict[str, Any]:
    from gdcore.spec.beat import Beat

    return beat.model_dump(by_alias=True) if isinstance(beat, Beat) else {}


def _timeline(source: Source) -> Timeline:
    from gdcore.stage.scene import lesson_timeline

    return lesson_timeline(_spec(source), FPS)


def _spec(source: Source) -> Spec:
    from gdcore.spec.loading import SpecText

    spec = SpecText(source.text, source.path.name, source.path).load()
    return spec.model_copy(update={"theme": source.theme}) if source.theme else spec


def run(pipe: Connection) -> None:
    """Answer calls (method, arguments) by (True, result) or (False, exception), until the pipe is
    closed."""
    # Ctrl-C in the terminal reaches this process, too; the server decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("manim").setLevel("ERROR")
    easel = Easel()
    while True:
        try:
            method, arguments = pipe.recv()
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = True, getattr(easel, method)(*arguments)
        except Exception as error:
            answer = False, _portable(error)
        try:
            pipe.send(answer)
        except (BrokenPipeError, OSError):
            return
        if easel.built >= MOST_LITTER or (easel.built and not pipe.poll(IDLE)):
            easel.tidy()


def _portable(error: Exception) -> Exception:
    """An exception that can travel to another process; a mistake of ours is printed here."""
    from gdcore.spec import SpecError
    from gdcore.stage.errors import StageError

    if isinstance(error, SpecError):
        return ValueError(str(error))
    if not isinstance(error, StageError):
        traceback.print_exc(file=sys.stderr)
    return RuntimeError(f"{error}" or type(error).__name__)
