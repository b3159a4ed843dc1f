# How numbers and lists are written.

decimal = .
between = { ", " }
listing = { ", " }
undefined = undefined
and = { $first } and { $last }
others = { $more } others
