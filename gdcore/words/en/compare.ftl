# The beat compare: the final numbers of some descents side by side.

n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
chapter = Final numbers

some = Here are { $shown } of { $count } descents. { $words }
none = None of them ends where f is defined.
alike = { $count ->
    [2] Both end
   *[other] All end
} at f = { $value }, after { n-steps } each.
alike-fastest = { $count ->
    [2] Both end
   *[other] All end
} at f = { $value }; { $who } takes the fewest steps, { $steps }.
alike-several = All end at f = { $value }; { $who } take the fewest steps, { $steps }.
lowest = { $who } ends lowest, f = { $value } after { n-steps }.
lowest-several = { $who } end lowest, f = { $value }.
staying = Of those that stay, { $who } ends lowest, f = { $value } after { n-steps }.
staying-several = Of those that stay, { $who } end lowest, f = { $value }.
other = { $who } ends at f = { $value }.
others = The others end between f = { $low } and { $high }.
others-alike = The others end at f = { $value }.
left = { $who } left the domain; its last value is f = { $value }.
left-falling = { $who } left the domain where f was still falling; its last value is f = { $value }.
left-several = { $who } left the domain; the lowest of their last values is f = { $value }.
left-falling-several = { $who } left the domain where f was still falling; the lowest of their last values is f = { $value }.
fell = { $who } fell to f = { $value }, with no end in sight.
unstable = { $who } never settles: η·λmax = { $product } is not below { $limit }.
