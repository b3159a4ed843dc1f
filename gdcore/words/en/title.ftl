# The title of a lesson whose spec names none: what is compared. $method is an optimizer's name.

several-methods = Optimizers side by side
one-method = { $method }
mini-batches = { $method } on mini-batches
several-rates = { $method } with several learning rates
several-starts = { $method } from { $count } starts
