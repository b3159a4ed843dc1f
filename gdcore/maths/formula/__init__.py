"""From the text of a formula to a SymPy expression, by a published grammar with bounds."""
