# Why a descent goes as it does: said while it runs, or after its outcome.
# $product: η·λmax, with λmax the largest curvature at the minimum; $limit: the product below which
# the method is stable; $place: the minimum; $factor: of the distance to the minimum, in one step.

unstable = η·λmax = { $product } is above { $limit } at the minimum { $place }: near it each step lands farther away on the other side, along the steepest direction.
unstable-limit = η·λmax is just { $limit } at the minimum { $place }: near it each step lands as far away on the other side, along the steepest direction.
crossing = η·λ = { $product } lies between 1 and 2: near the minimum each step lands on the other side, { $factor } times as far away.
zigzag = Across the valley η·λmax = { $product }: each step crosses it, factor { $steep }. Along it λ is only 1/{ $ratio } of λmax: factor { $along }.
valley = The valley curves { $ratio } times as much across as along it. Near the minimum a step leaves the factor { $steep } of the error across, { $along } along.
slow = η·λmax = { $product } is small: near the minimum a step takes off only the part { $part } of the distance.
even = Near the minimum each step leaves |1 − η·λ| = { $factor } of the distance.
line = Near the minimum each step leaves |1 − η·λ| = { $factor } of the distance: η = { $rate }, λ = { $curvature }.
round = Near the minimum a step shrinks the distance by the factor |1 − η·λ|, with λ the curvature in that direction. Here the factors lie between { $steep } and { $factor }.
memory-swing = Each step keeps the part μ = { $kept } of the one before. So it runs past the minimum; near it the swing shrinks by the factor { $factor } a step.
memory = Each step keeps the part μ = { $kept } of the one before; near the minimum it leaves { $factor } of the distance.
newton = Slope divided by curvature: near the minimum each step leaves 1 − η = { $factor } of the distance.
newton-full = Slope divided by curvature: where f is nearly a parabola, one step leads to its lowest point.
kink = At { $place } the slope jumps from { $left } to { $right }: however near, a step does not get shorter.
kink-any = At { $place } f has a kink, where the slope jumps: however near, a step does not get shorter.
decay = The weight decay adds λ·x to the gradient, λ = { $decay }: each step is also drawn towards the origin.
batch = Each step sees { $few } of the { $all } data points: cheap, but noisy. So the descent wanders.
noise = Each gradient has noise of standard deviation { $sigma }: where the slope is smaller, the noise leads.
changing = The learning rate changes from step to step: from { $first } at first to { $last } at last.
to-go = At this pace it takes some { $more } more steps until 1 % of the first distance is left.
no-minimum = f has no minimum inside this domain, so there is nothing to settle in.

turn = Step { $step }: f rises, from { $before } to { $after }.

# What each optimizer makes of the gradient, where nothing more is known of its way.
gradient_descent = Each step is −η·∇f, η = { $rate }: long where f is steep, short where it is flat.
momentum = Each step keeps the part μ = { $kept } of the one before and adds −η·∇f: on a long slope it gathers speed.
nesterov = Momentum that looks ahead: the part μ = { $kept } of each step is kept, and the gradient is added before and after.
adagrad = Each component of ∇f is divided by the root of the sum of all its squares so far. So steep directions do not rule, and the steps grow shorter.
adadelta = Each component of ∇f is divided by its root mean square and multiplied by that of the past steps: they set the scale.
rmsprop = Each component of ∇f is divided by the root of the average of its squares. So a step is about as long in flat directions as in steep ones.
adam = The averaged gradient is divided, component by component, by the root of its averaged squares. So η sets how long a step is, not the slope.
adamw = As Adam: the averaged gradient over the root of its averaged squares; and each step draws the point towards the origin.
adamax = The averaged gradient is divided, component by component, by its largest size of late. So η sets how long a step is, not the slope.
nadam = Adam that looks ahead: the averaged gradient, with the newest one weighted more, over the root of its averaged squares.
radam = Adam with a careful start: first the averaged gradient alone, then divided by the root of its averaged squares.
rprop = Only the sign of each slope counts: a step grows while the sign stays and shrinks when it changes.
lion = Only the sign of the averaged gradient counts: every step is { $rate } long in each variable.
newton-one = Slope divided by curvature: the step to the lowest point of a parabola, and downhill where f curves down.
newton-any = Slope divided by curvature: { $rate } times the step to the lowest point of a parabola, and downhill where f curves down.
conjugate_gradient = Each direction adds to −∇f a part of the one before, so that little of what was gained is lost; the curvature along it sets the length.
lbfgs = The last steps and the changes of the gradient give an estimate of the curvature, by which the slope is divided.
line_search = Each step tries η = { $rate } along −∇f and shortens it until f has fallen enough.

# What parts several descents.
rates = λmax = { $curvature } at the minimum { $place }. Near it the distance shrinks while η is below { $limit }/λmax = { $stable }, and grows with η above.
rates-changing = One start, { $count } learning rates: η alone decides how long a step is for the same slope.
ridge-ends = On the straight line between their ends f rises to { $height }. The start decides which end is reached.
ridge-valleys = On the straight line between their ends f rises to { $height }: they lie in two valleys, and the start decides which one is reached.
one-end = { $count ->
    [2] Both descents
   *[other] All { $count } descents
} come to { $place }: from each start the way down leads there.
starts = { $count } starts: each descent goes its own way downhill.
condition = At the minimum f curves { $ratio } times as much in one direction as in another: no single rate suits both.
methods = One function, { $count } methods: they differ in what they make of the gradient.
clock = { $count } descents on one clock: the same step at the same time.
some-batch = Some steps see only a part of the { $all } data points: cheap, but noisy.
some-noise = Some gradients have noise.
