# Wie ein Abstieg ausging. $steps: die Schritte; $value: f im letzten Punkt; $place: dieser Punkt;
# $label: der Name des Abstiegs in einer Liste; $exit: der Schritt, der aus dem Bereich führt.
# $goal: das Minimum, zu dem er führt, oder wo sich ∇f und Weight Decay aufheben.
# `line-…` ist eine Zeile einer solchen Liste, `short-…` eine einer schmalen Tabelle.

n-steps = { $steps ->
    [one] 1 Schritt
   *[other] { $steps } Schritten
}

unmoved = Kein Schritt: f = { $value } bei { $place }.
no-start = Kein Schritt ist möglich: Am Start, { $place }, ist f oder seine Steigung nicht definiert.
no-first = Kein Schritt: Der erste würde nach { $next } führen, wo f oder seine Steigung nicht definiert ist.
rest-minimum = Von Anfang an in Ruhe: In diesem Minimum, { $place }, ist der Gradient 0.
rest-saddle = Von Anfang an in Ruhe: In diesem Sattelpunkt, { $place }, ist der Gradient 0.
rest-maximum = Von Anfang an in Ruhe: In diesem Maximum, { $place }, ist der Gradient 0.
rest-plateau = Von Anfang an in Ruhe: Rund um { $place } ist f flach.
rest-still = Von Anfang an in Ruhe: Bei { $place } ist der Gradient so gut wie 0.
rest-kink = Von Anfang an in Ruhe, bei { $place }: Dort hat f einen Knick und keinen Gradienten.
rest-balance = Von Anfang an in Ruhe: Bei { $place } heben sich Gradient und Weight Decay auf.
minimum = Nach { n-steps } in einem Minimum zur Ruhe gekommen: f = { $value } bei { $place }.
saddle = Nach { n-steps } in einem Sattelpunkt stehen geblieben, keinem Minimum: f = { $value } bei { $place }.
maximum = Nach { n-steps } in einem Maximum stehen geblieben: f = { $value } bei { $place }.
plateau = Nach { n-steps } stehen geblieben, wo f ringsum flach ist: f = { $value } bei { $place }.
still = Nach { n-steps } in Ruhe, wo der Gradient so gut wie 0 ist: f = { $value } bei { $place }.
kink = Nach { n-steps } auf einem Knick in Ruhe, wo f keinen Gradienten hat: f = { $value } bei { $place }.
converged = Nach { n-steps } konvergiert: f = { $value } bei { $place }.
halted = Nach { n-steps } durch die Abbruchregel beendet, wo der Gradient so gut wie 0 ist: f = { $value } bei { $place }.
halted-short = Nach { n-steps } durch die Abbruchregel beendet, weil die Schritte so kurz sind: f = { $value } bei { $place }.
edge = Nach { n-steps } am Rand des Bereichs festgehalten: f = { $value } bei { $place }.
arrived = Nach { n-steps } fürs Auge so tief wie das Minimum bei { $goal }: f = { $value }.
arrived-balance = Nach { n-steps } fürs Auge bei { $goal }, wo sich ∇f und Weight Decay aufheben: f = { $value }.
balance = Nach { n-steps } in Ruhe: f = { $value } bei { $place }, wo sich ∇f und Weight Decay aufheben.
under-way = Nach { n-steps } noch nicht konvergiert: f = { $value } bei { $place }.
falling = Nach { n-steps } fällt f noch immer: f = { $value } bei { $place }.
wanders = Nach { n-steps } nicht konvergiert: f = { $value } bei { $place }.
never = Nach { n-steps } nicht konvergiert, und dabei bleibt es: f = { $value } bei { $place }.
noisy = Nach { n-steps } mit verrauschten Gradienten: f = { $value } bei { $place }. Das Umherirren geht weiter.
swings = Nach { n-steps } noch immer im Hin und Her: f = { $value } bei { $place }.
rises = Nach { n-steps } divergiert: f steigt von { $first } auf { $value }.
falls = Kein Ende in Sicht: Nach { n-steps } ist f von { $first } auf { $value } gefallen.
left = In Schritt { $exit } den Bereich verlassen, auf dem Weg nach { $place }.
undefined = Nach { n-steps } zu Ende: Im nächsten Punkt, { $next }, ist f nicht definiert; zuletzt ist f = { $value } bei { $place }.
endless = Nach { n-steps } zu Ende: Im nächsten Punkt ist f zu groß für eine Zahl; zuletzt ist f = { $value } bei { $place }.
rough = Nach { n-steps } zu Ende: Im nächsten Punkt, { $next }, hat f keinen Gradienten; zuletzt ist f = { $value } bei { $place }.

line-unmoved = { $label }: kein Schritt, f = { $value }
line-no-start = { $label }: kein Schritt, am Start ist f oder seine Steigung nicht definiert
line-no-first = { $label }: kein Schritt, der erste führte dorthin, wo f nicht definiert ist
line-rest-minimum = { $label }: von Anfang an in Ruhe, in einem Minimum
line-rest-saddle = { $label }: von Anfang an in Ruhe, in einem Sattelpunkt
line-rest-maximum = { $label }: von Anfang an in Ruhe, in einem Maximum
line-rest-plateau = { $label }: von Anfang an in Ruhe, f ist ringsum flach
line-rest-still = { $label }: von Anfang an in Ruhe, der Gradient ist so gut wie 0
line-rest-kink = { $label }: von Anfang an in Ruhe, auf einem Knick
line-rest-balance = { $label }: von Anfang an in Ruhe, ∇f und Weight Decay heben sich auf
line-minimum = { $label }: nach { n-steps } in einem Minimum in Ruhe, f = { $value }
line-saddle = { $label }: nach { n-steps } in einem Sattelpunkt stehen geblieben, f = { $value }
line-maximum = { $label }: nach { n-steps } in einem Maximum stehen geblieben, f = { $value }
line-plateau = { $label }: nach { n-steps } auf einem Plateau stehen geblieben, f = { $value }
line-still = { $label }: nach { n-steps } in Ruhe, f = { $value }
line-kink = { $label }: nach { n-steps } auf einem Knick in Ruhe, f = { $value }
line-converged = { $label }: nach { n-steps } konvergiert, f = { $value }
line-halted = { $label }: nach { n-steps } durch die Abbruchregel beendet, f = { $value }
line-edge = { $label }: nach { n-steps } am Rand des Bereichs festgehalten, f = { $value }
line-arrived = { $label }: nach { n-steps } fürs Auge so tief wie das Minimum, f = { $value }
line-arrived-balance = { $label }: nach { n-steps } fürs Auge dort, wo sich ∇f und Weight Decay aufheben, f = { $value }
line-balance = { $label }: nach { n-steps } in Ruhe, ∇f und Weight Decay heben sich auf, f = { $value }
line-under-way = { $label }: nach { n-steps } noch nicht konvergiert, f = { $value }
line-falling = { $label }: fällt nach { n-steps } noch immer, f = { $value }
line-wanders = { $label }: nach { n-steps } nicht konvergiert, f = { $value }
line-never = { $label }: konvergiert nie, η·λmax = { $product } > { $limit }; nach { n-steps } f = { $value }
line-noisy = { $label }: irrt nach { n-steps } weiter umher, f = { $value }
line-swings = { $label }: springt nach { n-steps } noch immer hin und her, f = { $value }
line-rises = { $label }: nach { n-steps } divergiert, f steigt von { $first } auf { $value }
line-falls = { $label }: nach { n-steps } ist f von { $first } auf { $value } gefallen, kein Ende in Sicht
line-left = { $label }: in Schritt { $exit } den Bereich verlassen
line-undefined = { $label }: nach { n-steps } zu Ende, im nächsten Punkt ist f nicht definiert
line-endless = { $label }: nach { n-steps } zu Ende, im nächsten Punkt ist f zu groß für eine Zahl
line-rough = { $label }: nach { n-steps } zu Ende, im nächsten Punkt hat f keinen Gradienten

short-unmoved = kein Schritt
short-no-start = f am Start nicht definiert
short-no-first = f beim ersten Schritt nicht definiert
short-rest-minimum = von Anfang an im Minimum
short-rest-saddle = von Anfang an im Sattelpunkt
short-rest-maximum = von Anfang an im Maximum
short-rest-plateau = von Anfang an auf einem Plateau
short-rest-still = von Anfang an in Ruhe
short-rest-kink = von Anfang an auf einem Knick
short-rest-balance = von Anfang an in Ruhe
short-minimum = in Ruhe nach { n-steps }
short-saddle = im Sattelpunkt nach { n-steps }
short-maximum = im Maximum nach { n-steps }
short-plateau = auf einem Plateau nach { n-steps }
short-still = in Ruhe nach { n-steps }
short-kink = auf einem Knick nach { n-steps }
short-converged = konvergiert nach { n-steps }
short-halted = beendet nach { n-steps }
short-edge = am Rand nach { n-steps }
short-arrived = so tief wie das Minimum nach { n-steps }
short-arrived-balance = im Gleichgewicht nach { n-steps }
short-balance = in Ruhe nach { n-steps }
short-under-way = nach { n-steps } noch nicht konvergiert
short-falling = fällt nach { n-steps } noch
short-wanders = nicht konvergiert nach { n-steps }
short-never = konvergiert nie; nach { n-steps }
short-noisy = irrt umher nach { n-steps }
short-swings = hin und her nach { n-steps }
short-rises = divergiert nach { n-steps }
short-falls = fällt ohne Ende, nach { n-steps }
short-left = Bereich in Schritt { $exit } verlassen
short-undefined = f nicht definiert nach { n-steps }
short-endless = f zu groß nach { n-steps }
short-rough = kein Gradient nach { n-steps }

# Wie viele von vielen Abstiegen wie ausgingen.
all-rest = { $count ->
    [2] Beide
   *[other] Alle { $count }
} Abstiege sind zur Ruhe gekommen. Am tiefsten: { $label }, f = { $value }.
rest = Von { $count } Abstiegen zur Ruhe gekommen: { $rest }. Am tiefsten von allen: { $label }, f = { $value }.
no-rest = Keiner { $count ->
    [2] der beiden Abstiege
   *[other] von { $count } Abstiegen
} ist zur Ruhe gekommen. Am tiefsten: { $label }, f = { $value }.
so-many = { $count } Abstiege
none-known = Keiner { $count ->
    [2] der beiden Abstiege
   *[other] von { $count } Abstiegen
} endet, wo f eine Zahl ist.

cut = { $cut ->
    [one] 1 Schritt wurde am Rand des Bereichs abgeschnitten.
   *[other] { $cut } Schritte wurden am Rand des Bereichs abgeschnitten.
}
exit = In Schritt { $exit } hat der Abstieg den Bereich verlassen.
