# Der Abschnitt contour: die Fläche sinkt in ihre Karte.

chapter = Die Höhenlinien
above = Von oben gesehen: Entlang jeder Höhenlinie bleibt f gleich; wo sie dicht liegen, ist es steil, und −∇f kreuzt sie rechtwinklig.
rising = Dieselben Stellen, wieder auf der Fläche: Jede Linie der Karte ist eine Höhe.
