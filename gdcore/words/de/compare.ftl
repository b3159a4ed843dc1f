# Der Abschnitt compare: die Endwerte einiger Abstiege nebeneinander.

n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}
chapter = Die Endwerte

none = Keiner von ihnen endet, wo f definiert ist.
alike = Alle enden bei f = { $value }, jeweils nach { n-steps }.
alike-fastest = Alle enden bei f = { $value }; { $who } braucht die wenigsten Schritte: { $steps }.
alike-several = Alle enden bei f = { $value }; { $who } brauchen die wenigsten Schritte: { $steps }.
lowest = { $who } endet am tiefsten, bei f = { $value } nach { n-steps }.
lowest-several = { $who } enden am tiefsten, bei f = { $value }.
staying = Von den übrigen endet { $who } am tiefsten, bei f = { $value } nach { n-steps }.
staying-several = Von den übrigen enden { $who } am tiefsten, bei f = { $value }.
other = { $who } endet bei f = { $value }.
others = Die anderen enden zwischen f = { $low } und { $high }.
bottomless = Aus dem Bereich oder ohne Ende bergab, bis f = { $value }: { $who }. Einen tiefsten Wert zum Vergleich gibt es dort nicht.
unstable = { $who } kommt nie zur Ruhe: η·λmax = { $product } liegt nicht unter { $limit }.
