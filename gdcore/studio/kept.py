"""The lessons and pictures that the easel keeps: what has not changed is not computed again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from gdcore.studio.messages import Source

if TYPE_CHECKING:
    from gdcore.spec import Spec
    from gdcore.stage.live import LivePicture
    from gdcore.stage.manim_adapter.camera import MeshCamera
    from gdcore.stage.picking import Picking
    from gdcore.story import Timeline

FPS = 60.0
TIMELINES, PICTURES, CAMERAS = 4, 3, 4
"""So many are kept: for two tabs, and for going to and fro between two texts."""

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The values that were used last, by their keys.

    most: that are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made if it is not there."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        while len(self._values) >= self._most:
            self._values.popitem(last=False)
        value = self._values[key] = make()
        return value

    def __contains__(self, key: Hashable) -> bool:
        return key in self._values


class KeptLessons:
    """Specs, timelines and pictures by the text that they are of.

    Attributes:
        built: the number of stages since it was set to 0.

    Raises:
        SpecError: a text is at fault (in every method).
    """

    def __init__(self) -> None:
        self._specs: Kept[Spec] = Kept(TIMELINES)
        self._timelines: Kept[Timeline] = Kept(TIMELINES)
        self._pictures: Kept[LivePicture] = Kept(PICTURES)
        self._cameras: Kept[MeshCamera] = Kept(CAMERAS)
        self._last: dict[tuple[Path, tuple[int, int]], LivePicture] = {}
        self._picking: tuple[Hashable, Picking] | None = None
        self.built = 0

    def spec(self, source: Source) -> Spec:
        """The spec of a text, complete with its defaults."""
        from gdcore.spec.loading import SpecText

        def load() -> Spec:
            spec = SpecText(source.text, source.path.name, source.path).load()
            return spec.model_copy(update={"theme": source.theme}) if source.theme else spec

        return self._specs.get(source, load)

    def has_timeline(self, source: Source) -> bool:
        """Whether a text's lesson has been computed."""
        return source in self._timelines

    def timeline(self, source: Source) -> Timeline:
        """The timeline of a text's lesson. Whether its claims are true is a matter of `lint`: a
        picture is drawn all the same, and sooner."""
        from gdcore.stage.scene import lesson_timeline

        return self._timelines.get(
            source, lambda: lesson_timeline(self.spec(source), FPS, claims=False)
        )

    def picture(self, source: Source, size: tuple[int, int]) -> LivePicture:
        """A text's picture of so many pixels, (width, height), ready to be drawn."""
        from gdcore.stage.live import LivePicture

        def build() -> LivePicture:
            self.built += 1
            return LivePicture(self.timeline(source), camera=self.camera(size))

        live = self._pictures.get((source, size), build)
        self._last.pop((source.path, size), None)
        while len(self._last) >= PICTURES:
            self._last.pop(next(iter(self._last)))
        self._last[source.path, size] = live
        return live

    def camera(self, size: tuple[int, int]) -> MeshCamera:
        """A camera for frames of so many pixels, (width, height)."""
        from gdcore.stage.live import camera_of_size

        return self._cameras.get(size, lambda: camera_of_size(size))

    def picture_before(self, source: Source, size: tuple[int, int]) -> LivePicture | None:
        """The last picture of so many pixels of a lesson's file, of whatever text."""
        return self._last.get((source.path, size))

    def picking(self, source: Source, size: tuple[int, int], t: float) -> Picking:
        """The picture at `t` seconds, ready to be asked what is where."""
        from gdcore.stage.picking import Picking

        live = self.picture(source, size)
        t = live.moment(min(max(t, 0.0), live.timeline.duration))
        key = (source, size, t)
        if self._picking is None or self._picking[0] != key:
            live.stage.show(t, live.camera)
            self._picking = key, Picking(live, t)
        return self._picking[1]

    def forget_picking(self) -> None:
        """Another moment has been drawn: what is where must be found anew."""
        self._picking = None
