# Was eine Zelle eines Notebooks vom Film sagt.

drawing = Der Film wird gezeichnet: { $percent } %.
stopped = Der Film wurde angehalten, bevor er fertig war; ein neuer Lauf der Zelle macht weiter.
film = Film: { $file }
