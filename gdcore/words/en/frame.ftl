# Short words of tables, charts and read-outs.

step = step

# Below a table of descents: how many have no row, or of how many some are compared, and what colours mean that several descents share.
more = and { $count } more
some = { $shown } of { $count } descents
colour-end = colour: by where it ends
colour-start = colour: by f at the start
