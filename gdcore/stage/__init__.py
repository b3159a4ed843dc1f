"""The stage: camera, mesh mobjects and lessons, for scenes of any Manim author.

```python
from manim import FadeIn
from gdcore.stage import Ball, MeshScene, SurfaceMesh

class Hill(MeshScene):
    def construct(self):
        ...
```

Everything is imported at first use, so that a failing import of Manim or OpenGL says what it was
needed for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdcore.stage.errors import StageError
    from gdcore.stage.layout.giving_way.precedence import Precedence
    from gdcore.stage.manim_adapter.camera import MeshCamera, MeshScene
    from gdcore.stage.mobjects.ball import Ball
    from gdcore.stage.mobjects.card import Card
    from gdcore.stage.mobjects.label import Label
    from gdcore.stage.mobjects.patch import Patch
    from gdcore.stage.mobjects.picture import Picture
    from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
    from gdcore.stage.mobjects.surface import SurfaceMesh
    from gdcore.stage.props.registry import in_panel, on_frame, paints_surface, thins_surface
    from gdcore.stage.scene import LessonScene
    from gdcore.stage.stage import Stage

_HOMES = {
    "ArrowStroke": "mobjects.stroke",
    "Ball": "mobjects.ball",
    "Card": "mobjects.card",
    "Label": "mobjects.label",
    "LessonScene": "scene",
    "MeshCamera": "manim_adapter.camera",
    "MeshScene": "manim_adapter.camera",
    "Patch": "mobjects.patch",
    "Picture": "mobjects.picture",
    "Precedence": "layout.giving_way.precedence",
    "Stage": "stage",
    "StageError": "errors",
    "Stroke": "mobjects.stroke",
    "SurfaceMesh": "mobjects.surface",
    "in_panel": "props.registry",
    "on_frame": "props.registry",
    "paints_surface": "props.registry",
    "thins_surface": "props.registry",
}

__all__ = [
    "ArrowStroke",
    "Ball",
    "Card",
    "Label",
    "LessonScene",
    "MeshCamera",
    "MeshScene",
    "Patch",
    "Picture",
    "Precedence",
    "Stage",
    "StageError",
    "Stroke",
    "SurfaceMesh",
    "in_panel",
    "on_frame",
    "paints_surface",
    "thins_surface",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'gdcore.stage' has no attribute {name!r}")
    value = getattr(import_module(f"gdcore.stage.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
