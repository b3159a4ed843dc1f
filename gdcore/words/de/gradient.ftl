# Der Abschnitt gradient: der Pfeil des Gradienten in einem Punkt.

chapter = Der Gradient: { $at }

undefined = Bei { $at } gibt es keinen Gradienten: f ist dort nicht definiert.
rough = Bei { $at } gibt es keinen Gradienten: f ist dort nicht glatt.
kink = Bei { $at } gibt es keinen Gradienten: Entlang { $name } ist die Steigung { $left } auf der einen und { $right } auf der anderen Seite.
zero = Bei { $at } ist der Gradient 0: In erster Ordnung führt kein Weg bergab.
flat = Bei { $at } ist der Gradient fast 0: ‖∇f‖ = { $norm }. Ein Schritt entlang des Gradienten ist kaum einer.

falls-left = { $derivative } = { $slope } ist positiv: f steigt, wenn { $name } wächst; bergab geht es also zu kleinerem { $name }.
falls-right = { $derivative } = { $slope } ist negativ: f fällt, wenn { $name } wächst; bergab geht es also zu größerem { $name }.

opposite = Der Gradient { $gradient } zeigt in die Richtung des steilsten Anstiegs; jeder Schritt des Gradientenverfahrens geht deshalb in die Gegenrichtung.
uphill = Der Gradient { $gradient } zeigt in die Richtung des steilsten Anstiegs, −∇f in die des steilsten Abstiegs.
