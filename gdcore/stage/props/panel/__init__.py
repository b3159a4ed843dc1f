"""Props that stand in the space of each panel: they turn with it."""
