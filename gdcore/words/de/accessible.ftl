# Der Bericht über einen Film nach den Kriterien der WCAG 2.1 AA. Die Namen der Kriterien sind die der Norm.

missed = Nicht erfüllt:
met = Erfüllt:
judge = Von einem Menschen zu beurteilen:

contrast = Kontrast (Minimum)
no-text = Es gibt keinen Text.
contrasts = Der kleinste Kontrast von { $count ->
    [one] 1 Text
   *[other] { $count } Texten
} zu dem, was dahinter steht, ist { $least }:1, { $text } bei { $clock }; { $weak ->
    [0] alle haben mindestens { $limit }:1.
    [one] 1 hat weniger als { $limit }:1.
   *[other] { $weak } haben weniger als { $limit }:1.
}
flashing = Grenzwert von dreimaligem Blitzen oder weniger
flashes = { $count ->
    [0] Kein Blitz wurde gefunden
    [one] In keiner Sekunde gibt es mehr als 1 Blitz
   *[other] Bis zu { $count } Blitze in einer Sekunde wurden gefunden
}, bei { $rate } Bildern in der Sekunde; { $limit } sind erlaubt.
captions = Untertitel
no-captions = Es gibt keine Untertitel.
reading = { $count ->
    [one] 1 Untertitel
   *[other] { $count } Untertitel
}; der schnellste, bei { $clock }, hat { $fastest } Zeichen in der Sekunde; { $fast ->
    [0] keiner
    [one] 1
   *[other] { $fast }
} hat mehr als { $limit }.
alternative = Alternative für das, was nur zu sehen ist
descriptions = Ein Transkript und { $count ->
    [one] 1 Beschreibung
   *[other] { $count } Beschreibungen
}; { $pauses } in einer Pause, { $cut } mit weniger Zeit bis zur nächsten, als das Sprechen braucht; dafür muss, wer zuhört, den Film anhalten.
stills = Alternativen für Bilder
stills-have = Jedes Standbild und jeder Bildbogen hat seinen Alternativtext in der Datei; eine HTML-Seite muss ihn anführen.
pausing = Pausieren, beenden, ausblenden
page-has-controls = Der Film beginnt auf seiner Seite nicht von selbst und hat Bedienelemente.
titled = Seite mit Titel
title-and-chapters = Der Film und seine Seite haben einen Titel und { $chapters ->
    [one] 1 Kapitel
   *[other] { $chapters } Kapitel
}.
language = Sprache der Seite
language-is = Film, Spuren und Transkript geben als ihre Sprache { $code } an.

all-told = Alternative für das, was nur zu sehen ist
all-told-asked = Sagen Transkript und Beschreibungen alles, was Ihre Studierenden wissen müssen? Was Ihre eigenen Abschnitte und Bilder zeigen, ist nur beschrieben, wenn Sie es beschreiben.
colour = Benutzung von Farbe
colour-asked = Lässt sich jeder Abstieg auch ohne seine Farbe von den anderen unterscheiden: nach Ort, Namen oder Zahlen?
images = Bilder von Text
images-asked = Texte in einem Film sind Bilder; dieselben Untertitel stehen in seinen Spuren und im Transkript. Stehen dort auch die Titel, Formeln und Tabellen, auf die es ankommt?
graphics = Kontrast von Grafiken
graphics-asked = Heben sich Kugeln, Spuren, Pfeile und Linien der Diagramme von der Fläche dahinter ab?
own-words = Sprache von Teilen
own-words-asked = Sind Ihre eigenen Untertitel und Titel in der Sprache der Lektion?
