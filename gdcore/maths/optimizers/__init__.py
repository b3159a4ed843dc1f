"""Optimizers: frozen records whose docstrings begin with their formulas.

``Adam(betas=(0.9, 0.99))`` makes one; two with equal parameters are equal. ``OPTIMIZERS`` maps the
names in a spec to the classes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from gdcore.maths.optimizers.base import Optimizer
from gdcore.maths.optimizers.curvature import LBFGS, ConjugateGradient, LineSearch, Newton
from gdcore.maths.optimizers.moments import Adam, Adamax, AdamW, Lion, NAdam, RAdam
from gdcore.maths.optimizers.squares import Adadelta, Adagrad, RMSprop, Rprop
from gdcore.maths.optimizers.velocity import GradientDescent, Momentum, Nesterov
from gdcore.maths.parameters import make

__all__ = [
    "LBFGS",
    "OPTIMIZERS",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "ConjugateGradient",
    "GradientDescent",
    "LineSearch",
    "Lion",
    "Momentum",
    "NAdam",
    "Nesterov",
    "Newton",
    "Optimizer",
    "RAdam",
    "RMSprop",
    "Rprop",
    "as_optimizer",
    "make_optimizer",
]

OPTIMIZERS: Mapping[str, type[Optimizer]] = MappingProxyType(
    {
        optimizer.name: optimizer
        for optimizer in (
            GradientDescent,
            Momentum,
            Nesterov,
            Adagrad,
            Adadelta,
            RMSprop,
            Adam,
            AdamW,
            Adamax,
            NAdam,
            RAdam,
            Rprop,
            Lion,
            Newton,
            ConjugateGradient,
            LBFGS,
            LineSearch,
        )
    }
)


def make_optimizer(name: str, **parameters: Any) -> Optimizer:
    """The optimizer called ``name`` in ``OPTIMIZERS``, with the given parameters.

    Raises:
        ParameterError: there is no such optimizer or parameter, or a value is out of range.
    """
    optimizer: Optimizer = make("optimizer", OPTIMIZERS, name, parameters)
    return optimizer


def as_optimizer(optimizer: Optimizer | str | None) -> Optimizer:
    """The optimizer itself, or the one of that name with default parameters.

    None stands for gradient descent.
    """
    if optimizer is None:
        return GradientDescent()
    return make_optimizer(optimizer) if isinstance(optimizer, str) else optimizer
