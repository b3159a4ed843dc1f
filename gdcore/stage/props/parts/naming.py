"""Names for what is on stage, so that what is wrong with it can be told to people."""

from __future__ import annotations

import re

from gdcore.stage.layout.arrangement import Panel
from gdcore.stage.setting import Prop


def call(prop: Prop, word: str = "", panel: Panel | None = None) -> Prop:
    """Give a prop's mobjects names, those that have none of their own; returns the prop.

    word: the story's word for it, else that of its class; panel: in which it stands, told where
    there are several.
    """
    if not word:
        word = re.sub("(?<=[a-z])(?=[A-Z])", " ", type(prop).__name__.removesuffix("Prop")).lower()
    place = ""
    if panel is not None and panel.small:
        place = panel.title or ("small map" if panel.inset else panel.kind)
    for mesh in prop.mobjects:
        own = mesh.name != type(mesh).__name__
        name = mesh.name if own else word.replace("_", " ")
        mesh.name = f"{name}, {place}" if place else name
    return prop
