# The beat tangent_plane: the tangent plane, for one variable the tangent line, at a point.
# $at is a point, "(1, 3)" or "x = 2"; numbers are written already.

line-chapter = The tangent line at { $at }
plane-chapter = The tangent plane at { $at }

undefined = There is no tangent at { $at }: f is undefined there.
line-kink = There is no tangent at { $at }: f has a kink there, with the slopes { $left } on the left and { $right } on the right.
plane-kink = There is no tangent plane at { $at }: f has a kink there. Along { $name } the slope is { $left } on one side and { $right } on the other.
rough = There is no tangent at { $at }: f is not smooth there.

line = The tangent line at { $at } has the slope { $derivative } = { $slope }: near by, f is almost this line.
line-zero = The tangent line at { $at } is horizontal: { $derivative } = 0.
line-flat = The tangent line at { $at } is almost horizontal: { $derivative } = { $slope }.

plane = The tangent plane at { $at } has the slopes { $slopes }: near by, f is almost this plane.
plane-zero = The tangent plane at { $at } is horizontal: both partial derivatives are 0.
plane-flat = The tangent plane at { $at } is almost horizontal: its slopes are { $slopes }.
slope = { $slope } along { $name }
