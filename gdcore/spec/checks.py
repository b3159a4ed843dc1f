"""Checks of several values together: whether function, variables, points and descents agree.

The checks walk the YAML nodes, so that they also work in a spec with other faults.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from gdcore.maths import DataError, ExpressionError, Objective, parse_expression
from gdcore.maths.spelling import known_name, unknown
from gdcore.spec.beat import BEATS
from gdcore.spec.domains import default_domain
from gdcore.spec.faults import Fault
from gdcore.spec.functions import read_function
from gdcore.spec.refusals import number_text
from gdcore.spec.sources import DataEntry, read_loss, read_model
from gdcore.spec.validation import Location, at, locate
from gdcore.spec.values import MOST_DESCENTS, as_coordinate
from gdcore.spec.yaml_nodes import Node

Names = tuple[str, ...]

MOST_VARIABLES = 200
"""The most variables d of a function: each step in the search for critical points takes O(d³)."""


class Checker:
    """Checks the nodes of one text and gathers the faults in `faults`."""

    def __init__(self, root: Node, name: str, folder: Path) -> None:
        self.root = root
        self.name = name
        self.folder = folder
        self.intervals: dict[str, tuple[float, float]] = {}
        self.faults: list[Fault] = []

    def _fault(self, location: Location, message: str, *, key: bool = False) -> None:
        self.faults.append(at(self.root, self.name, location, message, key=key))

    def _value(self, *location: str | int) -> Any:
        """The data at a location, or None."""
        found = locate(self.root, location)
        return found.node.data if found.complete else None

    def check(self) -> Objective | None:
        """Check everything that can be read; returns the function, or None where it is faulty."""
        self._descents()
        function = self._function()
        if function is not None and function.dimension > MOST_VARIABLES:
            count = f"{function.dimension} variables; at most {MOST_VARIABLES} can be told of"
            self._fault(["function"], f"a function of {count}")
            return None
        domain = self._value("domain")
        if function is not None:
            given = {
                name: self._interval(name)
                for name in (domain if isinstance(domain, dict) else ())
                if name in function.variables and np.isfinite(self._interval(name)).all()
            }
            text = str(self._value("function"))
            self.intervals = default_domain(text, function, given, self._starts())
        # If the function is faulty, the domain still gives the number of variables.
        names = (
            function.variables if function else tuple(domain if isinstance(domain, dict) else ())
        )
        if names:
            self._points(names)
        return function

    def _starts(self) -> Any:
        """The starts as they are written, perhaps with faults."""
        spec = self.root.plain()
        entries = spec.get("descents")
        if isinstance(entries, list):
            return [entry.get("start") for entry in entries if isinstance(entry, dict)]
        return spec.get("starts")

    def _descents(self) -> None:
        if self._value("descents") is None:
            return
        for key in ("starts", "learning_rates", "optimizers"):
            if self._value(key) is not None:
                message = "the descents are listed one by one under 'descents'; remove this key"
                self._fault([key], message, key=True)

    def _function(self) -> Objective | None:
        """The function, with its variables in the order of the spec's domain; None if faulty."""
        text = self._value("function")
        if isinstance(text, (int, float)) and not isinstance(text, bool):
            text = number_text(text)
        if not isinstance(text, str) or not text.strip():
            return None
        if self._value("data") is not None:
            return self._loss(text)
        try:
            function = read_function(text)
            # Only the order of the variables differs: the formula need not be parsed again.
            return replace(function, variables=self._order(function.variables))
        except ExpressionError as error:
            self._formula_fault(error)
            return None

    def _loss(self, model: str) -> Objective | None:
        """The model's loss on the spec's data, a function of its parameters; None if faulty."""
        node = locate(self.root, ["data"]).node
        try:
            function = read_model(model)
            entry = DataEntry.model_validate(node.plain())
            return read_loss(function, entry, self.folder, self._order)
        except ExpressionError as error:
            self._formula_fault(error)
        except ValidationError:
            pass  # these faults have been reported by the document's validation
        except DataError as error:
            for fault in error.faults:
                if fault.row is not None:
                    file = str(self.folder / entry.file)
                    self.faults.append(Fault(file, fault.row, 0, "", fault.message))
                elif fault.argument == "model":
                    self._fault(["function"], fault.message)
                else:
                    self._fault(["data", fault.argument or "file"], fault.message)
        return None

    def _order(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """The variables in the order of the domain, if it names all of them; else as they are."""
        domain = self._value("domain")
        if not isinstance(domain, dict) or set(domain) < set(own):
            return own
        if not set(own) <= set(domain):
            for name in domain:
                if name not in own:
                    problem = "the function has no variable"
                    message = unknown(problem, name, own, "its variables are")
                    self._fault(["domain", name], message, key=True)
            return own
        for name in domain:
            try:
                parse_expression("0", [name])
            except ExpressionError as error:
                self._fault(["domain", name], error.message, key=True)
                return own
        return tuple(domain)

    def _formula_fault(self, error: ExpressionError) -> None:
        """Report a fault in the formula, at its column within the formula where that is known."""
        character = None if error.column is None else error.column - 1
        self.faults.append(
            at(self.root, self.name, ["function"], error.message, character=character)
        )

    def _points(self, variables: Names) -> None:
        """Check that every point has a number for each variable and lies in the domain."""
        starts = self._value("starts")
        strict = self._value("outside") in (None, "stop")
        if isinstance(starts, list):
            hint = "a list of points has brackets of its own, as in [[1, 2]]"
            for index in range(len(starts)):
                self._point(["starts", index], variables, inside=strict, hint=hint)
        elif isinstance(starts, dict):
            self._counts(variables)
        descents = self._value("descents")
        if isinstance(descents, list):
            for index in range(len(descents)):
                self._point(["descents", index, "start"], variables, inside=strict)
        story = self._value("story")
        for index, entry in enumerate(story if isinstance(story, list) else ()):
            for key, node in entry.data.items() if isinstance(entry.data, dict) else ():
                name = known_name(key, BEATS)
                for place in BEATS[name].place_fields() if name is not None else ():
                    if isinstance(node.data, dict):
                        self._point(["story", index, key, place], variables, inside=True)
                    elif name is not None and BEATS[name].shorthand == place:
                        hint = (
                            ""
                            if isinstance(node.data, list)
                            else BEATS[name].other_field(node.data)
                        )
                        self._point(["story", index, key], variables, inside=True, hint=hint)

    def _point(self, location: Location, variables: Names, *, inside: bool, hint: str = "") -> None:
        """Check one point.

        inside: whether it has to lie in the domain; hint: what is probably meant by a number where
        a point has several.
        """
        node, _, complete, _ = locate(self.root, location)
        if not complete:
            return
        given = [entry.data for entry in node.data] if isinstance(node.data, list) else [node.data]
        numbers = [as_coordinate(entry) for entry in given]
        if not isinstance(node.data, list) and numbers == [None]:
            return  # a name, or no point at all
        d, names = len(variables), ", ".join(variables)
        if len(given) != d:
            wanted = f"{d} numbers, for {names}" if d > 1 else f"1 number, for {names}"
            message = f"expected a point of {wanted}; found {len(given)}"
            hint = f" ({hint})" if hint and not isinstance(node.data, list) else ""
            self._fault(location, message + hint)
            return
        for index, (name, number) in enumerate(zip(variables, numbers, strict=True)):
            low, high = self._interval(name)
            if inside and number is not None and not low <= number <= high:
                where = [*location, index] if isinstance(node.data, list) else location
                written = f"[{number_text(low)}, {number_text(high)}]"
                message = f"{name} = {number_text(number)} lies outside the domain {written}"
                self._fault(where, message)

    def _interval(self, name: str) -> tuple[float, float]:
        """A variable's interval; (−∞, ∞) where the spec's interval is faulty."""
        ends = self._value("domain", name)
        domain = self._value("domain")
        if domain is None or (isinstance(domain, dict) and name not in domain):
            return self.intervals.get(name, (-math.inf, math.inf))
        numbers = [as_coordinate(end.data) for end in ends] if isinstance(ends, list) else []
        match numbers:
            case [float(low), float(high)] if low < high:
                return low, high
        return (-math.inf, math.inf)

    def _counts(self, variables: Names) -> None:
        """Check that a grid has a count for each variable, and not too many starts in all."""
        grid = self._value("starts", "grid")
        if not isinstance(grid, list):
            return
        if len(grid) != len(variables):
            names = ", ".join(variables)
            message = f"expected {len(variables)} counts, for {names}; found {len(grid)}"
            self._fault(["starts", "grid"], message)
        else:
            counts = [node.data for node in grid if isinstance(node.data, int)]
            if math.prod(counts) > MOST_DESCENTS:
                total = math.prod(counts)
                self._fault(
                    ["starts", "grid"], f"{total} starts; at most {MOST_DESCENTS} can be shown"
                )
