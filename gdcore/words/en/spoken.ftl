# How a voice says the signs of mathematics that a sentence may hold.

gradient = the gradient of { $name }
gradient-length = the length of the gradient
length = the length of { $what }
absolute = the absolute value of { $what }
value = { $name } of { $arguments }
partial = the partial derivative of { $name } along { $variable }
squared = { $base } squared
cubed = { $base } cubed
power = { $base } to the power of { $exponent }
plus = plus
minus = minus
plus-minus = plus or minus
times = times
over = over
equals = equals
about = is about
not-equal = is not equal to
less = is less than
greater = is greater than
at-most = is at most
at-least = is at least
to = to
proportional = is proportional to
infinity = infinity
root = the root of
sum = the sum of
