# What a cell of a notebook says of a film.

drawing = The film is being drawn: { $percent } %.
stopped = The film was stopped before it was complete; run the cell again to go on.
film = Film: { $file }
