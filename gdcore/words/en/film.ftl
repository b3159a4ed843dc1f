# What stands beside a film: its transcript, and the names of its tracks.

# The language's code of three letters (ISO 639-2), by which players choose tracks.
language-code = eng

captions = Captions
descriptions = Descriptions
chapters = Chapters
transcript = Transcript
explained = The film has no sound. Here stand its captions and, in brackets, what else is seen, each with its time.
explained-voice = The captions are spoken. Here they stand and, in brackets, what else is seen, each with its time.
play = Play from { $clock }
no-video = Your browser can’t play this film; here is the file:
