# The beat race: a question first, then who was first. $who: the names of those in first place;
# $others: names with their steps in parentheses; $more: how many are not named; $gap: 1 %
# of the fall from the highest start; $low: the value it ends at.

n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
chapter = Race of { $count } descents

who-escape = { $count } descents: who is the first to leave the domain?
who-bottom = { $count } descents: who is the first at the bottom?
who-lowest = { $count } descents: who ends lowest?

won-escape = { $who } is the first to leave the domain, after { n-steps }.
tied-escape = { $who } are the first to leave the domain, after { n-steps } each.
won-minimum = { $who } is the first to keep f within { $gap } of the minimum’s value, { $low }: after { n-steps }.
tied-minimum = { $who } are the first to keep f within { $gap } of the minimum’s value, { $low }: after { n-steps } each.
won-met = { $who } is the first to keep f within { $gap } of the lowest value met, { $low }: after { n-steps }.
tied-met = { $who } are the first to keep f within { $gap } of the lowest value met, { $low }: after { n-steps } each.
then = Then { $others }.
then-more = Then { $others }; { $more } more after them.
late-escape = Not out by the end: { $who }.
late-bottom = Not there by the end: { $who }.
gone = Out of the domain: { $who }.
never = Never, as η·λmax is not below the limit: { $who }.
lowest = { $who } ends lowest, f = { $value }; { $last } highest, f = { $high }.
level = { $count ->
    [2] Both end
   *[other] All end
} at f = { $value }.
all-gone = Nobody wins: { $count ->
    [2] neither descent
   *[other] none of { $count } descents
} ends in the domain.
nobody = Nobody wins: no descent ends where f is defined.

plate-out = { $who }: out after { n-steps }
plate-there = { $who }: there after { n-steps }
plate-lowest = { $who }: f = { $value }
out = out
