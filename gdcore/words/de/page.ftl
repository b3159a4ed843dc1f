# Die interaktive Seite: Überschriften, Bedienung, und was zu ihren Bildern gesagt wird.
# $name ist eine Variable, $over alle, „(x; y)“ oder „x“; $f ist f mit ihnen, „f(x; y)“; $label ist ein Abstieg;
# $at ist ein Punkt; Zahlen sind schon geschrieben.

surface = Die Fläche von { $f }
curve = Die Kurve von { $f }
map = Die Karte von { $f }
loss = { $f } über den Schritten
norm = { $norm } über den Schritten
steps = Die Schritte in Zahlen
rule = Schrittregel: { $method }
descents = Wie es ausging
landscape = Was im Bereich gefunden wurde
film = Der Film
transcript = Was der Film sagt
spec = Die Datei dieser Lektion
spec-note = Als .yaml-Datei speichern, ändern und daraus einen eigenen Film oder eine eigene Seite machen: gdcore render, gdcore page.
data-note = Ihre Daten stehen in der Datei { $file }, die nicht Teil dieser Seite ist.

surface-told = Höhe und Farbe sind der Wert von f, für { $domain }.
hint-surface = Ziehen dreht die Fläche; wer auf sie zeigt, liest die Zahlen.
curve-told = Die Höhe ist der Wert von f, für { $domain }.
hint-curve = Wer auf die Kurve zeigt, liest die Zahlen.
log-told = Gezeigt ist f − f_min mit f_min = { $least }.
cut = Werte jenseits von { $low } und { $high } sind im Bild weggelassen.
left-out = Von jedem Abstieg ist jeder { $every }. Punkt gezeigt, und der letzte.
outside = Außerhalb des Bereichs: Das Bild zeigt die Stelle, an der er ihn verließ.

step = Schritt
step-of = Schritt { $step } von { $last }
descent = Abstieg
play = Abspielen
pause = Anhalten
first = Zum Start
back = Einen Schritt zurück
forward = Einen Schritt weiter
last = Zum Ende
choose-step = Schritt
whose = Tangenten und Tabelle von
show = Zeigen
tangent-plane = Tangentialebene
tangent-line = Tangente
slice = Schnitt entlang { $name }
points = Kritische Punkte
levels = Höhenlinien, alle { $step } eine
log = Logarithmische Achse
no-tangent = f hat in diesem Punkt keinen Gradienten: Es gibt keine Tangente, und der Schritt nimmt den Vektor dafür, der hier steht.
turn-left = Nach links drehen
turn-right = Nach rechts drehen
turn-up = Von weiter oben sehen
turn-down = Von weiter unten sehen
zoom-in = Vergrößern
zoom-out = Verkleinern
reset = Wie am Anfang
keys-surface = Pfeiltasten drehen die Fläche, + und − ändern die Größe, 0 zeigt sie wie am Anfang.
keys-flat = Pfeiltasten verschieben das Bild, + und − ändern die Größe, 0 zeigt es wie am Anfang.
controls = Bedienung des Bildes
colours = Farben
as-system = Wie das Gerät
dark = Dunkel
light = Hell
print = Drucken
copy = Kopieren
copied = Kopiert
table = Tabelle aller gezeigten Schritte
skip = Zu den Schritten
no-script = Die Bilder dieser Seite brauchen JavaScript; Zahlen und Texte nicht.
no-webgl = Die Fläche kann nicht gezeichnet werden: Dieser Browser hat kein WebGL. Karte, Diagramm und Zahlen zeigen dasselbe.
made-with = Mit gdcore aus der Datei oben gemacht.

site = Lektionen
search = Suche
found = { $count ->
    [one] 1 Lektion
   *[other] { $count } Lektionen
}
nothing = Keine Lektion hat das in Titel, Funktion oder Text.
