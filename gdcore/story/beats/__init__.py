"""One function for each beat of the story, found by its name; importing this fills the registry."""

from gdcore.story.beats import camera, contest, ground, inside, motion, opening, slope, spoken
from gdcore.story.beats.registry import DIRECTORS, Director, Shot, beat

__all__ = [
    "DIRECTORS",
    "Director",
    "Shot",
    "beat",
    "camera",
    "contest",
    "ground",
    "inside",
    "motion",
    "opening",
    "slope",
    "spoken",
]
