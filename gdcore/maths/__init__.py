"""Functions, optimizers, descents and the landscape: SymPy and NumPy only."""

from gdcore.maths.data.losses import LOSSES, DataLoss, data_loss
from gdcore.maths.data.minibatches import Minibatches
from gdcore.maths.data.table import DataError, DataFault, Table, read_columns, read_csv
from gdcore.maths.descent.descend import descend
from gdcore.maths.descent.many import Ends, descend_many
from gdcore.maths.descent.noise import Combined, Estimator, GaussianNoise
from gdcore.maths.descent.outcome import Diagnosis, Instability, Outcome, Stop
from gdcore.maths.descent.starts import grid_starts, random_starts
from gdcore.maths.descent.trajectory import Trajectory
from gdcore.maths.formula.parser import (
    CONSTANTS,
    FUNCTION_NAMES,
    ExpressionError,
    parse_expression,
)
from gdcore.maths.function import Function
from gdcore.maths.landscape.basins import BasinMap, basin_map, nearest_minimum
from gdcore.maths.landscape.critical_points import CriticalKind, CriticalPoint
from gdcore.maths.landscape.families import CriticalSet
from gdcore.maths.landscape.survey import Landscape, critical_points, survey
from gdcore.maths.library import NAMED_FUNCTIONS, NamedFunction
from gdcore.maths.objective import Objective, PythonObjective
from gdcore.maths.optimizers import OPTIMIZERS, Optimizer, make_optimizer
from gdcore.maths.parameters import Parameter, ParameterError, Parameterized, Range, parameters_of
from gdcore.maths.schedules import SCHEDULES, Schedule, make_schedule

__all__ = [
    "CONSTANTS",
    "FUNCTION_NAMES",
    "LOSSES",
    "NAMED_FUNCTIONS",
    "OPTIMIZERS",
    "SCHEDULES",
    "BasinMap",
    "Combined",
    "CriticalKind",
    "CriticalPoint",
    "CriticalSet",
    "DataError",
    "DataFault",
    "DataLoss",
    "Diagnosis",
    "Ends",
    "Estimator",
    "ExpressionError",
    "Function",
    "GaussianNoise",
    "Instability",
    "Landscape",
    "Minibatches",
    "NamedFunction",
    "Objective",
    "Optimizer",
    "Outcome",
    "Parameter",
    "ParameterError",
    "Parameterized",
    "PythonObjective",
    "Range",
    "Schedule",
    "Stop",
    "Table",
    "Trajectory",
    "basin_map",
    "critical_points",
    "data_loss",
    "descend",
    "descend_many",
    "grid_starts",
    "make_optimizer",
    "make_schedule",
    "nearest_minimum",
    "parameters_of",
    "parse_expression",
    "random_starts",
    "read_columns",
    "read_csv",
    "survey",
]
