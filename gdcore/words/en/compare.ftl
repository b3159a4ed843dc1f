# The beat compare: the final numbers of some descents side by side.

n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
chapter = Final numbers

none = None of them ends where f is defined.
alike = They all end at f = { $value }, after { n-steps } each.
alike-fastest = They all end at f = { $value }; { $who } takes the fewest steps, { $steps }.
alike-several = They all end at f = { $value }; { $who } take the fewest steps, { $steps }.
lowest = { $who } ends lowest, f = { $value } after { n-steps }.
lowest-several = { $who } end lowest, f = { $value }.
staying = Of those that stay, { $who } ends lowest, f = { $value } after { n-steps }.
staying-several = Of those that stay, { $who } end lowest, f = { $value }.
other = { $who } ends at f = { $value }.
others = The others end between f = { $low } and { $high }.
bottomless = { $who } left the domain or fell on, to f = { $value }: below it there is no lowest value to compare with.
unstable = { $who } never settles: η·λmax = { $product } is not below { $limit }.
