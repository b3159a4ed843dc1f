# Der Abschnitt look: die Kamera bewegt sich.

chapter-closer = Aus der Nähe
