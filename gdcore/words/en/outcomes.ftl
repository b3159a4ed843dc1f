# How a descent ended, in few words.

converged = converged
at_saddle = at a saddle point
at_maximum = at a maximum
on_plateau = on a plateau
oscillating = jumping to and fro
steps_exhausted = not yet converged
diverged = diverged
left_domain = left the domain
not_finite = reached a point where f is undefined
