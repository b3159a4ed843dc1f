"""The props of a panel or of the frame, each built when it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gdcore.stage.props.registry import Awaited, Prop
from gdcore.stage.setting import Setting


class Company:
    """The props that stand together in a panel or on the frame.

    Most of a film's props are in few of its pictures. A single picture is drawn several times
    sooner if the others are not built for it.

    setting: theirs; awaited: in the order in which they are drawn; ready: called once with each
    prop that has been built, and its name.
    """

    def __init__(
        self,
        setting: Setting,
        awaited: Sequence[Awaited],
        ready: Callable[[Prop, str], object],
    ) -> None:
        self._setting, self._ready = setting, ready
        self.awaited = tuple(awaited)
        self._built: dict[int, Prop] = {}  # by place in the order of drawing
        self._missing = list(range(len(self.awaited)))

    @property
    def props(self) -> list[Prop]:
        """Those that have been built, in the order in which they are drawn."""
        return [self._built[k] for k in sorted(self._built)]

    @property
    def built(self) -> list[tuple[Awaited, Prop]]:
        """The same, each with what it was built from."""
        return [(self.awaited[k], self._built[k]) for k in sorted(self._built)]

    def call(self, t: float | None = None) -> bool:
        """Build the props that can be seen at `t` seconds, or all; whether any was missing."""
        due = [k for k in self._missing if t is None or self.awaited[k].seen(t)]
        for k in due:
            prop = self._built[k] = self.awaited[k].build(self._setting)
            self._ready(prop, self.awaited[k].name)
        if due:
            self._missing = [k for k in self._missing if k not in self._built]
        return bool(due)
