# Der Abschnitt loss_curve: das Diagramm von f über den Schritten. $part: 90 %.

n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}
chapter = f über den Schritten

running = Das Diagramm zeigt f nach jedem Schritt.
fell = f fällt von { $first } auf { $last }; { $part } davon nach { $fast } von { n-steps }.
rose = f geht von { $first } auf { $last }: Es fällt nicht.
level = f bleibt bei { $last }.
left = f geht von { $first } auf { $last }; dann, nach { n-steps }, verlässt der Abstieg den Bereich.
arrived = Dauerhaft { $part } des Weges zu f = { $last } zurückgelegt: { $others }.
arrived-more = Dauerhaft { $part } des Weges zu f = { $last } zurückgelegt: { $others }, dazu { $more } weitere.
after = { $who } ab Schritt { $steps }
late = Noch nicht: { $who }.
never = Nie, weil η·λmax zu groß ist: { $who }.
gone = Nicht mehr im Bereich: { $who }.
nobody = Kein Abstieg bleibt im Bereich: Es gibt keinen tiefsten Wert als Maß.
log = In dieser Skala bedeutet eine Gerade: in jedem Schritt derselbe Faktor.
log-factor = Die Gerade am Ende bedeutet in jedem Schritt denselben Faktor: { $factor }.
log-shifted = Gezeigt ist f − f_min mit f_min = { $least }.
