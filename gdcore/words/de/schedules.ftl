# Die Namen der Lernratenpläne, wie in einer Beschriftung auf dem Bild.

constant = konstant
step = stufenweise
exponential = exponentiell
cosine = Kosinus
warm_up = Aufwärmen
cyclic = zyklisch
line_search = Liniensuche
sequence = { $first }, dann { $second }
product = { $first } × { $second }
