# Der Abschnitt compare: die Endwerte einiger Abstiege nebeneinander.

n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}
chapter = Die Endwerte

some = Hier stehen { $shown } von { $count } Abstiegen. { $words }
none = Keiner von ihnen endet, wo f definiert ist.
alike = { $count ->
    [2] Beide
   *[other] Alle
} enden bei f = { $value }, jeweils nach { n-steps }.
alike-fastest = { $count ->
    [2] Beide
   *[other] Alle
} enden bei f = { $value }; { $who } braucht die wenigsten Schritte: { $steps }.
alike-several = Alle enden bei f = { $value }; { $who } brauchen die wenigsten Schritte: { $steps }.
lowest = { $who } endet am tiefsten, bei f = { $value } nach { n-steps }.
lowest-several = { $who } enden am tiefsten, bei f = { $value }.
staying = Von den übrigen endet { $who } am tiefsten, bei f = { $value } nach { n-steps }.
staying-several = Von den übrigen enden { $who } am tiefsten, bei f = { $value }.
other = { $who } endet bei f = { $value }.
others = Die anderen enden zwischen f = { $low } und { $high }.
others-alike = Die anderen enden bei f = { $value }.
left = { $who } verließ den Bereich; der letzte Wert ist f = { $value }.
left-falling = { $who } verließ den Bereich, wo f noch immer fiel; der letzte Wert ist f = { $value }.
left-several = { $who } verließen den Bereich; der tiefste ihrer letzten Werte ist f = { $value }.
left-falling-several = { $who } verließen den Bereich, wo f noch immer fiel; der tiefste ihrer letzten Werte ist f = { $value }.
fell = Kein Ende in Sicht: { $who }, gefallen bis f = { $value }.
unstable = { $who } kommt nie zur Ruhe: η·λmax = { $product } liegt nicht unter { $limit }.
