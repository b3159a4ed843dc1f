"""Props that are fixed in the frame, once for all panels."""
