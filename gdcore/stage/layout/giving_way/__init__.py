"""Texts that would meet: where they may stand, and which of them gives way in a frame."""
