"""Props in the scene space of a panel, projected by the panel's lens."""
