"""The complete spec of a lesson, with every default filled in."""

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
    Aspect,
    ColorMap,
    Inset,
    LanguageCode,
    Layout,
    LossAxis,
    Outside,
    Sharing,
    StopRules,
    ThemeName,
)
from gdcore.spec.expect import Claim
from gdcore.spec.frozen import Frozen
from gdcore.spec.methods import AnyOptimizer, AnySchedule
from gdcore.spec.places import Places
from gdcore.spec.sources import Data, NoiseEntry
from gdcore.spec.starts import GridStarts, RandomStarts

if TYPE_CHECKING:
    AnyObjective: TypeAlias = Objective
else:
    AnyObjective = Any  # a protocol, which pydantic can't check


class DescentPlan(Frozen):
    """One descent to compute and draw."""

    label: str
    start: tuple[float, ...]
    learning_rate: float | AnySchedule
    optimizer: AnyOptimizer
    steps: int
    batch_size: int | None
    noise: NoiseEntry | None


class Spec(Frozen):
    """A lesson, checked and with every default filled in.

    `descents` lists every descent, whether the spec lists them one by one (`listed`) or gives the
    product starts × learning_rates × optimizers. `function` is the spec's text, `formula` the
    expression, also where `function` is the name of a known function. With `data`, the formula is
    a model and `variables` are its parameters. `objective` is minimised by the descents: the
    function, or the model's loss on the data.
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
    aspect: Aspect
    theme: ThemeName
    color_map: ColorMap | None
    language: LanguageCode
    voice: str | None
    story: tuple[SerializeAsAny[Beat], ...] | None
    expect: tuple[SerializeAsAny[Claim], ...] = ()
    source: Path | None = Field(None, exclude=True)
    places: Places = Field(exclude=True, repr=False)

    @property
    def dimension(self) -> int:
        """The number of variables."""
        return len(self.variables)

    @property
    def flat(self) -> bool:
        """Whether the layout has only maps, seen from above."""
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
        """SHA-256 of all values but those that change no picture of a given size, in hexadecimal:
        the claims and the film's shape.

        It does not depend on spaces, comments, the file's name or the notation of numbers.
        """
        content: dict[str, Any] = self.model_dump(
            mode="json", by_alias=True, exclude={"story", "expect", "aspect"}
        )
        content["domain"] = list(content["domain"].items())
        content["story"] = self.story and [
            {beat.name: beat.model_dump(mode="json", by_alias=True)} for beat in self.story
        ]
        text = json.dumps(content, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()
