# Warum ein Abstieg so verläuft: gesagt, während er läuft, oder nach seinem Ausgang.
# $product: η·λmax mit der größten Krümmung λmax im Minimum; $limit: das Produkt, unter dem das
# Verfahren stabil ist; $place: das Minimum; $factor: Anteil des Abstands nach einem Schritt.

unstable = Im Minimum { $place } ist η·λmax = { $product }, mehr als { $limit }: In der Nähe landet jeder Schritt weiter weg auf der anderen Seite, in der Richtung der stärksten Krümmung.
unstable-limit = Im Minimum { $place } ist η·λmax genau { $limit }: In der Nähe landet jeder Schritt gleich weit weg auf der anderen Seite, in der Richtung der stärksten Krümmung.
crossing = η·λ = { $product } liegt zwischen 1 und 2: Nahe dem Minimum landet jeder Schritt auf der anderen Seite, im { $factor }-fachen Abstand.
zigzag = Quer zum Tal ist η·λmax = { $product }: Jeder Schritt überquert es, Faktor { $steep }. Längs ist λ nur 1/{ $ratio } von λmax: Faktor { $along }.
valley = Das Tal ist quer { $ratio }-mal so stark gekrümmt wie längs. Nahe dem Minimum bleibt vom Fehler je Schritt quer der Faktor { $steep }, längs { $along }.
slow = η·λmax = { $product } ist klein: Nahe dem Minimum nimmt ein Schritt vom Abstand nur den Teil { $part } weg.
even = Nahe dem Minimum lässt jeder Schritt vom Abstand den Faktor |1 − η·λ| = { $factor } übrig.
line = Nahe dem Minimum lässt jeder Schritt vom Abstand |1 − η·λ| = { $factor } übrig, denn η = { $rate } und λ = { $curvature }.
round = Nahe dem Minimum multipliziert ein Schritt den Abstand mit |1 − η·λ|, λ die Krümmung in dieser Richtung. Hier liegen die Faktoren zwischen { $steep } und { $factor }.
memory-swing = Jeder Schritt behält den Anteil μ = { $kept } des vorigen und läuft deshalb über das Minimum hinaus; in der Nähe schrumpft die Schwingung je Schritt um den Faktor { $factor }.
memory = Jeder Schritt behält den Anteil μ = { $kept } des vorigen; nahe dem Minimum bleibt vom Abstand je Schritt der Faktor { $factor }.
newton = Steigung durch Krümmung: Nahe dem Minimum lässt jeder Schritt vom Abstand 1 − η = { $factor } übrig.
newton-full = Steigung durch Krümmung: Wo f fast eine Parabel ist, führt ein Schritt zu ihrem tiefsten Punkt.
kink = Bei { $place } springt die Steigung von { $left } auf { $right }: Auch ganz in der Nähe wird ein Schritt nicht kürzer.
kink-any = Bei { $place } hat f einen Knick, an dem die Steigung springt: Auch ganz in der Nähe wird ein Schritt nicht kürzer.
decay = Weight Decay addiert λ·x zum Gradienten, λ = { $decay }: Jeder Schritt wird auch zum Ursprung gezogen.
batch = Jeder Schritt sieht nur { $few } der { $all } Datenpunkte: billig, aber verrauscht. Deshalb irrt der Abstieg umher.
noise = Jeder Gradient ist mit der Standardabweichung { $sigma } verrauscht: Wo die Steigung kleiner ist, führt das Rauschen.
changing = Die Lernrate ändert sich von Schritt zu Schritt: anfangs { $first }, am Ende { $last }.
to-go = So dauert es noch etwa { $more } Schritte, bis vom anfänglichen Abstand 1 % bleibt.
no-minimum = Im Inneren dieses Bereichs hat f kein Minimum, in dem ein Abstieg zur Ruhe kommen könnte.

turn = Schritt { $step }: f steigt von { $before } auf { $after }.

# Was jedes Verfahren aus dem Gradienten macht, wenn von seinem Weg nichts weiter bekannt ist.
gradient_descent = Jeder Schritt ist −η·∇f mit η = { $rate }: lang, wo f steil ist, kurz, wo f flach ist.
momentum = Jeder Schritt behält den Anteil μ = { $kept } des vorigen, dazu kommt −η·∇f: Auf langem Gefälle nimmt er Fahrt auf.
nesterov = Momentum mit Vorausblick: Von jedem Schritt bleibt der Anteil μ = { $kept }, und der Gradient wird davor und danach addiert.
adagrad = Jede Komponente von ∇f wird durch die Wurzel der Summe ihrer bisherigen Quadrate geteilt. So herrschen steile Richtungen nicht vor, und die Schritte werden kürzer.
adadelta = Jede Komponente von ∇f wird durch ihr quadratisches Mittel geteilt und mit dem der bisherigen Schritte multipliziert: Diese geben den Maßstab vor.
rmsprop = Jede Komponente von ∇f wird durch die Wurzel aus dem Mittel ihrer Quadrate geteilt. So ist ein Schritt in flachen Richtungen etwa so lang wie in steilen.
adam = Der gemittelte Gradient wird komponentenweise durch die Wurzel seiner gemittelten Quadrate geteilt. So bestimmt η die Länge eines Schritts, nicht die Steigung.
adamw = Wie Adam: der gemittelte Gradient durch die Wurzel seiner gemittelten Quadrate; dazu zieht jeder Schritt den Punkt zum Ursprung.
adamax = Der gemittelte Gradient wird komponentenweise durch seinen größten Betrag der letzten Zeit geteilt. So bestimmt η die Länge eines Schritts, nicht die Steigung.
nadam = Adam mit Vorausblick: der gemittelte Gradient, der neueste stärker gewichtet, durch die Wurzel seiner gemittelten Quadrate.
radam = Adam mit vorsichtigem Anfang: erst nur der gemittelte Gradient, dann geteilt durch die Wurzel seiner gemittelten Quadrate.
rprop = Von jeder Steigung zählt nur das Vorzeichen: Ein Schritt wächst, solange es bleibt, und schrumpft, wenn es wechselt.
lion = Vom gemittelten Gradienten zählt nur das Vorzeichen: Jeder Schritt ist in jeder Variablen { $rate } lang.
newton-one = Steigung durch Krümmung: der Schritt zum tiefsten Punkt einer Parabel; bergab, wo f nach unten gekrümmt ist.
newton-any = Steigung durch Krümmung: der Schritt zum tiefsten Punkt einer Parabel, mal η = { $rate }; bergab, wo f nach unten gekrümmt ist.
conjugate_gradient = Jede Richtung ist −∇f und ein Teil der vorigen, damit wenig vom Erreichten verloren geht; die Länge folgt aus der Krümmung in dieser Richtung.
lbfgs = Aus den letzten Schritten und den Änderungen des Gradienten wird die Krümmung geschätzt, durch die die Steigung geteilt wird.
line_search = Jeder Schritt versucht η = { $rate } entlang −∇f und wird verkürzt, bis f genug gefallen ist.

# Was mehrere Abstiege unterscheidet.
rates = λmax = { $curvature } im Minimum { $place }. In der Nähe schrumpft der Abstand, solange η unter { $limit }/λmax = { $stable } liegt, und wächst, wenn η darüber liegt.
rates-changing = Ein Start, { $count } Lernraten: Bei gleicher Steigung bestimmt allein η, wie lang ein Schritt ist.
ridge-ends = Auf der geraden Linie zwischen ihren Enden steigt f bis { $height }. Der Start entscheidet, welches Ende erreicht wird.
ridge-valleys = Auf der geraden Linie zwischen ihren Enden steigt f bis { $height }: Sie liegen in zwei Tälern, und der Start entscheidet, welches erreicht wird.
one-end = { $count ->
    [2] Beide
   *[other] Alle { $count }
} Abstiege enden bei { $place }: Von jedem Start führt der Weg bergab dorthin.
starts = { $count } Startpunkte: Jeder Abstieg nimmt seinen eigenen Weg bergab.
condition = Im Minimum ist f in einer Richtung { $ratio }-mal so stark gekrümmt wie in einer anderen: Keine einzelne Lernrate passt zu beiden.
methods = Eine Funktion, { $count } Verfahren: Sie unterscheiden sich darin, was sie aus dem Gradienten machen.
clock = Alle { $count } Abstiege laufen im gleichen Takt: jeder Schritt zur gleichen Zeit.
some-batch = Manche Schritte sehen nur einen Teil der { $all } Datenpunkte: billig, aber verrauscht.
some-noise = Manche Gradienten sind verrauscht.
