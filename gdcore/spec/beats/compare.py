"""The beat `compare`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from gdcore.spec.beat import Captioned, Stay, Which
from gdcore.spec.refusals import refuse

MOST_COMPARED = 4
"""The most descents side by side: columns of numbers that a viewer can compare, and that fit."""


def _compared(value: object) -> object:
    if value is not None and (
        not isinstance(value, (list, tuple)) or not 2 <= len(value) <= MOST_COMPARED
    ):
        raise refuse(f"a list of 2 to {MOST_COMPARED} descents such as [1, 2]", value)
    return value


class Compare(Captioned):
    """The final numbers of some descents, side by side."""

    shorthand = "descents"
    fewest_descents = 2
    descents: Annotated[tuple[Which, ...] | None, BeforeValidator(_compared)] = Field(
        None,
        description=f"Which descents, 2 to {MOST_COMPARED}, counted from 1; null: the first "
        f"{MOST_COMPARED}.",
        json_schema_extra={"minItems": 2, "maxItems": MOST_COMPARED},
    )
    stay: Stay = False

    @property
    def descents_named(self) -> tuple[int, ...]:
        """Those that are compared, where the options name them."""
        return self.descents or ()
