# The report on a film by the criteria of WCAG 2.1 AA. The names of criteria are the standard's.

missed = Not met:
met = Met:
judge = For a person to judge:

contrast = Contrast (minimum)
no-text = There is no text.
contrasts = The least contrast of { $count ->
    [one] 1 text
   *[other] { $count } texts
} with what stands behind it is { $least }:1, { $text } at { $clock }; { $weak ->
    [0] all have at least { $limit }:1.
    [one] 1 has less than { $limit }:1.
   *[other] { $weak } have less than { $limit }:1.
}
flashing = Three flashes or below threshold
flashes = { $count ->
    [0] No flash was found
    [one] In no second is there more than 1 flash
   *[other] Up to { $count } flashes a second were found
} among { $rate } pictures a second; { $limit } are allowed.
captions = Captions
no-captions = There are no captions.
reading = { $count ->
    [one] 1 caption
   *[other] { $count } captions
}; the fastest, at { $clock }, has { $fastest } characters a second; { $fast ->
    [0] none
    [one] 1
   *[other] { $fast }
} has more than { $limit }.
alternative = Alternative for what is only seen
descriptions = A transcript and { $count ->
    [one] 1 description
   *[other] { $count } descriptions
}; { $pauses } in a pause, { $cut } with less time until the next than it takes to speak, for which a listener has to stop the film.
stills = Alternatives for pictures
stills-have = Each still and contact sheet has its alternative text inside; an HTML page has to quote it.
pausing = Pause, stop, hide
page-has-controls = The film does not start by itself on its page, and has controls.
titled = Page titled
title-and-chapters = The film and its page have a title, and { $chapters ->
    [one] 1 chapter
   *[other] { $chapters } chapters
}.
language = Language of the page
language-is = Film, tracks and transcript say that their language is { $code }.

all-told = Alternative for what is only seen
all-told-asked = Do transcript and descriptions tell all that your students have to know? What your own beats and pictures show is not described unless you describe it.
colour = Use of colour
colour-asked = Can each descent be told from the others without its colour: by its place, its label or its number?
images = Images of text
images-asked = Texts in a film are pictures; the same captions stand in its tracks and transcript. Are titles, formulas and tables that matter said there, too?
graphics = Contrast of graphics
graphics-asked = Can balls, trails, arrows and lines of charts be told from the surface behind them?
own-words = Language of parts
own-words-asked = Are your own captions and titles in the language of the lesson?
