# The beat basins: the surface coloured by the minimum to which each start of a grid leads.
# $share and $rest are parts of the starts, "24 %".

chapter = Basins of attraction

one-all = Every start tried in this domain leads to the same minimum, f = { $value } at { $at }.
one-some = { $share } of the starts tried lead to the minimum f = { $value } at { $at }, { $rest } to none.
tied = The start decides: each colour marks the starts that lead to one of { $count } minima, all with f = { $value }.
lowest = The start decides: each colour marks the starts that lead to one of { $count } minima. { $share } of the starts lead to the lowest, f = { $value } at { $at }.
lowest-tied = The start decides: each colour marks the starts that lead to one of { $count } minima. { $share } of the starts lead to one of the { $ties } lowest, f = { $value }.
rest = { $rest } of the starts lead to none.
border = The border passes the saddle point at { $at }: from it f falls to either side.
floor = The minima form a line or curve: to which of them a descent leads depends on its start.
nowhere = None of the starts tried in this domain leads to a minimum.
shown = The map is that of { $label }.

# In the key of the colours: starts from which no minimum is reached.
key-none = none
