# Der Abschnitt orbit: ein Gang um die Fläche.

chapter = Ein Gang um die Fläche
