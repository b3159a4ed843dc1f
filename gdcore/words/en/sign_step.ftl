# The beat sign_step: a step along the sign of the gradient beside one along the gradient.

chapter = Which way, and how far, at { $at }

none = There is no step: f has no gradient at this point.
steps = The sign says which way: −S·sign(∇f) = { $sign } moves every variable by S = { $size }. The size says how far: −α·∇f = { $plain }.
some-steps = The sign says which way: −S·sign(∇f) = { $sign } moves only { $moved }, by S = { $size }. The size says how far: −α·∇f = { $plain }.
arrows = (arrows × { $scale })
nowhere = The gradient is 0 here: neither rule takes a step.
