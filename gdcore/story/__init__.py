"""Spec and trajectories become beats, captions and chapters: seconds only, no pixels."""

from gdcore.story.lesson import Descent, Lesson
from gdcore.story.timeline import PROPS, Beat, Cue, Timeline
from gdcore.story.track import LINEAR, SMOOTH, Keyframe, Track, smooth

__all__ = [
    "LINEAR",
    "PROPS",
    "SMOOTH",
    "Beat",
    "Cue",
    "Descent",
    "Keyframe",
    "Lesson",
    "Timeline",
    "Track",
    "smooth",
]
