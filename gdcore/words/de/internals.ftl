# Die Abschnitte internals und algorithm: was in einem Schritt steckt.

n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}
chapter = Ein Schritt von innen: { $optimizer }
algorithm-chapter = Der Algorithmus: { $optimizer }

standing = Die Abbruchbedingung gilt schon am Start: Kein Schritt ist nötig.
lines = In jedem Schritt dieselben Zeilen: Gradient, Schritt, neuer Punkt. Nach { n-steps } ist f von { $before } auf { $after } gelangt.

# $sizes: eine Zahl für jede Variable, nach so vielen Schritten.
adagrad = Der Nenner ist die Wurzel der Summe aller Quadrate von { $letter }: nach { n-steps } { $sizes }. Er wächst nur, also sinkt die Rate in jeder Richtung nur.
average = Der Nenner ist die Wurzel aus dem Mittel der Quadrate von { $letter }: nach { n-steps } { $sizes }.
average-similar = Der Nenner ist die Wurzel aus dem Mittel der Quadrate von { $letter }: nach { n-steps } { $sizes }. So werden Schritte in flachen und steilen Richtungen ähnlich lang.
largest = Der Nenner ist der größte Betrag von { $letter } der letzten Zeit: nach { n-steps } { $sizes }.
largest-similar = Der Nenner ist der größte Betrag von { $letter } der letzten Zeit: nach { n-steps } { $sizes }. So werden Schritte in flachen und steilen Richtungen ähnlich lang.
adadelta = { $letter } wird durch sein quadratisches Mittel geteilt, nach { n-steps } { $sizes }, und mit dem der bisherigen Schritte multipliziert.
size = { $number } entlang { $name }

memory = Frühere Schritte wirken nach: Schritt { $step } ist { $ratio }-mal so lang wie η·‖{ $letter }‖.
memory-turned = Frühere Schritte wirken nach: Schritt { $step } ist { $ratio }-mal so lang wie η·‖{ $letter }‖ und weicht um { $angle }° von −{ $letter } ab.
rprop = Nur die Vorzeichen zählen: Nach { n-steps } sind die Schritte der Variablen { $sizes } lang; sie wachsen, solange ein Vorzeichen bleibt.
sign = Nur Vorzeichen zählen: η = { $rate } entlang jeder Variablen, wie steil f auch ist.
newton = Steigung und Krümmung ergeben den Schritt: anfangs { $first } lang, { $last } in Schritt { $step }.
curvature = Die Krümmung der letzten Schritte lenkt den Weg: Schritt { $step } ist { $ratio }-mal so lang wie η·‖{ $letter }‖.
conjugate = Die neue Richtung fügt zu −{ $letter } einen Teil der alten hinzu: Schritt { $step } weicht um { $angle }° von −{ $letter } ab.
line_search = Die Lernrate wird in jedem Schritt gesucht: In Schritt { $step } ist sie { $rate }.
plain = Nichts wird gemerkt: Ein Schritt ist −η·{ $letter }, anfangs { $first } lang, { $last } in Schritt { $step }.
