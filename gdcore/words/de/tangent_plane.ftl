# Der Abschnitt tangent_plane: die Tangentialebene, bei einer Variablen die Tangente, in einem Punkt.
# $at ist ein Punkt, „(1; 3)“ oder „x = 2“; Zahlen sind schon geschrieben.

line-chapter = Die Tangente: { $at }
plane-chapter = Die Tangentialebene: { $at }

undefined = Bei { $at } gibt es keine Tangente: f ist dort nicht definiert.
line-kink = Bei { $at } gibt es keine Tangente: f hat dort einen Knick mit der Steigung { $left } links und { $right } rechts.
plane-kink = Bei { $at } gibt es keine Tangentialebene: f hat dort einen Knick. Entlang { $name } ist die Steigung { $left } auf der einen und { $right } auf der anderen Seite.
rough = Bei { $at } gibt es keine Tangente: f ist dort nicht glatt.

line = Die Tangente bei { $at } hat die Steigung { $derivative } = { $slope }: In der Nähe ist f fast diese Gerade.
line-zero = Die Tangente bei { $at } ist waagrecht: { $derivative } = 0.
line-flat = Die Tangente bei { $at } ist fast waagrecht: { $derivative } = { $slope }.

plane = Die Tangentialebene bei { $at } hat die Steigungen { $slopes }: In der Nähe ist f fast diese Ebene.
plane-zero = Die Tangentialebene bei { $at } ist waagrecht: Beide partiellen Ableitungen sind 0.
plane-flat = Die Tangentialebene bei { $at } ist fast waagrecht: ihre Steigungen sind { $slopes }.
slope = { $slope } entlang { $name }
