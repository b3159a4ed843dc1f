# Der Abschnitt zoom: ein Punkt aus der Nähe.

chapter = Aus der Nähe: { $at }

undefined = Aus der Nähe: f ist bei { $at } nicht definiert.
rough = Aus der Nähe: f = { $value } bei { $at }; dort hat f keinen Gradienten.
slope = Aus der Nähe: f = { $value } bei { $at }, und die Steigung ist f′ = { $slope }.
gradient = Aus der Nähe: f = { $value } bei { $at }, und der Gradient hat die Länge { $norm }.
