"""The record of a descent: one row for each point, read as arrays at the end."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array


class Record:
    """Columns of floats that grow with the steps.

    They are Python ``array``s, to which a row is appended in a third of the time of a NumPy array.
    They reserve about an eighth more memory than they use; NumPy reads it without a copy.
    """

    def __init__(self, point: Sequence[float], state: Mapping[str, Array]) -> None:
        self.dimension = len(point)
        self.points = array("d")
        self.values = array("d")
        self.gradients = array("d")
        self.rates = array("d")
        self.clipped = bytearray()
        self.states: dict[str, tuple[tuple[int, ...], array[float]]] = {
            name: (np.shape(entry), array("d"))
            for name, entry in state.items()
            if not name.startswith("_")
        }

    def write(
        self,
        point: list[float],
        value: float,
        gradient: list[float],
        state: Mapping[str, Array],
        clipped: bool = False,
    ) -> None:
        """Add the row of one point; the caller appends the step's rate to ``rates``."""
        self.points.fromlist(point)
        self.values.append(value)
        self.gradients.fromlist(gradient)
        self.clipped.append(clipped)
        if not self.states:
            return
        for name, (_, column) in self.states.items():
            column.frombytes(np.asarray(state[name], dtype=np.float64).tobytes())

    def extend(self, rows: Array, rates: Sequence[float]) -> None:
        """Add m rows of points, values and gradients, (m, 2d+1), of a descent without a state.

        rates: at least m learning rates, of the steps to these points.
        """
        d = self.dimension
        for column, part in [
            (self.points, rows[:, :d]),
            (self.values, rows[:, d]),
            (self.gradients, rows[:, d + 1 :]),
        ]:
            column.frombytes(part.tobytes())
        self.rates.extend(rates[: len(rows)])
        self.clipped.extend(bytes(len(rows)))

    def columns(self) -> tuple[Array, Array, Array, Array, NDArray[np.bool_]]:
        """Points (n+1, d), values (n+1,), gradients (n+1, d), rates (n,), clipped (n+1,)."""
        d = self.dimension
        return (
            _read(self.points, (-1, d)),
            _read(self.values, (-1,)),
            _read(self.gradients, (-1, d)),
            _read(self.rates, (-1,)),
            _locked(np.frombuffer(self.clipped, dtype=np.bool_)),
        )

    def state_columns(self) -> dict[str, Array]:
        """The optimizer's state by name, each (n+1, …)."""
        return {name: _read(column, (-1, *shape)) for name, (shape, column) in self.states.items()}


def _read(column: "array[float]", shape: tuple[int, ...]) -> Array:
    if not column:
        return _locked(np.empty((0, *shape[1:])))
    return _locked(np.frombuffer(column, dtype=np.float64).reshape(shape))


def _locked(values: NDArray[Any]) -> NDArray[Any]:
    values.flags.writeable = False
    return values
