"""From a spec to its lesson (trajectories) and its timeline (beats, captions, chapters, seconds).

``compute_lesson(spec)`` computes the lesson, ``make_timeline(lesson, fps)`` its timeline.

A beat of your own needs a record of its options, derived from `gdcore.spec.Captioned`, and a
director here: a function entered with `@beat("name")` that gets the `Score` and these options,
writes the cues, captions and camera moves into the score, and returns a `Shot`. A prop that it
brings is declared with `declare(Traits("name", …))`.
"""

from gdcore.story.assembly import make_timeline
from gdcore.story.basins import Share, basin_shares
from gdcore.story.beats import DIRECTORS
from gdcore.story.computed import Descent
from gdcore.story.computing import compute_lesson
from gdcore.story.default_story import check_story, default_story
from gdcore.story.directing.endings import ending, short_ending
from gdcore.story.directing.points import name_of, point_of, show_for_beat
from gdcore.story.directing.scenery import set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import DescentFacts, Facts, PointFacts
from gdcore.story.landscape_report import landscape_report
from gdcore.story.lesson import Lesson, StoryError
from gdcore.story.opening_view import own_turn
from gdcore.story.rounding import Rounding
from gdcore.story.score import Score
from gdcore.story.timeline import Beat, Cue, Timeline
from gdcore.story.track import LINEAR, SMOOTH, Track, smooth
from gdcore.story.traits import Traits, declare, props_that, traits_of
from gdcore.story.transcript import transcript

__all__ = [
    "DIRECTORS",
    "LINEAR",
    "SMOOTH",
    "Beat",
    "Cue",
    "Descent",
    "DescentFacts",
    "Facts",
    "Lesson",
    "PointFacts",
    "Rounding",
    "Score",
    "Share",
    "Shot",
    "StoryError",
    "Timeline",
    "Track",
    "Traits",
    "basin_shares",
    "beat",
    "beat_seconds",
    "caption_of",
    "check_story",
    "compute_lesson",
    "declare",
    "default_story",
    "ending",
    "landscape_report",
    "make_timeline",
    "name_of",
    "own_turn",
    "point_of",
    "props_that",
    "set_stage",
    "short_ending",
    "show_for_beat",
    "smooth",
    "speak",
    "traits_of",
    "transcript",
]
