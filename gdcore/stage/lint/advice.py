"""What an author can change in a spec about each kind of finding."""

from __future__ import annotations

from enum import Enum

from gdcore.story.traits import props_that


class FindingKind(Enum):
    """The faults that the linter looks for in a text, a ball or a picture on the frame."""

    OFF_SCREEN = "off-screen"
    CUT = "cut"
    OVERLAP = "overlap"
    COVERED = "covered"
    SMALL = "small"
    SMALL_PICTURE = "small picture"
    CONTRAST = "contrast"
    HIDDEN = "hidden"
    BRIEF = "brief"


_VIEW = "another viewpoint (the beat look) or a smaller zoom"
_IN_SPACE = {
    FindingKind.OFF_SCREEN: _VIEW,
    FindingKind.CUT: _VIEW,
    FindingKind.OVERLAP: f"{_VIEW}, shorter labels, or starts farther apart",
    FindingKind.COVERED: f"{_VIEW}, or starts farther apart",
    FindingKind.SMALL: "a layout with fewer pictures, or fewer descents",
    FindingKind.CONTRAST: f"{_VIEW}, or the other theme",
    FindingKind.HIDDEN: _VIEW,
}
_ON_FRAME = {
    FindingKind.OFF_SCREEN: "a shorter text",
    FindingKind.CUT: "a shorter text",
    FindingKind.OVERLAP: "a shorter text, or fewer insets",
    FindingKind.COVERED: "a shorter text, fewer insets, or stay: false in the beat before",
    FindingKind.SMALL: "a shorter text, a layout with fewer pictures, or fewer descents",
    FindingKind.CONTRAST: f"{_VIEW}, so that no surface lies behind it, or the other theme",
    FindingKind.HIDDEN: "fewer insets, or stay: false in the beat before",
}


def advice(kind: FindingKind, part: str, in_space: bool, seconds: float | None = None) -> str:
    """What to change in the spec.

    Args:
        kind: what is wrong.
        part: what a text belongs to: caption, axes, legend, ….
        in_space: whether it stands at a point of the scene.
        seconds: the length of a beat in which a text can be read, for a finding of kind BRIEF.
    """
    if kind is FindingKind.SMALL_PICTURE:
        return (
            "choose another viewpoint (the beat look), fewer or shorter labels, a shorter formula, "
            "or fewer insets"
        )
    spoken = next((p for p in props_that(spoken=True) if part.startswith(p)), None)
    if kind is FindingKind.BRIEF:
        longer = "more seconds" if seconds is None else f"seconds: {seconds:g}"
        return f"write {longer}, or a shorter {part or 'text'}"
    if not in_space and spoken == "caption" and "text" in _ON_FRAME[kind]:
        rest = _ON_FRAME[kind].removeprefix("a shorter text")
        return f"choose a shorter caption{rest}"
    return f"choose {(_IN_SPACE if in_space else _ON_FRAME)[kind]}"
