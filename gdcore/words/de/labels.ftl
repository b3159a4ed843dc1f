# Die Beschriftung einer Abstiegsbahn: worin sie sich von den anderen unterscheidet.

batch-size = Batchgröße { $size }
all-data = alle Daten
no-noise = kein Rauschen
seed = { $noise }, Seed { $seed }
start = Start { $point }
numbered = { $label } ({ $number })
