# Der Titel einer Lektion, deren Spec keinen nennt: was verglichen wird. $method ist ein Verfahren.

several-methods = Optimierungsverfahren im Vergleich
one-method = { $method }
mini-batches = { $method } mit Mini-Batches
several-rates = { $method } mit mehreren Lernraten
several-starts = { $method } mit { $count } Startpunkten
