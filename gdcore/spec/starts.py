"""Where descents start: points, random ones or a grid; and lists of bounded length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Tag,
)
from pydantic_core import core_schema

from gdcore.spec.frozen import Frozen
from gdcore.spec.refusals import refuse
from gdcore.spec.values import MOST_DESCENTS, Point, whole

if TYPE_CHECKING:
    Count: TypeAlias = int
    Seed: TypeAlias = int
else:
    Count = whole(1, MOST_DESCENTS)
    Seed = whole(0, 2**32 - 1)


@dataclass(frozen=True)
class Several:
    """The annotation of a list with enough entries, but not too many."""

    example: str
    fewest: int = 1

    def check(self, value: object) -> object:
        """The list, if it is one of a fitting length."""
        if not isinstance(value, (list, tuple)):
            if isinstance(value, dict):
                hint = "begin each entry with a dash, or put brackets [ ] around it"
            else:
                hint = f"as in {self.example}" if value is None else f"write [{value}]"
            raise refuse("a list", value, hint)
        if len(value) < self.fewest:
            raise refuse(f"a list such as {self.example}", value)
        if len(value) > MOST_DESCENTS:
            raise refuse(f"at most {MOST_DESCENTS} entries", len(value))
        return value

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "minItems": self.fewest, "maxItems": MOST_DESCENTS}


class RandomStarts(Frozen):
    """Starts drawn uniformly from the domain."""

    random: Count = Field(description="How many.")
    seed: Seed = Field(0, description="The same seed gives the same starts.")


class GridStarts(Frozen):
    """Starts on a regular grid over the domain."""

    grid: Annotated[tuple[Count, ...], Several("[4, 4]")] = Field(
        description="How many along each variable."
    )


STARTS = "a list of points such as [[1, 2]], or {random: 5, seed: 1}, or {grid: [4, 4]}"


def _starts_kind(value: object) -> str:
    if isinstance(value, dict):
        return "<grid>" if "grid" in value else "<random>"
    return "<points>"


def _starts(value: object) -> object:
    if isinstance(value, dict) and ("random" in value or "grid" in value):
        return value
    if isinstance(value, dict) or not isinstance(value, (list, tuple)) or not value:
        round_brackets = isinstance(value, str) and re.fullmatch(r"\((.*)\)", value.strip())
        count = isinstance(value, int) and not isinstance(value, bool)
        hint = f"write {{random: {value}}}" if count else ""
        raise refuse(STARTS, value, f"write [[{round_brackets[1]}]]" if round_brackets else hint)
    return value


Starts = Annotated[
    Annotated[tuple[Point, ...], Several("[[1, 2]]"), Tag("<points>")]
    | Annotated[RandomStarts, Tag("<random>")]
    | Annotated[GridStarts, Tag("<grid>")],
    Discriminator(_starts_kind),
    BeforeValidator(_starts),
]
