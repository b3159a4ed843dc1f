# The beat critical_points, and the lines on the landscape of a report.
# $value is a value of f, $at a point, "(1, 3)" or "x = 2"; numbers are written already.

chapter = Critical points

# Where the gradient is 0: $places is a list of the six messages after these. -some: the search was
# cut short. For one variable "slope".
gradient = The gradient is 0 at { $places }.
gradient-some = The gradient is 0 at { $places }; the search was cut short, so there may be more.
gradient-nowhere = No place was found in this domain where the gradient is 0.
slope = f′ is 0 at { $places }.
slope-some = f′ is 0 at { $places }; the search was cut short, so there may be more.
slope-nowhere = No place was found in this domain where f′ is 0.
minima = { $count ->
    [one] 1 minimum
   *[other] { $count } minima
    }
maxima = { $count ->
    [one] 1 maximum
   *[other] { $count } maxima
    }
saddles = { $count ->
    [one] 1 saddle point
   *[other] { $count } saddle points
    }
inflections = { $count ->
    [one] 1 point of inflection
   *[other] { $count } points of inflection
    }
degenerates = { $count ->
    [one] 1 degenerate point
   *[other] { $count } degenerate points
    }
lines = { $count ->
    [one] every point of a line
   *[other] every point of { $count } lines
    }
curves = { $count ->
    [one] every point of a curve
   *[other] every point of { $count } curves
    }
regions = { $count ->
    [one] every point of a flat region
   *[other] every point of { $count } flat regions
    }

# Minima and maxima where f has no gradient.
tip-minimum = At { $at } f has a minimum without a gradient: a tip, from which f rises on every side.
tip-maximum = At { $at } f has a maximum without a gradient: a tip, from which f falls on every side.
tips = { $count } minima or maxima of f are tips, where it has no gradient.
crease = f has no gradient along a line of minima: it rises to both sides as from a crease.

# Where f is lowest in the domain.
lowest-one = The lowest value in this domain is f = { $value }, at { $at }.
lowest-few = The lowest value in this domain, f = { $value }, is taken at { $places }.
lowest-many = The lowest value in this domain, f = { $value }, is taken at { $count } minima.
lowest-many-some = The lowest value in this domain, f = { $value }, is taken at { $count } minima at least.
lowest-set = The lowest value in this domain, f = { $value }, is taken all along it.
# A minimum, but f is lower: at the edge of the domain, elsewhere, without bound towards a pole.
local-edge = The minimum f = { $value } at { $at } is a local one: at the edge, at { $lower }, f is { $least }.
local-elsewhere = The minimum f = { $value } at { $at } is a local one: at { $lower } f is { $least }.
local-pole = The minimum f = { $value } at { $at } is a local one: towards { $lower } f falls without bound.
local-unknown = The lowest minimum found is f = { $value } at { $at }.
# No minimum.
none = None of these points is a minimum.
none-one = It is no minimum.
edge = f is lowest at the edge of the domain: f = { $least } at { $lower }.
edge-many = f is lowest where the domain cuts it off: f = { $least } at { $count } places of its edge.
edge-cut = f is lowest where the domain cuts it off, f = { $least } at { $lower }, and falls on outside.
pole = Towards { $lower } f falls without bound.

# Why: the last sentence.
why-saddle = At the saddle point f curves up one way and down another.
why-saddles = At a saddle point f rises one way and falls another.
why-inflection = At a point of inflection f is lower on one side and higher on the other.
why-flat-minimum = The curvature is 0 in some direction, but f is higher all around: a minimum.
why-minimum = At this minimum f curves up in every direction.
why-maximum = At this maximum f curves down in every direction.
why-valley = Along a valley's floor f stays the same; across it f rises.
why-degenerate = At { $at } the curvature is 0 in some direction, and the values near by do not tell the kind.

# Names at the points, and in a legend.
minimum = minimum
maximum = maximum
saddle = saddle
inflection = inflection
degenerate = degenerate
plural-minimum = minima
plural-maximum = maxima
plural-saddle = saddles
plural-inflection = points of inflection
plural-degenerate = degenerate points

# One line of a report on each point.
at-minimum = Minimum at { $at }, f = { $value }; started near by, gradient descent settles there for learning rates below { $rate }.
at-flat-minimum = Minimum at { $at }, f = { $value }; the curvature is 0 in some direction, f is higher all around.
at-maximum = Maximum at { $at }, f = { $value }; the Hessian's eigenvalues are { $eigenvalues }.
at-saddle = Saddle point at { $at }, f = { $value }; the Hessian's eigenvalues are { $eigenvalues }.
at-inflection = Point of inflection at { $at }, f = { $value }; f is lower on one side and higher on the other.
at-degenerate = Degenerate point at { $at }, f = { $value }; the Hessian's eigenvalues are { $eigenvalues }.
at-tip-minimum = Minimum at { $at }, f = { $value }; a tip: f has no gradient there.
at-tip-maximum = Maximum at { $at }, f = { $value }; a tip: f has no gradient there.
at-edge = Lowest along the edge near { $at }, f = { $value }; cut by the domain: f falls on outside.
at-edge-end = Lowest along the edge near { $at }, f = { $value }; f rises inwards.
of-line = Line of { $kinds }: { $name } = { $held } for { $along } from { $from } to { $to }, f = { $value }.
of-curve = Curve of { $kinds } through { $at }, f = { $value }.
of-region = Flat region around { $at }, f = { $value }.
critical = critical points
more = There are more than { $count } critical points; the rest is left out.
cut-short = The search was cut short: there may be more.
