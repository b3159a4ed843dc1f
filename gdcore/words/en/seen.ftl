# What is seen, for those who do not see it: descriptions of the film and of its stills.
# Things are noun phrases, for "New in the picture: …; …." and "In the picture: …; ….".
# $at is a point, "(1, 3)" or "x = 2"; $over is "x from −3 to 3 and y from −2 to 2".

new = New in the picture: { $things }.
still = Lesson “{ $title }”.
sheet = Lesson “{ $title }”, { $count ->
    [one] 1 picture
   *[other] { $count } pictures
} with the time and part: { $pictures }.
in-picture = In the picture: { $things }.
after-steps = { $steps ->
    [one] So far the ball has taken 1 step.
   *[other] So far the ball has taken { $steps } steps.
}
caption = Caption: { $text }

interval = { $name } from { $low } to { $high }
larger = larger { $name }
smaller = smaller { $name }
value = f = { $value }
value-above = f = { $value }, { $above } above the lowest value in the domain

title = the title “{ $text }”
surface = the surface of f over { $over }
surface-level = the surface of f over { $over }, level at f = { $low }
surface-between = the surface of f over { $over }, between f = { $low } at { $low-at } and f = { $high } at { $high-at }
map = a map of f from above, for { $over }
map-level = a map of f from above, for { $over }, level at f = { $low }
map-between = a map of f from above, for { $over }, between f = { $low } at { $low-at } and f = { $high } at { $high-at }
curve = the curve of f over { $over }
curve-level = the curve of f over { $over }, level at f = { $low }
curve-between = the curve of f over { $over }, between f = { $low } at { $low-at } and f = { $high } at { $high-at }
ball = a ball at { $at }, { $height }
ball-of = the ball “{ $label }” at { $at }, { $height }
balls = { $count } balls
balls-at = { $count } balls at { $at }, { $height }
balls-back = { $count ->
    [one] the ball, back at its start
   *[other] the balls, back at their starts
}
legend = a list of the descents by colour: { $labels }
formula = the formula f({ $over }) = { $formula }
formula-long = the formula of f, { $count } characters long
model = the formula of the model, { $formula }
tangent-line = a straight line that touches the curve at { $at }
tangent-plane = a plane that touches the surface at { $at }
gradient = the arrow of the gradient at { $at }, uphill, towards { $way }
flat = the gradient at { $at }, almost 0
slices = two cuts through the surface at { $at }, each with its tangent
sign-step = two steps from { $at }, one along the gradient and one by its signs alone
update-rule = the update rule of { $method } with the numbers of its first step
algorithm = { $method } as pseudocode, line by line
internals = arrows at the ball: what { $method } makes of the gradient
field-down = a grid of arrows along −∇f, each the steepest way down
field-up = a grid of arrows along ∇f, each the steepest way up
marks = marks on { $marks }
many-marks = marks on critical points
minimum = the minimum at { $at }
maximum = the maximum at { $at }
saddle = the saddle point at { $at }
degenerate = the degenerate critical point at { $at }
basins = { $count ->
    [0] the starts in colours by where they lead
    [one] the starts in colours: those that lead to the one minimum, and the others
   *[other] the starts in { $count } colours, one for each minimum that they lead to
}
chart = a chart of f against the step
chart-log = a chart of f against the step, on a logarithmic axis
small-chart = a small chart of f against the step
small-chart-log = a small chart of f against the step, on a logarithmic axis
small-schedule = a small chart of the learning rate against the step
small-map = a small map of f from above, with the same descents
data = { $count ->
    [one] 1 data point with the model
   *[other] { $count } data points with the model
}
table = { $count ->
    [one] a table of the end of 1 descent
   *[other] a table of the ends of { $count } descents
}
race = a table that ranks the descents
winner = a plate: { $text }

the-ball = The ball
the-ball-of = The ball “{ $label }”
n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
sets-out = { $ball } sets out from { $at } towards { $way }.
set-out = { $count } balls set out from { $at } towards { $way }.
turns-left = { $ball } turns sharply left after { n-steps }, seen from above.
turns-right = { $ball } turns sharply right after { n-steps }, seen from above.
turns-back = { $ball } turns back after { n-steps }.
turns = { $ball } has changed its direction sharply { $count } times.
bends-left = { $ball } has turned left by { $degrees }° in all, seen from above.
bends-right = { $ball } has turned right by { $degrees }° in all, seen from above.
leaves = { $ball } leaves the domain at step { $step }.
arrives = { $ball } has come to { $at } after { n-steps }: { $height }.
many-set-out = { $count } balls set out.
many-leave = { $count ->
    [one] 1 of them leaves the domain.
   *[other] { $count } of them leave the domain.
}
many-arrive = { $count } of them have come to values of f from { $low } to { $high }.
many-arrive-alike = { $count ->
    [one] 1 of them has come to f = { $low }.
   *[other] { $count } of them have come to f = { $low }.
}

sinks = The surface sinks into a map, seen from above.
rises = The map rises into a surface again.
around-counter-clockwise = The view goes { $degrees }° around the surface, counter-clockwise seen from above.
around-clockwise = The view goes { $degrees }° around the surface, clockwise seen from above.
nearer = The view comes nearer.
farther = The view draws back.
