"""Functions, optimizers, descents and the landscape: SymPy and NumPy only."""

from gdcore.maths.catalogue import Parameter, ParameterError, parameters_of
from gdcore.maths.descent import descend
from gdcore.maths.expression import (
    CONSTANTS,
    FUNCTION_NAMES,
    ExpressionError,
    parse_expression,
)
from gdcore.maths.function import Function, Objective
from gdcore.maths.optimizers import OPTIMIZERS, Optimizer, make_optimizer
from gdcore.maths.schedules import SCHEDULES, Schedule, make_schedule
from gdcore.maths.starts import grid_starts, random_starts
from gdcore.maths.trajectory import Outcome, Stop, Trajectory

__all__ = [
    "CONSTANTS",
    "FUNCTION_NAMES",
    "OPTIMIZERS",
    "SCHEDULES",
    "ExpressionError",
    "Function",
    "Objective",
    "Optimizer",
    "Outcome",
    "Parameter",
    "ParameterError",
    "Schedule",
    "Stop",
    "Trajectory",
    "descend",
    "grid_starts",
    "make_optimizer",
    "make_schedule",
    "parameters_of",
    "parse_expression",
    "random_starts",
]
