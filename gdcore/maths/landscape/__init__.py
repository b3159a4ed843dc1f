"""Critical points, sets of them, and basins of attraction in a domain."""
