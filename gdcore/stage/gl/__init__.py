"""Drawing of mesh mobjects with OpenGL: one painter for each kind of mesh."""
