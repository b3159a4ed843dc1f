"""Exceptions of the stage: pictures and videos that can't be made."""

from __future__ import annotations


class StageError(Exception):
    """A picture or a video that can't be made; its message says what is missing and what to do."""


class RequestError(StageError):
    """A request that no machine can meet: an odd size, a time outside the film, a missing beat."""
