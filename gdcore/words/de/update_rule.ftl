# Der Abschnitt update_rule: die Regel als Formel, mit den Zahlen des ersten Schritts.

chapter = Die Iterationsvorschrift

falls = Der erste Schritt führt von { $from } nach { $to }: f fällt von { $before } auf { $after }.
rises = Der erste Schritt führt von { $from } nach { $to }: f steigt von { $before } auf { $after }.
stays = Der erste Schritt führt von { $from } nach { $to }: f bleibt bei { $after }.
batch = ĝ ist der Gradient auf { $few } der { $all } Datenpunkte.
noise = ĝ ist der Gradient mit seinem Rauschen.
