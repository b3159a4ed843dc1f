# Der Abschnitt surface: die Fläche oder Kurve von f erscheint, auf einer Tafel ihre Formel.
# $over sind die Variablen, „(x, y)“ oder „x“; $f ist f mit ihnen, „f(x, y)“.

chapter-surface = Die Fläche von { $f }
chapter-curve = Der Graph von { $f }
chapter-formula = Die Funktion { $f }

height = Die Höhe über { $over } ist der Wert { $f }: hier von { $low } bis { $high }.
height-constant = Die Höhe über { $over } ist der Wert { $f }: hier überall { $low }.
height-endless = Die Höhe über { $over } ist der Wert { $f }; wo er unbeschränkt wächst oder fällt, ist das Bild abgeschnitten.
height-cut = Die Höhe über { $over } ist der Wert { $f }; von Werten zwischen { $low } und { $high } sind die äußersten abgeschnitten.
nowhere = { $f } ist in diesem Bereich nirgends definiert.
loss = Die Höhe über { $over } ist { $loss } von { $model } auf { $count ->
    [one] 1 Datenpunkt
   *[other] { $count } Datenpunkten
    }: hier von { $low } bis { $high }.
mean_squared_error = der mittlere quadratische Fehler
log_loss = die logistische Verlustfunktion
map = Von oben gesehen: Jede Linie verbindet Stellen mit gleichem f, hier von { $low } bis { $high }.
map-endless = Von oben gesehen: Jede Linie verbindet Stellen mit gleichem f; wo f unbeschränkt wächst oder fällt, ist die Karte abgeschnitten.

board = { $f } hat { $count ->
    [one] 1 Variable
   *[other] { $count } Variablen
    }.
board-many = { $f } hat { $count } Variablen und keine Fläche, die zu sehen wäre.
board-gradient = Bei { $at } ist der Gradient ∇f = { $gradient }.
board-long = Der Gradient ist trotzdem eine Liste von { $count } Zahlen.
