"""The function, descents and ranges of a spec, computed: what the facts are found in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import (
    BasinMap,
    CriticalPoint,
    DataLoss,
    Estimator,
    Function,
    Landscape,
    Objective,
    Schedule,
    Trajectory,
    survey,
)
from gdcore.maths.remembering import remembered
from gdcore.spec import Spec
from gdcore.story.basins import Share, basin_shares, map_basins
from gdcore.story.rounding import Rounding
from gdcore.words import Language, language


@dataclass(frozen=True, eq=False)
class Descent:
    """One descent of the lesson, computed.

    Attributes:
        label: a short name, unlike those of the other descents: "η = 0.1", "Adam", "start (1, 3)".
        optimizer: the optimizer's name in the spec, such as "gradient_descent".
        learning_rate: a number, or a schedule.
        start: (d,) in data space.
        trajectory: all points, values, gradients and the outcome.
        estimator: the source of its estimated gradients (noise, minibatches); None for exact ones.
        visible_steps: the number of steps within the domain, fractional where the last one crosses
            the edge; points beyond it are not drawn.
    """

    label: str
    optimizer: str
    learning_rate: float | Schedule
    start: tuple[float, ...]
    trajectory: Trajectory
    visible_steps: float
    estimator: Estimator | None = None

    @property
    def batches(self) -> Callable[[int], NDArray[np.int64]] | None:
        """Maps a step's number, from 0, to the indices of the data that it used.

        None without minibatches.
        """
        return self.estimator.batches if self.estimator else None


@dataclass(frozen=True, eq=False)
class Computed:
    """A spec with everything that was computed from it, before anything is said of it.

    Attributes:
        spec: the lecturer's spec, complete with its defaults.
        function: the objective of the descents, with arguments in the order of `variables`; for a
            spec with data, the loss as a function of the model's parameters.
        variables: the names of the objective's variables.
        domain: (low, high) for each variable.
        value_range: (low, high) of the values to draw: those that f takes in the domain, cut off
            at poles.
        poles: whether values were cut off at a pole.
        descents: in the order of the spec; may be empty.
        digest: a fingerprint of the spec and of every number computed from it.
    """

    spec: Spec
    function: Objective
    variables: tuple[str, ...]
    domain: tuple[tuple[float, float], ...]
    value_range: tuple[float, float]
    poles: bool
    descents: tuple[Descent, ...]
    digest: str

    @property
    def data(self) -> DataLoss | None:
        """The data and the model that is fitted to them; None for a plain function."""
        return self.function if isinstance(self.function, DataLoss) else None

    @property
    def formula(self) -> Function:
        """The function to typeset: the objective itself, or the model of a loss on data."""
        if isinstance(self.function, DataLoss):
            return self.function.model
        assert isinstance(self.function, Function)
        return self.function

    @property
    def language(self) -> Language:
        """The language in which the lesson is told."""
        return language(self.spec.language)

    @cached_property
    def rounding(self) -> Rounding:
        """How the lesson's quantities are rounded and written."""
        numerals = self.language.numerals
        return Rounding(numerals, self.variables, self.domain, self.value_range)

    @cached_property
    def landscape(self) -> Landscape:
        """Critical points of f in the domain, lines of them, and minima on the domain's edge."""
        return kept_survey(self.function, self.domain)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The isolated critical points in the domain, minima first."""
        return self.landscape.points

    @cached_property
    def basins(self) -> BasinMap:
        """The minimum that the first descent's method reaches from each start in the domain.

        Learning rate and stop rule are the lesson's; the number of steps is not limited to the
        lesson's, so that the map shows the landscape's basins. A start that ends on a line of
        minima, or outside the domain, has the label −1.

        Raises:
            ValueError: the function has more than two variables.
        """
        return map_basins(self)

    @cached_property
    def shares(self) -> tuple[Share, ...] | None:
        """The share of all starts that reach each minimum; None where counting takes too long."""
        return basin_shares(self)


kept_survey = remembered(8)(survey)
"""`survey`, with the results of its last calls."""
