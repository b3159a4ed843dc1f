"""Make pytorch.json: paths of PyTorch's own optimizers and rates of its schedulers, in float64.

Run it in an environment of its own that holds torch 2.13.0 and numpy, which the project never
needs:

    python tests/maths/data/make_pytorch.py

Every tenth of 101 points is kept, start included; rates are kept for 100 steps.
"""

import json
from pathlib import Path

import torch

PROBLEMS = {
    # name: (formula in the project's language, the same in torch, start)
    "valley": ("x^2 + 10*y^2", lambda x, y: x**2 + 10 * y**2, (-4.0, 2.0)),
    "rosenbrock": (
        "(1 - x)^2 + 100*(y - x^2)^2",
        lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
        (-1.2, 1.0),
    ),
    "bumpy bowl": (
        "x^2 + y^2 + sin(3*x)/2 + cos(3*y)/2",
        lambda x, y: x**2 + y**2 + torch.sin(3 * x) / 2 + torch.cos(3 * y) / 2,
        (1.5, 1.5),
    ),
}
optim = torch.optim
CASES = [
    # our name, our parameters, learning rate, PyTorch's class, its parameters if they differ
    ("gradient_descent", {}, 1e-3, optim.SGD, None),
    ("gradient_descent", {"weight_decay": 0.1}, 1e-3, optim.SGD, None),
    ("momentum", {"momentum": 0.9}, 5e-4, optim.SGD, None),
    ("momentum", {"momentum": 0.8, "dampening": 0.3, "weight_decay": 0.1}, 5e-4, optim.SGD, None),
    ("nesterov", {"momentum": 0.9}, 5e-4, optim.SGD, {"momentum": 0.9, "nesterov": True}),
    ("adagrad", {}, 0.1, optim.Adagrad, None),
    (
        "adagrad",
        {"lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-6},
        0.1,
        optim.Adagrad,
        None,
    ),
    ("adadelta", {}, 1.0, optim.Adadelta, None),
    ("adadelta", {"rho": 0.8, "eps": 1e-4, "weight_decay": 0.1}, 0.5, optim.Adadelta, None),
    ("rmsprop", {}, 0.01, optim.RMSprop, None),
    ("rmsprop", {"momentum": 0.5, "alpha": 0.9}, 0.01, optim.RMSprop, None),
    ("rmsprop", {"centered": True, "weight_decay": 0.1, "eps": 1e-3}, 0.01, optim.RMSprop, None),
    ("rmsprop", {"centered": True, "momentum": 0.5, "eps": 1e-3}, 0.01, optim.RMSprop, None),
    ("adam", {}, 0.05, optim.Adam, None),
    ("adam", {"betas": [0.8, 0.95], "weight_decay": 0.1, "eps": 1e-4}, 0.05, optim.Adam, None),
    ("adam", {"amsgrad": True}, 0.05, optim.Adam, None),
    ("adamw", {}, 0.05, optim.AdamW, None),
    ("adamw", {"weight_decay": 0.2, "amsgrad": True}, 0.05, optim.AdamW, None),
    ("adamax", {}, 0.05, optim.Adamax, None),
    ("adamax", {"betas": [0.8, 0.99], "weight_decay": 0.1}, 0.05, optim.Adamax, None),
    ("nadam", {}, 0.05, optim.NAdam, None),
    ("nadam", {"weight_decay": 0.1, "momentum_decay": 0.01}, 0.05, optim.NAdam, None),
    ("nadam", {"weight_decay": 0.1, "decoupled_weight_decay": True}, 0.05, optim.NAdam, None),
    ("radam", {}, 5e-4, optim.RAdam, None),
    ("radam", {"weight_decay": 0.1, "betas": [0.8, 0.9]}, 5e-4, optim.RAdam, None),
    ("radam", {"weight_decay": 0.1, "decoupled_weight_decay": True}, 5e-4, optim.RAdam, None),
    ("rprop", {}, 0.01, optim.Rprop, None),
    ("rprop", {"etas": [0.6, 1.1], "step_sizes": [1e-3, 0.1]}, 0.01, optim.Rprop, None),
    (
        "lbfgs",
        {"history_size": 5},
        0.5,
        optim.LBFGS,
        {"history_size": 5, "max_iter": 1, "tolerance_grad": 0.0, "tolerance_change": 0.0},
    ),
]
SCHEDULES = [
    ("step", {"step_size": 7, "gamma": 0.5}, lambda o: optim.lr_scheduler.StepLR(o, 7, 0.5)),
    ("exponential", {"gamma": 0.9}, lambda o: optim.lr_scheduler.ExponentialLR(o, 0.9)),
    (
        "cosine",
        {"t_max": 99, "eta_min": 0.01},
        lambda o: optim.lr_scheduler.CosineAnnealingLR(o, 99, 0.01),
    ),
    (
        "warm_up",
        {"start_factor": 0.2, "total_iters": 8},
        lambda o: optim.lr_scheduler.LinearLR(o, 0.2, 1.0, 8),
    ),
    (
        "cyclic",
        {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 6, "step_size_down": 9},
        lambda o: optim.lr_scheduler.CyclicLR(o, 0.01, 0.1, 6, 9, cycle_momentum=False),
    ),
]


def path(function, start, make, rate, parameters, steps=100):
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    parameters = {k: tuple(v) if isinstance(v, list) else v for k, v in parameters.items()}
    optimizer = make([p], lr=rate, **parameters)

    def closure():
        optimizer.zero_grad()
        value = function(p[0], p[1])
        value.backward()
        return value

    points = [p.detach().tolist()]
    for _ in range(steps):
        optimizer.step(closure)
        points.append(p.detach().tolist())
    return points


def rates(make, steps=100):
    p = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = optim.SGD([p], lr=0.1)
    scheduler = make(optimizer)
    found = []
    for _ in range(steps):
        found.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return found


def main():
    torch.set_default_dtype(torch.float64)
    paths = [
        {
            "problem": formula,
            "start": start,
            "optimizer": name,
            "parameters": ours,
            "learning_rate": rate,
            "points": path(function, start, make, rate, ours if theirs is None else theirs)[::10],
        }
        for formula, function, start in PROBLEMS.values()
        for name, ours, rate, make, theirs in CASES
        # There L-BFGS doubles a rounding error with every step, so no two programs agree.
        if (name, start) != ("lbfgs", (-1.2, 1.0))
    ]
    tables = [
        {"schedule": name, "parameters": ours, "rates": rates(make)}
        for name, ours, make in SCHEDULES
    ]
    lines = ",\n".join(json.dumps(p) for p in paths)
    more = ",\n".join(json.dumps(t) for t in tables)
    text = (
        f'{{"torch": "{torch.__version__}",\n"paths": [\n{lines}\n],\n"schedules": [\n{more}\n]}}\n'
    )
    Path(__file__).with_name("pytorch.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
