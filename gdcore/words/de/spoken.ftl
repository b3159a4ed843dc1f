# Wie eine Stimme die Zeichen der Mathematik sagt, die in einem Satz stehen können.

gradient = der Gradient von { $name }
gradient-length = die Länge des Gradienten
length = die Länge von { $what }
absolute = der Betrag von { $what }
value = { $name } von { $arguments }
partial = die partielle Ableitung von { $name } nach { $variable }
squared = { $base } Quadrat
cubed = { $base } hoch drei
power = { $base } hoch { $exponent }
plus = plus
minus = minus
plus-minus = plus oder minus
times = mal
over = durch
equals = gleich
about = ungefähr
not-equal = ungleich
less = kleiner als
greater = größer als
at-most = höchstens
at-least = mindestens
to = nach
proportional = proportional zu
infinity = unendlich
root = die Wurzel aus
sum = die Summe von
