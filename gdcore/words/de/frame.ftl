# Kurze Wörter in Tabellen, Diagrammen und Anzeigen.

step = Schritt

# Unter einer Tabelle: wie viele keine Zeile haben, oder von wie vielen einige verglichen werden, und was gemeinsame Farben bedeuten.
more = { $count ->
    [one] und 1 weiterer
   *[other] und { $count } weitere
}
some = { $shown } von { $count } Abstiegen
colour-end = Farbe: nach dem Ziel
colour-start = Farbe: nach f am Start
