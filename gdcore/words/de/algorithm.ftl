# Der Pseudocode eines Verfahrens in Typsts Mathematik: Wörter stehen in Anführungszeichen.

loop = "für" k = 1, 2, 3, …
from-past-steps = "aus bisherigen Schritten"
until-lower = "bis" f "genug fällt"
step-of-method = "der Schritt des Verfahrens"
