# The beat surface: the surface or curve of f comes; on a board its formula.
# $over is the variables, "(x, y)" or "x"; $f is f with them, "f(x, y)".

chapter-surface = The surface of { $f }
chapter-curve = The curve of { $f }
chapter-formula = The function { $f }

height = The height above { $over } is the value { $f }: here from { $low } to { $high }.
height-constant = The height above { $over } is the value { $f }: here { $low } everywhere.
height-endless = The height above { $over } is the value { $f }; where it grows or falls without bound, the picture is cut.
height-cut = The height above { $over } is the value { $f }; of values from { $low } to { $high } the farthest are cut off.
nowhere = { $f } is defined nowhere in this domain.
loss = The height above { $over } is the { $loss } of { $model } on { $count ->
    [one] 1 data point
   *[other] { $count } data points
    }: here from { $low } to { $high }.
mean_squared_error = mean squared error
log_loss = log loss
map = Seen from above: each line joins places with the same f, here from { $low } to { $high }.
map-endless = Seen from above: each line joins places with the same f; where f grows or falls without bound, the map is cut.

board = { $f } has { $count ->
    [one] 1 variable
   *[other] { $count } variables
    }.
board-many = { $f } has { $count } variables and no surface to look at.
board-gradient = At { $at } its gradient is ∇f = { $gradient }.
board-long = Its gradient is a list of { $count } numbers all the same.
