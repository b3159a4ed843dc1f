# Die Abschnitte descend und follow: die Abstiege laufen.

n-descents = { $count ->
    [one] Abstieg
   *[other] Abstiege
}
n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritte
}
chapter = { n-descents }: { n-steps }
chapter-near = { n-descents }: { n-steps }, aus der Nähe
