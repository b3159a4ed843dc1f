"""What other programs and books call the things that a spec can name."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_OTHER_NAMES: tuple[tuple[str, str], ...] = (
    # Its name here, its names elsewhere.
    # Optimizers
    (
        "gradient_descent",
        "sgd, gd, vanilla, steepest descent, stochastic gradient descent, batch gradient descent",
    ),
    ("momentum", "heavy ball, polyak, sgd momentum, sgdm, momentum sgd, classical momentum"),
    (
        "nesterov",
        "nag, nesterov momentum, accelerated gradient, nesterov accelerated gradient, agd",
    ),
    ("lbfgs", "bfgs, quasi newton, l bfgs b"),
    ("conjugate_gradient", "cg, fletcher reeves, polak ribiere, nonlinear cg"),
    ("newton", "newtons method, newton raphson, second order"),
    ("rprop", "resilient propagation, resilient backpropagation"),
    ("line_search", "backtracking, armijo, wolfe, exact line search"),
    # Schedules
    ("cosine", "cosine annealing, cosine annealing lr, cosine decay, annealing"),
    ("step", "step lr, step decay, multi step lr, staircase, piecewise constant"),
    ("exponential", "exponential lr, exponential decay, decay"),
    ("warm_up", "linear, linear lr, linear warmup, warm start, ramp"),
    ("cyclic", "cyclic lr, one cycle, one cycle lr, triangular, clr"),
    ("constant", "constant lr, fixed"),
    ("sequence", "sequential, sequential lr, chain, concatenate, join, join schedules"),
    ("product", "chained, chained scheduler, multiply"),
    # Losses
    (
        "mean_squared_error",
        "mse, mse loss, squared error, squared loss, least squares, l2, l2 loss, ols, rmse, "
        "quadratic",
    ),
    (
        "log_loss",
        "cross entropy, binary cross entropy, bce, bce loss, bce with logits, logistic, "
        "logistic loss, logloss, nll, softmax",
    ),
    # Keys
    (
        "function",
        "objective, f, formula, equation, expression, loss function, cost function, cost, model",
    ),
    ("title", "name, heading, headline"),
    ("domain", "range, ranges, bounds, limits, xlim, interval, intervals, region, box"),
    ("starts", "start, initial, init, x0, initial point, initial points, starting points, points"),
    ("start", "initial, init, x0, initial point, starting point, point, from, at"),
    (
        "learning_rates",
        "learning rate, lr, lrs, eta, alpha, step size, step sizes, rate, rates, schedule, "
        "schedules, scheduler",
    ),
    ("learning_rate", "lr, eta, alpha, step size, rate, schedule, scheduler"),
    (
        "optimizers",
        "optimizer, optimiser, optimisers, method, methods, algorithm, algorithms, solver",
    ),
    ("optimizer", "optimiser, method, algorithm, solver"),
    ("steps", "iterations, max iter, max iterations, epochs, n steps, num steps, max steps"),
    ("stop", "tolerance, tol, convergence, stopping, stopping rule, termination"),
    ("gradient_norm", "tolerance, tol, gtol, gradient tolerance, eps, epsilon"),
    ("step_length", "xtol, step size, step tolerance"),
    ("standard_deviation", "std, sigma, scale, level, amount, noise, stddev, sd"),
    ("seed", "random seed, random state, rng"),
    ("batch_size", "batch, mini batch, minibatch, minibatch size, mini batch size"),
    ("file", "path, csv, filename, source"),
    ("target", "y, label, labels, output, response"),
    ("story", "beats, scenes, script, timeline, animation, animations, chapters, scene"),
    ("layout", "view, arrangement, composition"),
    ("theme", "style, colors, colours, colour scheme, color scheme, background"),
    ("insets", "inset, extras, pictures in picture"),
    ("label", "name, title, legend"),
    ("caption", "text, subtitle, say, comment, narration"),
    ("text", "caption, words, sentence"),
    ("seconds", "duration, time, length, run time, secs, wait"),
    ("at", "point, place, where, position, location"),
    ("from", "view, viewpoint, side, place, angle"),
    ("degrees", "angle, turn, rotation"),
    ("zoom", "magnification, scale, factor"),
    ("azimuth", "phi, theta, rotation, angle"),
    ("elevation", "height, altitude, tilt"),
    ("random", "count, number, uniform"),
    ("momentum", "beta, mu"),
    ("betas", "beta, beta1, beta2"),
    ("alpha", "rho, decay, smoothing"),
    ("gamma", "decay, factor, decay rate"),
    ("t_max", "period, total steps, n steps"),
    ("total_iters", "warmup steps, n steps"),
    ("milestones", "boundaries, switches"),
    ("weight_decay", "l2, regularization, decay"),
    # Functions in a formula
    ("tan", "tg, tang"),
    ("log10", "lg"),
    ("abs", "fabs, absolute, modulus, mod"),
    ("sign", "sgn, signum"),
    ("atan2", "arctan2"),
    ("cbrt", "cube root"),
    ("sqrt", "root, square root"),
    ("sigmoid", "logistic, expit"),
    # Choices
    ("contour", "map, 2d, contours, contour map, contour plot, heatmap, level sets, top"),
    ("surface", "3d, plot, graph, function, landscape"),
    ("split", "side by side, both, two panels"),
    ("panels", "grid, facets, small multiples"),
    ("curve", "1d, line, graph"),
    ("loss", "loss curve, curve, chart"),
    ("stop", "halt"),
    ("clip", "clamp, project, bound"),
    ("continue", "ignore, allow"),
    ("log", "logarithmic, semilogy, log10"),
    ("linear", "lin, normal"),
    ("dark", "black, night"),
    ("light", "white, bright, day"),
    ("above", "top, bird, over, birdseye, map"),
    ("corner", "isometric, diagonal"),
    # Beats
    ("descend", "descent, gradient descent, run, optimize, optimise, train, fall, roll, walk"),
    ("follow", "ride, chase, track, camera follow"),
    ("tangent_plane", "tangent, tangent line, linearization, linear approximation, slope, plane"),
    ("critical_points", "minima, minimum, extrema, stationary points, saddles, optima"),
    ("vector_field", "gradient field, arrows, quiver, field, slope field"),
    ("slices", "slice, cross section, cross sections, cut, cuts, partial derivatives"),
    ("loss_curve", "loss, chart, convergence, learning curve, values"),
    ("update_rule", "rule, formula, equation, update"),
    ("algorithm", "pseudocode, code, pseudo code"),
    ("internals", "state, memory, inside"),
    ("look", "camera, view, viewpoint, move camera"),
    ("orbit", "rotate, rotation, turn, spin"),
    ("pause", "wait, hold, rest, sleep"),
    ("compare", "comparison, table, results, summary"),
    ("race", "competition, contest"),
    ("basins", "basin, attraction, basins of attraction"),
    ("sign_step", "sign, signsgd, sign gradient"),
    ("gradient", "arrow, grad, nabla, derivative, gradient vector"),
)


def folded(name: str) -> str:
    """A name without what is ignored in comparing names: case, hyphens, underscores and spaces."""
    return re.sub(r"[-_\s]", "", name).casefold()


def _by_name() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for here, others in _OTHER_NAMES:
        for other in others.split(", "):
            table[folded(other)] = (*table.get(folded(other), ()), here)
    return MappingProxyType(table)


NAMED_HERE = _by_name()
"""For a name in other programs and books, folded: what it may be called in a spec."""
