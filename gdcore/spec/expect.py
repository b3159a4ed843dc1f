"""Claims under ``expect``: what the author says of his lesson, and gdcore checks before it draws.

A claim is a mapping whose first key says what it is about; each is a class here. Numbers are as
exact as they are written: 29.52 is true of 29.5249, a whole number only of itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeAlias, Union

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    model_validator,
)

from gdcore.maths import Outcome
from gdcore.maths.spelling import hint, quoted, unknown
from gdcore.spec.frozen import Frozen
from gdcore.spec.refusals import fault, refuse
from gdcore.spec.values import Number, Point, Positive, whole

MOST_CLAIMS = 100
_MOST_STEPS = 10_000_000
_DESCENT = "The label of a descent, or its number, counted from 1."
_VALUE = "f there, as exact as it is written."
_NEAR = "How near, as a distance; null: a thousandth of the domain's diagonal."

OUTCOMES = tuple(str(outcome) for outcome in Outcome)


def _which(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, str)) or not str(value).strip():
        raise refuse("a descent: its number, counted from 1, or its label", value)
    return value


def _outcome(value: object) -> object:
    if not isinstance(value, str):
        raise refuse(f"an outcome: {', '.join(OUTCOMES)}", value)
    if value not in OUTCOMES:
        raise fault(unknown("there is no outcome", value, OUTCOMES, "the outcomes are"))
    return value


def _whiches(value: object) -> object:
    if not isinstance(value, (list, tuple)):
        raise refuse("a list of descents such as [1, 3], or [] for none", value)
    return tuple(value)


def _span(value: object) -> object:
    if not isinstance(value, (list, tuple)):
        return value, value
    if len(value) != 2:
        raise refuse("a number of steps, or [fewest, most]", value)
    return tuple(value)


if TYPE_CHECKING:
    Count: TypeAlias = int
    StepNumber: TypeAlias = int
    Which: TypeAlias = int | str
    OutcomeName: TypeAlias = str
else:
    Count = whole(0, 10_000)
    StepNumber = whole(0, _MOST_STEPS)
    Which = Annotated[
        int | str,
        BeforeValidator(_which),
        WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string"}]}),
    ]
    OutcomeName = Annotated[
        str, BeforeValidator(_outcome), WithJsonSchema({"enum": list(OUTCOMES)})
    ]
_A_STEP = {"type": "integer", "minimum": 0, "maximum": _MOST_STEPS}
_SPAN = {"type": "array", "items": _A_STEP, "minItems": 2, "maxItems": 2}
Steps = Annotated[
    tuple[StepNumber, StepNumber],
    BeforeValidator(_span),
    WithJsonSchema({"anyOf": [_A_STEP, _SPAN]}),
]
Whiches = Annotated[tuple[Which, ...], BeforeValidator(_whiches)]


class Claim(Frozen):
    """The base of all claims.

    Attributes:
        places: the names of the fields that hold a point.
        named: the names of the fields that hold a descent, or several.
    """

    places: ClassVar[tuple[str, ...]] = ()
    named: ClassVar[tuple[str, ...]] = ()


class DescentClaim(Claim):
    """How one descent goes and ends."""

    places = ("ends_near",)
    named = ("descent",)
    descent: Which = Field(description=_DESCENT)
    outcome: OutcomeName | None = Field(None, description="How it ends, as in `gdcore explain`.")
    within: StepNumber | None = Field(
        None,
        description="The most steps that it takes; with ends_near: after so many it stays near.",
    )
    steps: Steps | None = Field(
        None, description="The steps it takes: a number, or [fewest, most]."
    )
    ends_near: Point | None = Field(None, description="The point near which it ends.")
    tolerance: Positive | None = Field(None, description=_NEAR)
    value: Number | None = Field(None, description="f at its end, as exact as it is written.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        said = (self.outcome, self.within, self.steps, self.ends_near, self.value)
        if all(each is None for each in said):
            raise fault("say what the descent does: outcome, within, steps, ends_near or value")
        if self.tolerance is not None and self.ends_near is None:
            raise fault("tolerance belongs to ends_near")
        return self


class FastestClaim(Claim):
    """Which descent is the first at the bottom, or out of a domain without one, as in a race."""

    named = ("fastest",)
    fastest: Which = Field(description=_DESCENT)


class LowestClaim(Claim):
    """Which descent ends lowest."""

    named = ("lowest",)
    lowest: Which = Field(description=_DESCENT)


class PointClaim(Claim):
    """A base: where there is a critical point of some kind."""

    value: Number | None = Field(None, description=_VALUE)
    tolerance: Positive | None = Field(None, description=_NEAR)


class MinimumClaim(PointClaim):
    """Where there is a minimum."""

    places = ("minimum",)
    minimum: Point = Field(description="The point.")


class SaddleClaim(PointClaim):
    """Where there is a saddle."""

    places = ("saddle",)
    saddle: Point = Field(description="The point.")


class MaximumClaim(PointClaim):
    """Where there is a maximum."""

    places = ("maximum",)
    maximum: Point = Field(description="The point.")


class CountClaim(Claim):
    """How many isolated critical points there are in the domain."""

    minima: Count | None = Field(None, description="The number of minima.")
    saddles: Count | None = Field(None, description="The number of saddles.")
    maxima: Count | None = Field(None, description="The number of maxima.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.minima is None and self.saddles is None and self.maxima is None:
            raise fault("say how many there are: minima, saddles or maxima")
        return self


class ValueClaim(Claim):
    """Value and slopes of the function at a point."""

    places = ("at",)
    at: Point = Field(description="The point.")
    value: Number | None = Field(None, description=_VALUE)
    slopes: Annotated[tuple[Number, ...], BeforeValidator(_whiches)] | None = Field(
        None, description="The partial derivatives there, each as exact as it is written."
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.slopes is None:
            raise fault("say what holds there: value or slopes")
        return self


class StableClaim(Claim):
    """Below which learning rate gradient descent settles at a minimum: 2/λmax."""

    places = ("minimum",)
    stable_below: Positive = Field(description="2/λmax, as exact as it is written.")
    minimum: Point | None = Field(None, description="The minimum; null: the lowest.")


class ReachedClaim(Claim):
    """Which descents end at a lowest minimum, and no other does."""

    named = ("global_minimum_reached_by",)
    global_minimum_reached_by: Whiches = Field(
        description="Labels or numbers; an empty list: none."
    )


CLAIMS: dict[str, type[Claim]] = {
    "descent": DescentClaim,
    "fastest": FastestClaim,
    "lowest": LowestClaim,
    "at": ValueClaim,
    "stable_below": StableClaim,
    "global_minimum_reached_by": ReachedClaim,
    "minimum": MinimumClaim,
    "saddle": SaddleClaim,
    "maximum": MaximumClaim,
    "minima": CountClaim,
    "saddles": CountClaim,
    "maxima": CountClaim,
}
"""The class of a claim by the key that tells it; the first that a mapping has decides."""


def _key(value: Any) -> str | None:
    """The key that says what a claim is about; None if there is none."""
    return next((key for key in CLAIMS if key in value), None) if isinstance(value, dict) else None


def _kind(value: object) -> str:
    if isinstance(value, Claim):
        return f"<{type(value).__name__}>"
    return f"<{CLAIMS[_key(value) or 'descent'].__name__}>"


def _claim(value: object) -> object:
    if isinstance(value, Claim) or _key(value):
        return value
    if not isinstance(value, dict) or not value:
        raise refuse("a claim such as {descent: 1, outcome: converged}", value)
    first = str(next(iter(value)))
    message = f"no claim begins with {quoted(first)}"
    raise fault(f"{message}; {hint(first, CLAIMS, 'a claim has one of the keys')}")


def _claims(value: object) -> object:
    if not isinstance(value, (list, tuple)):
        raise refuse("a list of claims such as [{descent: 1, outcome: converged}]", value)
    if len(value) > MOST_CLAIMS:
        raise refuse(f"at most {MOST_CLAIMS} claims", len(value))
    return value


if TYPE_CHECKING:
    AnyClaim = Claim
else:
    _KINDS = tuple(
        Annotated[kind, Tag(f"<{kind.__name__}>")] for kind in dict.fromkeys(CLAIMS.values())
    )
    AnyClaim = Annotated[Union[_KINDS], Discriminator(_kind), BeforeValidator(_claim)]  # noqa: UP007
Claims = Annotated[tuple[AnyClaim, ...], BeforeValidator(_claims)]


def claim_entry(claim: Claim) -> dict[str, Any]:
    """A claim as a spec writes it, with the key first that says what it is about."""
    said = claim.model_dump(exclude_none=True)
    return {key: said[key] for key in sorted(said, key=lambda key: key not in CLAIMS)}
