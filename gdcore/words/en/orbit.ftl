# The beat orbit: a walk around the surface.

chapter = A walk around the surface
