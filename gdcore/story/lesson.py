"""A lesson: the computed function and descents of a spec, and what may be said about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gdcore.story.computed import Computed
from gdcore.story.facts import Facts


@dataclass(frozen=True, eq=False)
class Lesson(Computed):
    """A spec with everything that was computed from it and may be said of it: a story's subject."""

    @cached_property
    def facts(self) -> Facts:
        """What may be said about the lesson."""
        return Facts(self)


class StoryError(ValueError):
    """A valid spec whose lesson can't be shown; the message gives the reason and a remedy."""
