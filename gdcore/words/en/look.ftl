# The beat look: a move of the camera.

chapter-closer = A closer look
