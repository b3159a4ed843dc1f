"""What can go wrong between a settled timeline and files on disk."""

from __future__ import annotations


class StageError(Exception):
    """A picture or a video that can't be made; its message says what is missing and what to do."""


class RequestError(StageError):
    """What was asked for can't be made on any machine: a size, a time, a choice of beats."""
