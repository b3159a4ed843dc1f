# Der Abschnitt loss_curve: das Diagramm von f über den Schritten. $part: 90 %.

n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}
chapter = f über den Schritten

running = Das Diagramm zeigt f nach jedem Schritt.
fell = f fällt von { $first } auf { $last }; { $part } davon nach { $fast } von { n-steps }.
fell-lower = f fällt von { $first } auf { $last }, war unterwegs aber tiefer: { $low } nach { n-steps }.
rose = f geht von { $first } auf { $last }: Es endet höher, als es begann.
back = f endet so hoch, wie es begann, bei { $last }. Unterwegs liegt es zwischen { $low } und { $high }.
level = f bleibt bei { $last }.
left-at-once = Am Start ist f = { $first }; der erste Schritt verlässt den Bereich.
left = f geht von { $first } auf { $last }; dann, nach { n-steps }, verlässt der Abstieg den Bereich.
arrived = Dauerhaft { $part } des Weges zum Wert des Minimums, { $last }, zurückgelegt: { $others }.
arrived-more = Dauerhaft { $part } des Weges zum Wert des Minimums, { $last }, zurückgelegt: { $others }, dazu { $more } weitere.
arrived-met = Dauerhaft { $part } des Weges zum tiefsten erreichten Wert, { $last }, zurückgelegt: { $others }.
arrived-met-more = Dauerhaft { $part } des Weges zum tiefsten erreichten Wert, { $last }, zurückgelegt: { $others }, dazu { $more } weitere.
after = { $who } ab Schritt { $steps }
late = Noch nicht: { $who }.
never = Nie, weil η·λmax nicht unter der Grenze liegt: { $who }.
gone = Nicht mehr im Bereich: { $who }.
nobody = Kein Abstieg bleibt im Bereich: Es gibt keinen tiefsten Wert als Maß.
log = In dieser Skala bedeutet eine Gerade: in jedem Schritt derselbe Faktor.
log-factor = Die Gerade am Ende bedeutet in jedem Schritt denselben Faktor: { $factor }.
log-shifted = Gezeigt ist f − f_min mit f_min = { $least }.
