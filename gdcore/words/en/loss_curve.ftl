# The beat loss_curve: the chart of f against the step. $part: 90 %.

n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
chapter = f against the step

running = The chart draws f at every step.
fell = f falls from { $first } to { $last }; { $part } of the fall takes { $fast } of { n-steps }.
fell-lower = f falls from { $first } to { $last }, but was lower on the way: { $low } after { n-steps }.
rose = f goes from { $first } to { $last }: it ends higher than it began.
back = f ends as high as it began, at { $last }. On the way it lies between { $low } and { $high }.
level = f stays at { $last }.
left-at-once = f = { $first } at the start; the first step leaves the domain.
left = f goes from { $first } to { $last }, then the descent leaves the domain, after { n-steps }.
arrived = { $part } of the way to the minimum’s value, { $last }, for good: { $others }.
arrived-more = { $part } of the way to the minimum’s value, { $last }, for good: { $others }, and { $more } more.
arrived-met = { $part } of the way to the lowest value met, { $last }, for good: { $others }.
arrived-met-more = { $part } of the way to the lowest value met, { $last }, for good: { $others }, and { $more } more.
after = { $who } after { n-steps }
late = Not yet: { $who }.
never = Never, as η·λmax is not below the limit: { $who }.
gone = Out of the domain: { $who }.
nobody = No descent stays in the domain: there is no lowest value to measure by.
log = On this scale a straight line is the same factor in every step.
log-factor = The straight line at the end is one factor in every step: { $factor }.
log-shifted = Shown is f − f_min with f_min = { $least }.
