# The beat vector_field: arrows of ∇f or of −∇f on a grid.

chapter-ascent = The gradient field
chapter-descent = The way down, everywhere
ascent = Each arrow is the gradient ∇f of its place: it points steepest uphill.
descent = Each arrow points along −∇f of its place, steepest downhill.
steepest = Slopes here reach ‖∇f‖ = { $slope }.
