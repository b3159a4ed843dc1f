"""Props whose mobjects do no more than come and go."""

from __future__ import annotations

from collections.abc import Sequence

from gdcore.stage.mobjects.mesh import Mesh
from gdcore.story import Cue


class CueProp:
    """Mobjects that come and go with one cue."""

    def __init__(self, cue: Cue, mobjects: Sequence[Mesh]) -> None:
        self._cue = cue
        self.mobjects = list(mobjects)

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        for mobject in self.mobjects:
            mobject.opacity = opacity
