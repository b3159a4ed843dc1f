# The pseudocode of an optimizer, in Typst's mathematics: words stand in quotes.

loop = "for" k = 1, 2, 3, …
from-past-steps = "from past steps"
until-lower = "until" f "falls by enough"
step-of-method = "the method's step"
