"""Frames to a film: encoder, joining of segments, chapters, files."""
