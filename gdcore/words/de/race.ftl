# Der Abschnitt race: erst eine Frage, dann, wer zuerst da war. $who: die Namen der Ersten;
# $others: Namen mit ihren Schritten in Klammern; $more: wie viele nicht genannt sind; $gap: 1 %
# des Falls vom höchsten Start; $low: der Wert, zu dem er führt.

n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}
chapter = Wettlauf von { $count } Abstiegen

who-escape = { $count } Abstiege: Welcher verlässt als Erster den Bereich?
who-bottom = { $count } Abstiege: Welcher ist als Erster unten?
who-lowest = { $count } Abstiege: Welcher endet am tiefsten?

won-escape = { $who } verlässt als Erster den Bereich, nach { n-steps }.
tied-escape = { $who } verlassen als Erste den Bereich, jeweils nach { n-steps }.
won-minimum = Zuerst und dauerhaft höchstens { $gap } über dem Wert des Minimums, { $low }: { $who } nach { n-steps }.
tied-minimum = Zuerst und dauerhaft höchstens { $gap } über dem Wert des Minimums, { $low }: { $who } nach je { n-steps }.
won-met = Zuerst und dauerhaft höchstens { $gap } über dem tiefsten erreichten Wert, { $low }: { $who } nach { n-steps }.
tied-met = Zuerst und dauerhaft höchstens { $gap } über dem tiefsten erreichten Wert, { $low }: { $who } nach je { n-steps }.
then = Danach { $others }.
then-more = Danach { $others }; nach ihnen { $more } weitere.
late-escape = Am Ende noch im Bereich: { $who }.
late-bottom = Am Ende noch nicht unten: { $who }.
gone = Nicht mehr im Bereich: { $who }.
never = Nie, weil η·λmax nicht unter der Grenze liegt: { $who }.
lowest = { $who } endet am tiefsten, f = { $value }; am höchsten { $last }, f = { $high }.
level = { $count ->
    [2] Beide
   *[other] Alle
} enden bei f = { $value }.
all-gone = Niemand gewinnt: Keiner { $count ->
    [2] der beiden Abstiege
   *[other] von { $count } Abstiegen
} endet im Bereich.
nobody = Niemand gewinnt: Kein Abstieg endet, wo f definiert ist.

plate-out = { $who }: draußen nach { n-steps }
plate-there = { $who }: unten nach { n-steps }
plate-lowest = { $who }: f = { $value }
out = draußen
