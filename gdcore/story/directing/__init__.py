"""Functions that several beats share: scenery, captions, map and surface, runs of descents."""
