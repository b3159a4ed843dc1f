# Points that have a name in a spec.

start = the start
minimum = the lowest point found
