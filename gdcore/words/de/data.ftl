# Das Bild der Daten: Namen der Achsen, wenn das Modell mehrere Merkmale hat.

in-data = in den Daten
of-model = im Modell
