# The beat contour: the surface sinks into its map.

chapter = The contour map
above = Seen from above: along each line f stays the same, close lines mean a steep slope, and −∇f crosses them at right angles.
rising = The same places on the surface again: each line of the map is one height.
