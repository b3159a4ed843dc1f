"""A lesson as slides: one clip a beat, and the places where the speaker goes on."""
