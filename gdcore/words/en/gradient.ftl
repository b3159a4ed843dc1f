# The beat gradient: the arrow of the gradient at a point.

chapter = The gradient at { $at }

undefined = There is no gradient at { $at }: f is undefined there.
rough = There is no gradient at { $at }: f is not smooth there.
kink = There is no gradient at { $at }: along { $name } the slope is { $left } on one side and { $right } on the other.
zero = The gradient at { $at } is 0: to first order there is no way down.
flat = The gradient at { $at } is almost 0: ‖∇f‖ = { $norm }. A step along it is hardly one.

falls-left = { $derivative } = { $slope } is positive: f rises as { $name } grows, so the way down is towards smaller { $name }.
falls-right = { $derivative } = { $slope } is negative: f falls as { $name } grows, so the way down is towards larger { $name }.

opposite = The gradient { $gradient } points steepest uphill, so each step of gradient descent goes the opposite way.
uphill = The gradient { $gradient } points steepest uphill; −∇f points steepest downhill.
