"""The process that computes and draws: it alone has OpenGL, and does one thing after the other.

The server calls the methods of `Easel` by name through a pipe (`atelier.py`, `easel_process.py`).
"""

from __future__ import annotations

import gc
import io
from typing import TYPE_CHECKING, Any, Literal

from gdcore.studio.kept import KeptLessons
from gdcore.studio.messages import (
    LIVE_STEPS,
    BeatLine,
    Faulty,
    FoundFault,
    Heavy,
    Hover,
    Overview,
    Source,
    StableLimit,
    Warned,
    Where,
)
from gdcore.studio.pointer import descent_from, hovered, told

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngInfo

    from gdcore.stage.film.frames import Frame


SHARP, ROUGH = 94, 80
"""Qualities of JPEGs: of a picture that stands still, and of one while something moves."""


class Easel:
    """Draws lessons; each method is called with a `Source` first.

    Raises:
        SpecError: the text is at fault (in all methods but `overview`, which returns the faults).
        StageError: OpenGL can't start.
    """

    def __init__(self) -> None:
        self._kept = KeptLessons()

    @property
    def litter(self) -> int:
        """Stages built since the last call of `tidy`."""
        return self._kept.built

    def warm_up(self) -> None:
        """Import what draws, before it is needed, and take it out of what is searched for circles.

        Looking through the objects of all modules took a tenth of a second each time.
        """
        from gdcore.stage import live, picking, scene, trial  # noqa: F401
        from gdcore.stage.gl.context import open_context
        from gdcore.stage.props.rooms import load_props

        load_props()
        open_context()
        gc.collect()
        gc.freeze()

    def tidy(self) -> None:
        """Give back the memory of stages that are no longer kept."""
        # Props and settings refer to each other, and Python seldom looks for such circles by
        # itself: it counts objects, not the megabytes of their arrays.
        gc.collect()
        self._kept.built = 0

    def _too_heavy(self, source: Source) -> int | None:
        """The steps of a lesson that takes too long at every key stroke; None if it does not."""
        steps = sum(plan.steps for plan in self._kept.spec(source).descents)
        return steps if steps > LIVE_STEPS and not source.force else None

    def overview(self, source: Source) -> Overview | Faulty | Heavy:
        """What a page shows of a lesson, or why there is no lesson."""
        from gdcore.spec import SpecError, as_mapping
        from gdcore.story import transcript

        try:
            if not self._kept.has_timeline(source):
                steps = self._too_heavy(source)
                if steps is not None:
                    return Heavy(steps)
            timeline = self._kept.timeline(source)
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

    def sketch(self, source: Source, size: tuple[int, int], t: float) -> bytes | None:
        """A first picture of a changed text, an image file, where its own one takes a search.

        None where there is none: the text is at fault, nothing is to be searched for, or nothing
        was drawn before to which it could be likened.
        """
        from gdcore.spec import SpecError
        from gdcore.stage.sketch import draw_sketch
        from gdcore.story.computing import NotYetKnown, compute_sketch, searches

        before = self._kept.picture_before(source, size)
        if before is None or self._kept.has_timeline(source):
            return None
        old = before.timeline.lesson
        try:
            spec = self._kept.spec(source)
            if self._too_heavy(source) is not None or not searches(old, spec):
                return None
            frame = draw_sketch(before, compute_sketch(spec), before.moment(t))
        except (SpecError, NotYetKnown):
            return None
        self._kept.forget_picking()
        return None if frame is None else _file(frame, "JPEG")

    def picture(
        self,
        source: Source,
        size: tuple[int, int],
        t: float,
        form: str = "JPEG",
        turn: tuple[float, float] = (0.0, 0.0),
        rough: bool = False,
    ) -> bytes:
        """The frame nearest to `t` seconds as an image file.

        size: (width, height) in pixels; form: "JPEG" or "PNG"; turn: degrees by which azimuth and
        elevation of the views are moved on; rough: with half as many pixels along each side, while
        something moves.
        """
        live = self._kept.picture(source, size)
        t = live.moment(min(max(t, 0.0), live.timeline.duration))
        if turn != (0.0, 0.0):
            from gdcore.stage.picking import turned

            for view in live.views:
                turned(view.setting, t, *turn)
        half = (max(size[0] // 4 * 2, 2), max(size[1] // 4 * 2, 2))
        frame = live.frame(t, self._kept.camera(half) if rough else None)
        if turn != (0.0, 0.0):
            for view in live.views:
                view.setting.aimed.clear()
        self._kept.forget_picking()
        if form != "PNG":
            return _file(frame, form, ROUGH if rough else SHARP)
        from gdcore.stage.about import still_about

        return _file(frame, form, chunks=still_about(live.timeline, t).chunks)

    def sheet(
        self, source: Source, size: tuple[int, int], spacing: float | Literal["beat"]
    ) -> bytes:
        """A contact sheet as a PNG file: the one of `gdcore frame --every`.

        size: (width, height) of each picture in pixels; spacing: seconds, or one of each beat.
        """
        from PIL import Image

        from gdcore.stage.about import sheet_about
        from gdcore.stage.manim_adapter.file_writer import write_png
        from gdcore.stage.sheet import ContactSheet, moments_every

        timeline = self._kept.timeline(source)
        times = moments_every(timeline, spacing)
        sheet = ContactSheet(timeline, times, size)
        stream = io.BytesIO()
        image = Image.fromarray(sheet.draw(self._kept.picture(source, size)))
        write_png(image, stream, sheet_about(timeline, times).chunks)
        self._kept.forget_picking()
        return stream.getvalue()

    def hover(
        self, source: Source, size: tuple[int, int], t: float, column: float, row: float
    ) -> Hover | None:
        """What is under the pointer at a pixel of the picture; None beside the surface."""
        picking = self._kept.picking(source, size, t)
        return hovered(picking, self._kept.timeline(source).lesson, column, row)

    def starts(
        self, source: Source, size: tuple[int, int], t: float
    ) -> list[tuple[int, float, float]]:
        """(descent, column, row) in pixels of the starts in the picture at `t` seconds."""
        return self._kept.picking(source, size, t).starts()

    def drag(
        self,
        source: Source,
        size: tuple[int, int],
        t: float,
        descent: int | None,
        column: float,
        row: float,
    ) -> tuple[Hover, bytes] | None:
        """The descent from the point under the pointer, told and drawn; None beside the landscape.

        descent: whose method and learning rate to take, and in whose place it is drawn; None: the
        first one's. The picture is an image file of the landscape with the descents.
        """
        from gdcore.stage.trial import draw_trial

        picking = self._kept.picking(source, size, t)
        touch = picking.touch(column, row)
        live, lesson = self._kept.picture(source, size), self._kept.timeline(source).lesson
        if touch is None or not lesson.spec.descents:
            return None
        index = descent or 0
        trajectory = descent_from(lesson, index, touch.point)
        frame = draw_trial(live, live.moment(t), index, trajectory)
        return told(lesson, touch, trajectory, descent), _file(frame, "JPEG")

    def viewpoint(self, source: Source, t: float) -> tuple[float, float]:
        """Azimuth and elevation in degrees from which the film is seen at `t` seconds."""
        value = self._kept.timeline(source).value
        return value("camera.azimuth", t), value("camera.elevation", t)

    def stability(self, source: Source) -> StableLimit | None:
        """2/λmax, and where: at the lowest minimum that a descent has reached; while none has
        converged, at the lowest one in the domain; where none is known, at the lowest end of a
        descent. None where f is not curved upwards there.

        λmax is the largest eigenvalue of f's Hessian.
        """
        import numpy as np

        lesson = self._kept.timeline(source).lesson
        ends = [d.trajectory for d in lesson.descents if np.isfinite(d.trajectory.values[-1])]
        converged = [t for t in ends if t.outcome == "converged"]
        minima = lesson.landscape.minima if not converged and len(lesson.domain) <= 2 else ()
        place: tuple[float, ...] | None = None
        if not converged and minima:
            place, where = minima[0].point, Where.MINIMUM
        elif ends:
            lowest = min(converged or ends, key=lambda t: float(t.values[-1]))
            place = tuple(lowest.points[-1].tolist())
            where = Where.REACHED if converged else Where.END
        if place is None:
            return None
        hessian = np.atleast_2d(lesson.function.hessian(np.array(place)))
        if not np.isfinite(hessian).all():
            return None
        λ = np.linalg.eigvalsh(hessian)
        if where is Where.REACHED and λ[0] <= 0:
            where = Where.END  # at rest on a saddle or a plateau
        written = lesson.rounding.place(place)
        return StableLimit(2 / float(λ[-1]), where, written) if λ[-1] > 0 else None

    def warnings(self, source: Source) -> list[Warned]:
        """What is valid in the text but probably not meant, as `gdcore check` tells it."""
        from gdcore.story.warnings import warnings

        lesson = self._kept.timeline(source).lesson
        faults = [lesson.spec.places.fault(w.path, w.message) for w in warnings(lesson)]
        return [Warned(f.line, f"{f.path}: {f.message}" if f.path else f.message) for f in faults]

    def lint(self, source: Source, size: tuple[int, int]) -> list[FoundFault]:
        """Claims of the spec that are false, and the linter's findings in frames of this size."""
        from gdcore.stage.lint import lint
        from gdcore.story.claim_times import claim_span
        from gdcore.story.claims import check_claims, claim_fault

        timeline = self._kept.timeline(source)
        lesson = timeline.lesson
        claims = []
        for verdict in check_claims(lesson):
            if not verdict.holds:
                span = claim_span(timeline, lesson.spec.expect[verdict.index])
                beat, text = timeline.beat_at(span[0]).index, str(claim_fault(lesson, verdict))
                claims.append(FoundFault(*span, beat, text))
        return claims + [
            FoundFault(
                f.start,
                f.end,
                timeline.beat_at(f.start).index,
                f"{f.message}: {f.name}; {f.advice}",
            )
            for f in lint(timeline, size)
        ]


def _options(beat: object) -> dict[str, Any]:
    from gdcore.spec.beat import Beat

    return beat.model_dump(by_alias=True) if isinstance(beat, Beat) else {}


def _file(frame: Frame, form: str, quality: int = SHARP, chunks: PngInfo | None = None) -> bytes:
    """A frame as an image file; form: "JPEG" of this quality, or "PNG" with these text chunks."""
    from PIL import Image

    stream = io.BytesIO()
    height, width = frame.shape[:2]
    if form == "JPEG":
        # The encoder leaves out the fourth byte by itself: no copy of the frame is made.
        image = Image.frombuffer("RGBX", (width, height), frame, "raw", "RGBX", 0, 1)
        image.save(stream, form, quality=quality, subsampling=0)
    else:
        Image.fromarray(frame[..., :3]).save(stream, form, pnginfo=chunks)
    return stream.getvalue()
