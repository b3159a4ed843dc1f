# Was zu sehen ist, für alle, die es nicht sehen: Beschreibungen des Films und seiner Standbilder.
# Dinge sind Nominalgruppen im Nominativ, für „Neu im Bild: …; …." und „Im Bild: …; ….".
# $at ist ein Punkt, „(1; 3)" oder „x = 2"; $over ist „x von −3 bis 3 und y von −2 bis 2".

new = Neu im Bild: { $things }.
still = Lektion „{ $title }“.
sheet = Lektion „{ $title }“, { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
} mit Zeit und Abschnitt: { $pictures }.
in-picture = Im Bild: { $things }.
after-steps = { $steps ->
    [one] Bisher hat die Kugel 1 Schritt getan.
   *[other] Bisher hat die Kugel { $steps } Schritte getan.
}
caption = Untertitel: { $text }

interval = { $name } von { $low } bis { $high }
larger = größerem { $name }
smaller = kleinerem { $name }
value = f = { $value }
value-above = f = { $value }, um { $above } über dem kleinsten Wert im Bereich

title = der Titel „{ $text }“
surface = die Fläche von f über { $over }
surface-level = die Fläche von f über { $over }, überall auf der Höhe f = { $low }
surface-between = die Fläche von f über { $over }, zwischen f = { $low } bei { $low-at } und f = { $high } bei { $high-at }
map = eine Karte von f von oben, für { $over }
map-level = eine Karte von f von oben, für { $over }, überall f = { $low }
map-between = eine Karte von f von oben, für { $over }, zwischen f = { $low } bei { $low-at } und f = { $high } bei { $high-at }
curve = die Kurve von f über { $over }
curve-level = die Kurve von f über { $over }, überall auf der Höhe f = { $low }
curve-between = die Kurve von f über { $over }, zwischen f = { $low } bei { $low-at } und f = { $high } bei { $high-at }
ball = eine Kugel bei { $at }, { $height }
ball-of = die Kugel „{ $label }“ bei { $at }, { $height }
balls = { $count } Kugeln
balls-at = { $count } Kugeln bei { $at }, { $height }
balls-back = { $count ->
    [one] die Kugel, wieder an ihrem Start
   *[other] die Kugeln, wieder an ihren Starts
}
legend = eine Liste der Abstiege nach Farben: { $labels }
formula = die Formel f({ $over }) = { $formula }
formula-long = die Formel von f mit { $count } Zeichen
model = die Formel des Modells, { $formula }
tangent-line = eine Gerade, die die Kurve bei { $at } berührt
tangent-plane = eine Ebene, die die Fläche bei { $at } berührt
gradient = der Pfeil des Gradienten bei { $at }, bergauf, zu { $way }
flat = der Gradient bei { $at }, fast 0
slices = zwei Schnitte durch die Fläche bei { $at }, jeder mit seiner Tangente
sign-step = zwei Schritte ab { $at }, einer entlang des Gradienten und einer nur nach dessen Vorzeichen
update-rule = die Regel von { $method } mit den Zahlen des ersten Schritts
algorithm = { $method } als Pseudocode, Zeile für Zeile
internals = Pfeile an der Kugel: was { $method } aus dem Gradienten macht
field-down = ein Gitter von Pfeilen entlang −∇f, jeder in Richtung des steilsten Abstiegs
field-up = ein Gitter von Pfeilen entlang ∇f, jeder in Richtung des steilsten Anstiegs
marks = Markierungen: { $marks }
many-marks = Markierungen auf kritischen Punkten
minimum = das Minimum bei { $at }
maximum = das Maximum bei { $at }
saddle = der Sattelpunkt bei { $at }
degenerate = der entartete kritische Punkt bei { $at }
basins = { $count ->
    [0] die Starts in Farben danach, wohin sie führen
    [one] die Starts in Farben: die, die zum einen Minimum führen, und die übrigen
   *[other] die Starts in { $count } Farben, einer für jedes Minimum, zu dem sie führen
}
chart = ein Diagramm von f über den Schritten
chart-log = ein Diagramm von f über den Schritten, mit logarithmischer Achse
small-chart = ein kleines Diagramm von f über den Schritten
small-chart-log = ein kleines Diagramm von f über den Schritten, mit logarithmischer Achse
small-schedule = ein kleines Diagramm der Lernrate über den Schritten
small-map = eine kleine Karte von f von oben, mit denselben Abstiegen
data = { $count ->
    [one] 1 Datenpunkt mit dem Modell
   *[other] { $count } Datenpunkte mit dem Modell
}
table = { $count ->
    [one] eine Tabelle mit dem Ende von 1 Abstieg
   *[other] eine Tabelle mit den Enden von { $count } Abstiegen
}
race = eine Tabelle mit der Rangfolge der Abstiege
winner = ein Schild: { $text }

the-ball = Die Kugel
the-ball-of = Die Kugel „{ $label }“
n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}
sets-out = { $ball } rollt los: von { $at } zu { $way }.
set-out = { $count } Kugeln rollen los: von { $at } zu { $way }.
turns-left = { $ball } biegt nach { n-steps } scharf links ab, von oben gesehen.
turns-right = { $ball } biegt nach { n-steps } scharf rechts ab, von oben gesehen.
turns-back = { $ball } kehrt nach { n-steps } um.
turns = { $ball } hat { $count }-mal scharf die Richtung gewechselt.
bends-left = { $ball } hat sich insgesamt um { $degrees }° nach links gewendet, von oben gesehen.
bends-right = { $ball } hat sich insgesamt um { $degrees }° nach rechts gewendet, von oben gesehen.
leaves = { $ball } verlässt den Bereich bei Schritt { $step }.
arrives = { $ball } ist nach { n-steps } bei { $at }: { $height }.
many-set-out = { $count } Kugeln rollen los.
many-leave = { $count ->
    [one] 1 davon verlässt den Bereich.
   *[other] { $count } davon verlassen den Bereich.
}
many-arrive = { $count } davon sind bei Werten von f von { $low } bis { $high }.
many-arrive-alike = { $count ->
    [one] 1 davon ist bei f = { $low }.
   *[other] { $count } davon sind bei f = { $low }.
}

sinks = Die Fläche sinkt zu einer Karte ab, von oben gesehen.
rises = Die Karte erhebt sich wieder zur Fläche.
around-counter-clockwise = Der Blick wandert um { $degrees }° um die Fläche herum, von oben gesehen gegen den Uhrzeigersinn.
around-clockwise = Der Blick wandert um { $degrees }° um die Fläche herum, von oben gesehen im Uhrzeigersinn.
nearer = Der Blick kommt näher.
farther = Der Blick geht zurück.
