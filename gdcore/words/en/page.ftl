# The interactive page: headings, controls and what is said of its figures.
# $name is a variable, $over all of them, "(x, y)" or "x"; $f is f with them, "f(x, y)"; $label is a descent;
# $at is a point, "(1, 3)" or "x = 2"; numbers are written already.

surface = The surface of { $f }
curve = The curve of { $f }
map = The map of { $f }
loss = { $f } against the step
norm = { $norm } against the step
steps = The steps in numbers
rule = Update rule: { $method }
descents = How it ended
landscape = What was found in the domain
film = The film
transcript = What the film says
spec = The lesson’s spec
spec-note = Save it as a .yaml file, change it, and make a film or a page of your own: gdcore render, gdcore page.
data-note = Its data are in the file { $file }, which is not part of this page.

surface-told = Height and colour are the value of f, for { $domain }.
hint-surface = Drag to turn; point at it to read the numbers.
curve-told = The height is the value of f, for { $domain }.
hint-curve = Point at it to read the numbers.
log-told = Shown is f − f_min with f_min = { $least }.
cut = Values beyond { $low } and { $high } are left out of the picture.
left-out = Of each descent every { $every }th point is shown, and its last.
outside = Outside of the domain: the picture shows it where it left.

step = step
step-of = Step { $step } of { $last }
descent = descent
play = Play
pause = Pause
first = To the start
back = One step back
forward = One step on
last = To the end
choose-step = Step
whose = Tangents and table of
show = Show
tangent-plane = Tangent plane
tangent-line = Tangent line
slice = Slice along { $name }
points = Critical points
levels = Level curves, one every { $step }
log = Logarithmic axis
no-tangent = f has no gradient at this point: there is no tangent, and the step takes the vector that is written here for one.
turn-left = Turn left
turn-right = Turn right
turn-up = Look from higher up
turn-down = Look from lower down
zoom-in = Zoom in
zoom-out = Zoom out
reset = As at first
keys-surface = Arrow keys turn the surface, + and − zoom, 0 shows it as at first.
keys-flat = Arrow keys move the picture, + and − zoom, 0 shows it as at first.
controls = Controls of the picture
colours = Colours
as-system = As the device
dark = Dark
light = Light
print = Print
copy = Copy
copied = Copied
table = Table of all steps shown
skip = To the steps
no-script = The pictures of this page need JavaScript; the numbers and texts do not.
no-webgl = The surface can’t be drawn: this browser has no WebGL. Map, chart and numbers show the same.
made-with = Made with gdcore from the spec above.

site = Lessons
search = Search
found = { $count ->
    [one] 1 lesson
   *[other] { $count } lessons
}
nothing = No lesson has this in its title, function or text.
