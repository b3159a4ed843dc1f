# Wie ein Abstieg ausging, in wenigen Wörtern.

converged = konvergiert
at_saddle = in einem Sattelpunkt
at_maximum = in einem Maximum
on_plateau = auf einem Plateau
oscillating = springt hin und her
steps_exhausted = noch nicht konvergiert
diverged = divergiert
left_domain = hat den Bereich verlassen
not_finite = kam dorthin, wo f nicht definiert ist
