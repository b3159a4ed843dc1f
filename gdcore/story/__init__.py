"""Spec and trajectories become beats, captions and chapters: seconds only, no pixels.

``compute_lesson(spec)`` computes the lesson, ``make_timeline(lesson, fps)`` its timeline.
"""

from gdcore.story import props  # noqa: F401 (each prop declares its traits)
from gdcore.story.basins import Share, basin_shares
from gdcore.story.beats import DIRECTORS, Shot, beat
from gdcore.story.direction import check_story, default_story, make_timeline
from gdcore.story.lesson import Descent, Lesson, StoryError, compute_lesson
from gdcore.story.score import Score
from gdcore.story.timeline import PROPS, Beat, Cue, Timeline
from gdcore.story.track import LINEAR, SMOOTH, Keyframe, Track, smooth

__all__ = [
    "DIRECTORS",
    "LINEAR",
    "PROPS",
    "SMOOTH",
    "Beat",
    "Cue",
    "Descent",
    "Keyframe",
    "Lesson",
    "Score",
    "Share",
    "Shot",
    "StoryError",
    "Timeline",
    "Track",
    "basin_shares",
    "beat",
    "check_story",
    "compute_lesson",
    "default_story",
    "make_timeline",
    "smooth",
]
