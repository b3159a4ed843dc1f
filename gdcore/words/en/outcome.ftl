# How a descent ended. $steps: the steps taken; $value: f at the last point; $place: that point;
# $label: the descent's name, in a list of several; $exit: the step that leaves the domain.
# $goal: the minimum that it approaches, or where ∇f and the weight decay cancel.
# `line-…` is a line of such a list, `short-…` one of a narrow table.

n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}

unmoved = No step is taken: f = { $value } at { $place }.
no-start = No step can be taken: f or its slope is undefined at the start, { $place }.
no-first = No step is taken: the first would lead to { $next }, where f or its slope is undefined.
rest-minimum = At rest from the start: at this minimum, { $place }, the gradient is 0.
rest-saddle = At rest from the start: at this saddle point, { $place }, the gradient is 0.
rest-maximum = At rest from the start: at this maximum, { $place }, the gradient is 0.
rest-plateau = At rest from the start: around { $place } f is flat.
rest-still = At rest from the start: at { $place } the gradient is all but 0.
rest-kink = At rest from the start, at { $place }: it is a kink, where f has no gradient.
rest-balance = At rest from the start: at { $place } the gradient and the weight decay cancel.
minimum = At rest after { n-steps } in a minimum: f = { $value } at { $place }.
saddle = Stopped after { n-steps } at a saddle point, not a minimum: f = { $value } at { $place }.
maximum = Stopped after { n-steps } at a maximum: f = { $value } at { $place }.
plateau = Stopped after { n-steps } where f is flat all around: f = { $value } at { $place }.
still = At rest after { n-steps }, where the gradient is all but 0: f = { $value } at { $place }.
kink = At rest after { n-steps } on a kink, where f has no gradient: f = { $value } at { $place }.
converged = Converged after { n-steps }: f = { $value } at { $place }.
halted = Stopped by the rule after { n-steps }, where the gradient is all but 0: f = { $value } at { $place }.
halted-short = Stopped by the rule after { n-steps }, as the steps are so short: f = { $value } at { $place }.
edge = Held at the edge of the domain after { n-steps }: f = { $value } at { $place }.
arrived = After { n-steps } as low as the minimum at { $goal }, to the eye: f = { $value }.
arrived-balance = After { n-steps } to the eye at { $goal }, where ∇f and the weight decay cancel: f = { $value }.
balance = At rest after { n-steps }: f = { $value } at { $place }, where ∇f and the weight decay cancel.
under-way = Not yet converged after { n-steps }: f = { $value } at { $place }.
falling = Still falling after { n-steps }: f = { $value } at { $place }.
wanders = Not converged after { n-steps }: f = { $value } at { $place }.
never = Not converged after { n-steps }, nor will it be: f = { $value } at { $place }.
noisy = After { n-steps } with noisy gradients, f = { $value } at { $place }: it goes on wandering.
swings = Still jumping to and fro after { n-steps }: f = { $value } at { $place }.
rises = Diverged after { n-steps }: f rises from { $first } to { $value }.
falls = Fell without end in sight: after { n-steps } f went from { $first } to { $value }.
left = Left the domain at step { $exit }, on the way to { $place }.
undefined = Stopped after { n-steps }: f is undefined at the next point, { $next }; the last is f = { $value } at { $place }.
endless = Stopped after { n-steps }: f is too large for a number at the next point; the last is f = { $value } at { $place }.
rough = Stopped after { n-steps }: f has no gradient at the next point, { $next }; the last is f = { $value } at { $place }.

line-unmoved = { $label }: no step is taken, f = { $value }
line-no-start = { $label }: no step, f or its slope is undefined at the start
line-no-first = { $label }: no step, the first would lead to where f is undefined
line-rest-minimum = { $label }: at rest from the start, in a minimum
line-rest-saddle = { $label }: at rest from the start, at a saddle point
line-rest-maximum = { $label }: at rest from the start, at a maximum
line-rest-plateau = { $label }: at rest from the start, f is flat around it
line-rest-still = { $label }: at rest from the start, the gradient is all but 0
line-rest-kink = { $label }: at rest from the start, on a kink
line-rest-balance = { $label }: at rest from the start, ∇f and the weight decay cancel
line-minimum = { $label }: at rest in a minimum after { n-steps }, f = { $value }
line-saddle = { $label }: stopped at a saddle point after { n-steps }, f = { $value }
line-maximum = { $label }: stopped at a maximum after { n-steps }, f = { $value }
line-plateau = { $label }: stopped on a plateau after { n-steps }, f = { $value }
line-still = { $label }: at rest after { n-steps }, f = { $value }
line-kink = { $label }: at rest on a kink after { n-steps }, f = { $value }
line-converged = { $label }: converged after { n-steps }, f = { $value }
line-halted = { $label }: stopped by the rule after { n-steps }, f = { $value }
line-edge = { $label }: held at the edge of the domain after { n-steps }, f = { $value }
line-arrived = { $label }: to the eye as low as the minimum after { n-steps }, f = { $value }
line-arrived-balance = { $label }: after { n-steps } where ∇f and the weight decay cancel, to the eye, f = { $value }
line-balance = { $label }: at rest after { n-steps }, where ∇f and the weight decay cancel, f = { $value }
line-under-way = { $label }: not yet converged after { n-steps }, f = { $value }
line-falling = { $label }: still falling after { n-steps }, f = { $value }
line-wanders = { $label }: not converged after { n-steps }, f = { $value }
line-never = { $label }: will not converge, η·λmax = { $product } > { $limit }; after { n-steps } f = { $value }
line-noisy = { $label }: wanders on after { n-steps }, f = { $value }
line-swings = { $label }: still jumping to and fro after { n-steps }, f = { $value }
line-rises = { $label }: diverged after { n-steps }, f rises from { $first } to { $value }
line-falls = { $label }: after { n-steps } f fell from { $first } to { $value }, without end in sight
line-left = { $label }: left the domain at step { $exit }
line-undefined = { $label }: stopped after { n-steps }, f is undefined at the next point
line-endless = { $label }: stopped after { n-steps }, f is too large for a number at the next point
line-rough = { $label }: stopped after { n-steps }, f has no gradient at the next point

short-unmoved = no step
short-no-start = f undefined at the start
short-no-first = f undefined at the first step
short-rest-minimum = at a minimum from the start
short-rest-saddle = at a saddle from the start
short-rest-maximum = at a maximum from the start
short-rest-plateau = on a plateau from the start
short-rest-still = at rest from the start
short-rest-kink = on a kink from the start
short-rest-balance = at rest from the start
short-minimum = at rest after { n-steps }
short-saddle = at a saddle after { n-steps }
short-maximum = at a maximum after { n-steps }
short-plateau = on a plateau after { n-steps }
short-still = at rest after { n-steps }
short-kink = on a kink after { n-steps }
short-converged = converged after { n-steps }
short-halted = stopped after { n-steps }
short-edge = at the edge after { n-steps }
short-arrived = as low as the minimum after { n-steps }
short-arrived-balance = at balance after { n-steps }
short-balance = at rest after { n-steps }
short-under-way = not yet converged after { n-steps }
short-falling = still falling after { n-steps }
short-wanders = not converged after { n-steps }
short-never = never converges; after { n-steps }
short-noisy = wandering after { n-steps }
short-swings = jumping to and fro after { n-steps }
short-rises = diverged after { n-steps }
short-falls = falling without end, { n-steps }
short-left = left the domain at step { $exit }
short-undefined = f undefined after { n-steps }
short-endless = f too large after { n-steps }
short-rough = no gradient after { n-steps }

# Which of many descents ended which way.
all-rest = { $count ->
    [2] Both descents
   *[other] All { $count } descents
} came to rest. Lowest: { $label }, f = { $value }.
rest = { $rest } of { $count } descents came to rest. Lowest of all: { $label }, f = { $value }.
no-rest = { $count ->
    [2] Neither descent
   *[other] None of { $count } descents
} came to rest. Lowest of all: { $label }, f = { $value }.
so-many = { $count } descents
none-known = { $count ->
    [2] Neither descent
   *[other] None of { $count } descents
} ends where f is a number.

cut = { $cut ->
    [one] 1 step was cut at the edge of the domain.
   *[other] { $cut } steps were cut at the edge of the domain.
}
exit = It left the domain at step { $exit }.
