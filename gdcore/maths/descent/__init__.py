"""One descent: its steps, its trajectory, why it ended."""
