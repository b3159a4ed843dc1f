# The beats descend and follow: the descents run.

n-descents = { $count ->
    [one] Descent
   *[other] Descents
}
n-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
chapter = { n-descents }: { n-steps }
chapter-near = { n-descents }: { n-steps }, near by
