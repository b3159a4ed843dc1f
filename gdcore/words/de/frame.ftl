# Kurze Wörter in Tabellen, Diagrammen und Anzeigen.

step = Schritt
