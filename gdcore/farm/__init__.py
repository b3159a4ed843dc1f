"""Films drawn by many processes: on the cores of this machine, or on those of a cluster.

A film's segments are the work (`gdcore.stage.segments`); a crew draws them, in whatever order suits
it; `films` hands them out and puts each film together when its last segment has come. A film is
made of the same bytes whoever drew it.
"""
