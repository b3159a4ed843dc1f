"""The complete spec: everything that a lesson needs to know, with nothing left to guess."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import Field, SerializeAsAny

from gdcore.maths import Objective
from gdcore.spec.beat import Beat
from gdcore.spec.document import (
    GridStarts,
    Inset,
    Layout,
    LossAxis,
    Outside,
    RandomStarts,
    Sharing,
    StopRules,
    ThemeName,
)
from gdcore.spec.methods import AnyOptimizer, AnySchedule
from gdcore.spec.sources import Data, NoiseEntry
from gdcore.spec.values import Frozen

if TYPE_CHECKING:
    AnyObjective: TypeAlias = Objective
else:
    AnyObjective = Any  # a protocol, which pydantic can't check


class DescentPlan(Frozen):
    """One descent that is to be computed and drawn."""

    label: str
    start: tuple[float, ...]
    learning_rate: float | AnySchedule
    optimizer: AnyOptimizer
    steps: int
    batch_size: int | None
    noise: NoiseEntry | None


class Spec(Frozen):
    """A lesson, checked and with every default filled in.

    `descents` always lists each descent, whether the spec wrote them one by one (`listed`) or as
    the product starts × learning_rates × optimizers. `formula` is the function's expression also
    where `function` is the name of a known function. With `data` it is a model, and the variables
    are its parameters. `objective` is what the descents minimise: the function, or the loss of the
    model on the data.
    """

    title: str | None
    function: str
    formula: str
    data: Data | None
    objective: AnyObjective = Field(exclude=True, repr=False)
    variables: tuple[str, ...]
    domain: Mapping[str, tuple[float, float]]
    starts: tuple[tuple[float, ...], ...] | RandomStarts | GridStarts
    learning_rates: tuple[float | AnySchedule, ...]
    optimizers: tuple[AnyOptimizer, ...]
    steps: int
    stop: StopRules
    noise: NoiseEntry | None
    outside: Outside
    listed: bool
    descents: tuple[DescentPlan, ...]
    layout: Layout
    insets: tuple[Inset, ...]
    loss_axis: LossAxis
    scales: Sharing
    cameras: Sharing
    theme: ThemeName
    story: tuple[SerializeAsAny[Beat], ...] | None
    source: Path | None = Field(None, exclude=True)

    @property
    def dimension(self) -> int:
        """How many variables there are."""
        return len(self.variables)

    @property
    def flat(self) -> bool:
        """Whether the layout shows maps alone, seen from above."""
        return self.layout in ("contour", "contour_panels")

    @property
    def lows(self) -> tuple[float, ...]:
        """The low ends of the domain, in the order of the variables."""
        return tuple(self.domain[name][0] for name in self.variables)

    @property
    def highs(self) -> tuple[float, ...]:
        """The high ends of the domain, in the order of the variables."""
        return tuple(self.domain[name][1] for name in self.variables)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content in hexadecimal: any value that changes changes it.

        Spaces, comments, the file's name and the way a number is written don't.
        """
        content: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude={"story"})
        content["domain"] = list(content["domain"].items())
        content["story"] = self.story and [
            {beat.name: beat.model_dump(mode="json", by_alias=True)} for beat in self.story
        ]
        text = json.dumps(content, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()
