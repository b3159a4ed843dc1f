"""Props that stand once on the frame."""
