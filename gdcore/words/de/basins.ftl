# Der Abschnitt basins: die Fläche, gefärbt nach dem Minimum, zu dem jeder Start eines Gitters führt.
# $share und $rest sind Anteile der Starts, „24 %“.

chapter = Einzugsgebiete

one-all = Jeder geprüfte Start in diesem Bereich führt zum selben Minimum, f = { $value } bei { $at }.
one-some = { $share } der geprüften Starts führen zum Minimum f = { $value } bei { $at }, { $rest } zu keinem.
tied = Der Start entscheidet: Jede Farbe zeigt die Starts, die zu einem von { $count } Minima führen, alle mit f = { $value }.
lowest = Der Start entscheidet: Jede Farbe zeigt die Starts, die zu einem von { $count } Minima führen. { $share } der Starts führen zum tiefsten, f = { $value } bei { $at }.
lowest-tied = Der Start entscheidet: Jede Farbe zeigt die Starts, die zu einem von { $count } Minima führen. { $share } der Starts führen zu einem der { $ties } tiefsten, f = { $value }.
rest = { $rest } der Starts führen zu keinem.
border = Die Grenze geht durch den Sattelpunkt bei { $at }: Von dort fällt f nach beiden Seiten.
floor = Die Minima bilden eine Linie oder Kurve: Zu welchem davon ein Abstieg führt, hängt vom Start ab.
nowhere = Keiner der geprüften Starts in diesem Bereich führt zu einem Minimum.
shown = Gezeigt sind die Einzugsgebiete für: { $label }.

# Im Farbschlüssel: Starts, von denen aus kein Minimum erreicht wird.
key-none = keines
