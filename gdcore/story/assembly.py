"""Assembles the timeline of a lesson: calls the director of each beat of the story in turn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from gdcore.spec import SpecError
from gdcore.spec.fitting import MOST_FILM_SECONDS
from gdcore.speech import SpeechError, voice_of
from gdcore.story.beats import DIRECTORS
from gdcore.story.beats.title import title
from gdcore.story.default_story import check_story, default_story
from gdcore.story.lesson import Lesson, StoryError
from gdcore.story.opening_view import opening_view
from gdcore.story.quoting import filled_beat, text_faults
from gdcore.story.score import Score
from gdcore.story.telling import Telling
from gdcore.story.timeline import Beat, Timeline
from gdcore.words.formulas import plain


def make_timeline(lesson: Lesson, fps: float = 60) -> Timeline:
    """The timeline of a lesson; every beat, cue and keyframe lies on a frame.

    Args:
        lesson: its spec's story, or else the default story, is the list of beats.
        fps: frames per second; 30000/1001 is as good as 60.

    Raises:
        SpecError: a text names a fact that the lesson does not have.
        StoryError: a beat does not suit this function or these descents, a beat has no director, or
            the film is too long.
        ValueError: fps is not a positive number.
    """
    if not (fps > 0 and np.isfinite(fps)):
        raise ValueError(f"fps: expected a positive number, found {fps!r}")
    story = lesson.spec.story or default_story(lesson)
    check_story(lesson, story)
    if faults := list(text_faults(lesson)):
        raise SpecError(faults)
    story = tuple(filled_beat(lesson, options) for options in story)
    try:
        score = Score(lesson, fps, opening_view(lesson, story), Telling(voice_of(lesson.spec)))
        beats = _direct(score, story)
    except SpeechError as error:
        raise SpecError([lesson.spec.places.fault(["voice"], str(error))]) from error
    if score.now > MOST_FILM_SECONDS:
        hours = f"{score.now / 3600:.1f} hours; at most {MOST_FILM_SECONDS / 3600:g}"
        raise StoryError(f"a film of {hours} can be shown")
    said = score.telling.said
    return Timeline(lesson, tuple(beats), score.cues(), score.tracks(), score.now, fps, said)


def _direct(score: Score, story: Sequence[Any]) -> list[Beat]:
    """Have each beat of the story written into the score by its director."""
    lesson, fps = score.lesson, score.fps
    beats: list[Beat] = []
    chapter = title(lesson)
    for index, options in enumerate(story):
        score.beat = index
        score.following = story[index + 1] if index + 1 < len(story) else None
        if options.name not in DIRECTORS:
            raise StoryError(f"the beat {options.name} has options, but nobody directs it")
        shot = DIRECTORS[options.name](score, options)
        chapter = shot.chapter or chapter
        start, frames = score.now, score.frames(shot.seconds)
        # Whatever a director plans, nobody speaks into the next beat.
        heard = score.telling.say(index, start, score.texts()) - start
        frames = max(frames, math.ceil(heard * fps - 1e-6))
        score.frame += frames
        caption = shot.caption and plain(shot.caption)
        times = (start, frames / fps, score.now)
        beats.append(Beat(index, options.name, *times, plain(chapter), caption, options))
    return beats
