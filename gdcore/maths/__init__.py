"""Functions, optimizers, descents and the landscape: SymPy and NumPy only."""

from gdcore.maths.basins import BasinMap, Ends, basin_map, descend_many, nearest_minimum
from gdcore.maths.catalogue import Parameter, ParameterError, parameters_of
from gdcore.maths.critical import CriticalPoint, Kind
from gdcore.maths.descent import descend
from gdcore.maths.expression import (
    CONSTANTS,
    FUNCTION_NAMES,
    ExpressionError,
    parse_expression,
)
from gdcore.maths.families import CriticalSet
from gdcore.maths.function import Function, Objective
from gdcore.maths.landscape import Landscape, survey
from gdcore.maths.losses import LOSSES, DataLoss, data_loss
from gdcore.maths.minibatches import minibatches
from gdcore.maths.named import NAMED_FUNCTIONS, NamedFunction
from gdcore.maths.optimizers import OPTIMIZERS, Optimizer, make_optimizer
from gdcore.maths.schedules import SCHEDULES, Schedule, make_schedule, product, sequence
from gdcore.maths.starts import grid_starts, random_starts
from gdcore.maths.stochastic import Estimator, combined, gaussian_noise
from gdcore.maths.table import DataError, DataFault, Table, read_columns, read_csv
from gdcore.maths.trajectory import Outcome, Stop, Trajectory

__all__ = [
    "CONSTANTS",
    "FUNCTION_NAMES",
    "LOSSES",
    "NAMED_FUNCTIONS",
    "OPTIMIZERS",
    "SCHEDULES",
    "BasinMap",
    "CriticalPoint",
    "CriticalSet",
    "DataError",
    "DataFault",
    "DataLoss",
    "Ends",
    "Estimator",
    "ExpressionError",
    "Function",
    "Kind",
    "Landscape",
    "NamedFunction",
    "Objective",
    "Optimizer",
    "Outcome",
    "Parameter",
    "ParameterError",
    "Schedule",
    "Stop",
    "Table",
    "Trajectory",
    "basin_map",
    "combined",
    "data_loss",
    "descend",
    "descend_many",
    "gaussian_noise",
    "grid_starts",
    "make_optimizer",
    "make_schedule",
    "minibatches",
    "nearest_minimum",
    "parameters_of",
    "parse_expression",
    "product",
    "random_starts",
    "read_columns",
    "read_csv",
    "sequence",
    "survey",
]
