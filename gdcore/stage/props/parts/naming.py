"""Names for what is on stage, so that people can be told what is wrong with it."""

from __future__ import annotations

from gdcore.stage.layout.panel import Panel
from gdcore.stage.props.registry import Prop


def name_mobjects(prop: Prop, name: str, panel: Panel | None = None) -> Prop:
    """Give a prop's mobjects the prop's name, but for those that have one; returns the prop.

    panel: in which the prop stands; it is named where several share the frame.
    """
    place = ""
    if panel is not None and panel.small:
        place = panel.title or ("small map" if panel.inset else panel.kind)
    for mesh in prop.mobjects:
        own = mesh.name != type(mesh).__name__
        word = mesh.name if own else name.replace("_", " ")
        mesh.name = f"{word}, {place}" if place else word
    return prop
