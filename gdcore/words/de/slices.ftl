# Der Abschnitt slices: zwei Ebenen schneiden die Fläche; die Steigungen sind partielle Ableitungen.

chapter = Schnitte durch die Fläche: { $at }

undefined = Bei { $at } gibt es keine Steigungen: f ist dort nicht definiert.
rough = Die Schnitte durch { $at } haben dort keine Tangenten: f ist in diesem Punkt nicht glatt.
kink = Der Schnitt entlang { $name } hat bei { $at } einen Knick: Steigung { $left } auf der einen, { $right } auf der anderen Seite. ∂f/∂{ $name } existiert dort nicht.
slopes = Zwei Ebenen schneiden die Fläche, { $first } und { $second }. Die Steigungen der Schnitte bei { $at } sind die partiellen Ableitungen: { $slopes }.
