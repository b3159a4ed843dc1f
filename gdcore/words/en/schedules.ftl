# The names of the learning rate schedules, as in a label on screen.

constant = constant
step = step
exponential = exponential
cosine = cosine
warm_up = warm up
cyclic = cyclic
line_search = line search
sequence = { $first }, then { $second }
product = { $first } × { $second }
