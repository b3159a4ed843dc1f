# The beats internals and algorithm: what is inside a step.

n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
chapter = Inside { $optimizer }
algorithm-chapter = The algorithm: { $optimizer }

standing = The stopping rule holds at the start: no step is taken.
lines = The same lines in every step: gradient, step, new point. After { n-steps } f went from { $before } to { $after }.

# $sizes: a number for each variable, after so many steps.
adagrad = The divisor is the root of the sum of all squares of { $letter }: after { n-steps } { $sizes }. It only grows, so the rate in each direction only falls.
average = The divisor is the root of the average of the squares of { $letter }: after { n-steps } { $sizes }.
average-similar = The divisor is the root of the average of the squares of { $letter }: after { n-steps } { $sizes }. So flat and steep directions get steps of similar size.
largest = The divisor is the largest { $letter } of late: after { n-steps } { $sizes }.
largest-similar = The divisor is the largest { $letter } of late: after { n-steps } { $sizes }. So flat and steep directions get steps of similar size.
adadelta = { $letter } is divided by its root mean square, after { n-steps } { $sizes }, and multiplied by that of the steps so far.
size = { $number } along { $name }

memory = Earlier steps live on: step { $step } is { $ratio } times as long as η·‖{ $letter }‖.
memory-turned = Earlier steps live on: step { $step } is { $ratio } times as long as η·‖{ $letter }‖ and points { $angle }° away from −{ $letter }.
rprop = Only the signs count: the steps of the variables are { $sizes } long after { n-steps }, longer while a sign stays.
sign = Only signs count: η = { $rate } along every variable, however steep f is.
newton = Slope and curvature make the step: { $first } long at first, { $last } at step { $step }.
curvature = The curvature of the last steps bends the way: step { $step } is { $ratio } times as long as η·‖{ $letter }‖.
conjugate = The new direction adds a part of the old one to −{ $letter }: step { $step } points { $angle }° away from −{ $letter }.
line_search = The rate is searched for in every step: at step { $step } it is { $rate }.
plain = Nothing is kept in mind: a step is −η·{ $letter }, { $first } long at first and { $last } at step { $step }.
