# Der Abschnitt critical_points und die Zeilen über die Landschaft in einem Bericht.
# $value ist ein Wert von f, $at ein Punkt, „(1; 3)“ oder „x = 2“; Zahlen sind schon geschrieben.

chapter = Kritische Punkte

# Wo der Gradient 0 ist: $places ist eine Liste der Meldungen danach, im Dativ. -some: die Suche
# wurde abgebrochen. Bei einer Variablen „slope“.
gradient = Der Gradient ist 0 in { $places }.
gradient-some = Der Gradient ist 0 in { $places }; die Suche wurde abgebrochen, es kann also mehr geben.
gradient-nowhere = In diesem Bereich wurde keine Stelle gefunden, an der der Gradient 0 ist.
slope = f′ ist 0 in { $places }.
slope-some = f′ ist 0 in { $places }; die Suche wurde abgebrochen, es kann also mehr geben.
slope-nowhere = In diesem Bereich wurde keine Stelle gefunden, an der f′ 0 ist.
minima = { $count ->
    [one] 1 Minimum
   *[other] { $count } Minima
    }
maxima = { $count ->
    [one] 1 Maximum
   *[other] { $count } Maxima
    }
saddles = { $count ->
    [one] 1 Sattelpunkt
   *[other] { $count } Sattelpunkten
    }
inflections = { $count ->
    [one] 1 Wendepunkt
   *[other] { $count } Wendepunkten
    }
degenerates = { $count ->
    [one] 1 entarteten Punkt
   *[other] { $count } entarteten Punkten
    }
lines = { $count ->
    [one] jedem Punkt einer Linie
   *[other] jedem Punkt von { $count } Linien
    }
curves = { $count ->
    [one] jedem Punkt einer Kurve
   *[other] jedem Punkt von { $count } Kurven
    }
regions = { $count ->
    [one] jedem Punkt eines flachen Gebiets
   *[other] jedem Punkt von { $count } flachen Gebieten
    }

# Minima und Maxima, in denen f keinen Gradienten hat.
tip-minimum = Bei { $at } hat f ein Minimum ohne Gradienten: eine Spitze, von der aus f nach allen Seiten steigt.
tip-maximum = Bei { $at } hat f ein Maximum ohne Gradienten: eine Spitze, von der aus f nach allen Seiten fällt.
tips = { $count } Minima oder Maxima von f sind Spitzen, in denen es keinen Gradienten hat.
crease = Entlang einer Linie von Minima hat f keinen Gradienten: Wie von einer Falte steigt es nach beiden Seiten.

# Wo f im Bereich am tiefsten ist.
lowest-one = Der kleinste Wert in diesem Bereich ist f = { $value }, bei { $at }.
lowest-few = Der kleinste Wert in diesem Bereich ist f = { $value }, angenommen bei { $places }.
lowest-many = Der kleinste Wert in diesem Bereich ist f = { $value }, angenommen in { $count } Minima.
lowest-many-some = Der kleinste Wert in diesem Bereich ist f = { $value }, angenommen in mindestens { $count } Minima.
lowest-set = Der kleinste Wert in diesem Bereich ist f = { $value }; dort wird er überall angenommen.
# Ein Minimum, aber f ist anderswo kleiner: am Rand, an anderer Stelle, ohne Schranke an einem Pol.
local-edge = Das Minimum f = { $value } bei { $at } ist ein lokales: Am Rand, bei { $lower }, ist f { $least }.
local-elsewhere = Das Minimum f = { $value } bei { $at } ist ein lokales: Bei { $lower } ist f { $least }.
local-pole = Das Minimum f = { $value } bei { $at } ist ein lokales: Auf { $lower } zu fällt f unbeschränkt.
local-unknown = Das tiefste gefundene Minimum ist f = { $value } bei { $at }.
# Kein Minimum.
none = Keiner dieser Punkte ist ein Minimum.
none-one = Er ist kein Minimum.
edge = Am kleinsten ist f am Rand des Bereichs: f = { $least } bei { $lower }.
edge-many = Am kleinsten ist f, wo der Bereich es abschneidet: f = { $least } an { $count } Stellen des Randes.
edge-cut = Am kleinsten ist f, wo der Bereich es abschneidet, f = { $least } bei { $lower }; außerhalb fällt es weiter.
pole = Auf { $lower } zu fällt f unbeschränkt.

# Warum: der letzte Satz.
why-saddle = Im Sattelpunkt ist f in einer Richtung nach oben gekrümmt, in einer anderen nach unten.
why-saddles = Von einem Sattelpunkt aus steigt f in einer Richtung und fällt in einer anderen.
why-inflection = In einem Wendepunkt ist f auf einer Seite kleiner und auf der anderen größer.
why-flat-minimum = Die Krümmung ist in mindestens einer Richtung 0, doch ringsum ist f größer: ein Minimum.
why-minimum = In diesem Minimum ist f in jeder Richtung nach oben gekrümmt.
why-maximum = In diesem Maximum ist f in jeder Richtung nach unten gekrümmt.
why-valley = Längs des Talbodens bleibt f gleich, quer dazu steigt es.
why-degenerate = Bei { $at } ist die Krümmung in mindestens einer Richtung 0, und die Werte in der Nähe verraten die Art nicht.

# Namen an den Punkten und in einer Legende.
minimum = Minimum
maximum = Maximum
saddle = Sattelpunkt
inflection = Wendepunkt
degenerate = entartet
plural-minimum = Minima
plural-maximum = Maxima
plural-saddle = Sattelpunkte
plural-inflection = Wendepunkte
plural-degenerate = entartete Punkte

# Eine Zeile eines Berichts über jeden Punkt.
at-minimum = Minimum bei { $at }, f = { $value }; aus der Nähe kommt das Gradientenverfahren dort zur Ruhe, wenn die Lernrate unter { $rate } liegt.
at-flat-minimum = Minimum bei { $at }, f = { $value }; in mindestens einer Richtung ist die Krümmung 0, ringsum ist f größer.
at-maximum = Maximum bei { $at }, f = { $value }; die Eigenwerte der Hesse-Matrix sind { $eigenvalues }.
at-saddle = Sattelpunkt bei { $at }, f = { $value }; die Eigenwerte der Hesse-Matrix sind { $eigenvalues }.
at-inflection = Wendepunkt bei { $at }, f = { $value }; auf einer Seite ist f kleiner, auf der anderen größer.
at-degenerate = Entarteter Punkt bei { $at }, f = { $value }; die Eigenwerte der Hesse-Matrix sind { $eigenvalues }.
at-tip-minimum = Minimum bei { $at }, f = { $value }; eine Spitze: Dort hat f keinen Gradienten.
at-tip-maximum = Maximum bei { $at }, f = { $value }; eine Spitze: Dort hat f keinen Gradienten.
at-edge = Kleinster Wert längs des Randes nahe { $at }, f = { $value }; vom Bereich abgeschnitten: Außerhalb fällt f weiter.
at-edge-end = Kleinster Wert längs des Randes nahe { $at }, f = { $value }; nach innen steigt f.
of-line = Linie von { $kinds }: { $name } = { $held } für { $along } von { $from } bis { $to }, f = { $value }.
of-curve = Kurve von { $kinds } durch { $at }, f = { $value }.
of-region = Flaches Gebiet um { $at }, f = { $value }.
critical = kritischen Punkten
more = Es gibt mehr als { $count } kritische Punkte; die übrigen sind weggelassen.
cut-short = Die Suche wurde abgebrochen: Es kann mehr geben.
