"""Optimizers by name. Each is a factory whose docstring opens with its formula."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from gdcore.maths.catalogue import make
from gdcore.maths.optimizers.base import Optimizer
from gdcore.maths.optimizers.curvature import conjugate_gradient, lbfgs, line_search, newton
from gdcore.maths.optimizers.moments import adam, adamax, adamw, lion, nadam, radam
from gdcore.maths.optimizers.squares import adadelta, adagrad, rmsprop, rprop
from gdcore.maths.optimizers.velocity import gradient_descent, momentum, nesterov

__all__ = [
    "OPTIMIZERS",
    "Optimizer",
    "adadelta",
    "adagrad",
    "adam",
    "adamax",
    "adamw",
    "conjugate_gradient",
    "gradient_descent",
    "lbfgs",
    "line_search",
    "lion",
    "make_optimizer",
    "momentum",
    "nadam",
    "nesterov",
    "newton",
    "radam",
    "rmsprop",
    "rprop",
]

OPTIMIZERS: Mapping[str, Callable[..., Optimizer]] = MappingProxyType(
    {
        factory.__name__: factory
        for factory in (
            gradient_descent,
            momentum,
            nesterov,
            adagrad,
            adadelta,
            rmsprop,
            adam,
            adamw,
            adamax,
            nadam,
            radam,
            rprop,
            lion,
            newton,
            conjugate_gradient,
            lbfgs,
            line_search,
        )
    }
)


def make_optimizer(name: str, **parameters: Any) -> Optimizer:
    """The optimizer called ``name`` in ``OPTIMIZERS``, with the given parameters.

    Raises:
        ParameterError: no such optimizer or parameter, or a value that it can't take.
    """
    optimizer: Optimizer = make("optimizer", OPTIMIZERS, name, parameters)
    return optimizer
