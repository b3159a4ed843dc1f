# The label of a descent: the parts in which it differs from the others, in a row.

batch-size = batch size { $size }
all-data = all data
no-noise = no noise
seed = { $noise }, seed { $seed }
start = start { $point }
numbered = { $label } ({ $number })
