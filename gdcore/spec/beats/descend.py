"""The beats in which all descents run: `descend` and `follow`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from gdcore.spec.beat import Captioned, Magnification, Pictured
from gdcore.spec.quotes import ToldCaption
from gdcore.spec.refusals import fault, refuse

END = "end"
"""The key of the caption that is shown once all steps have been taken."""


def _tied(value: object) -> object:
    if value is None:
        return None
    wanted = "captions by steps, such as {0: The start, 12: The turn, end: The result}"
    if not isinstance(value, Mapping) or not value:
        raise refuse(wanted, value)
    keys = [str(key) for key in value]
    for key in keys:
        if key != END and not (key.isascii() and key.isdigit()):
            raise refuse("a number of steps, 0 or more, or end", key)
    steps = [int(key) for key in keys if key != END]
    if any(a >= b for a, b in pairwise(steps)) or END in keys[:-1]:
        raise fault("expected the steps in rising order, and end after them")
    for key, text in zip(keys, value.values(), strict=True):
        if text is True and key != END:
            raise refuse(f"text for {key}", text)
    return dict(zip(keys, value.values(), strict=True))


def _text_or_true(value: object) -> object:
    if value is True or (isinstance(value, str) and value.strip()):
        return value
    raise refuse("text, or true for end", value)


def _kind(value: object) -> str:
    return "<outcome>" if value is True else "<text>"


TiedCaption = Annotated[
    Annotated[ToldCaption, Tag("<text>")] | Annotated[Literal[True], Tag("<outcome>")],
    Discriminator(_kind),
    BeforeValidator(_text_or_true),
]
"""A caption, or true for the story's own words about how the descents ended."""


class _Run(Captioned, template=True):
    """A beat in which all descents run."""

    captions: Annotated[dict[str, TiedCaption] | None, BeforeValidator(_tied)] = Field(
        None,
        description="Captions in place of the one, each from a number of steps on, and one for "
        "the end, such as {0: The start, 12: The turn, end: The result}; end: true has the story "
        "tell how the descents ended.",
    )

    @model_validator(mode="after")
    def _one_or_several(self) -> _Run:
        if self.captions is not None and self.caption is not None:
            raise fault("expected caption or captions, found both")
        return self


class Descend(_Run):
    """All descents run, on one clock."""

    shorthand = "seconds"


class Follow(_Run, Pictured):
    """All descents run, and the camera rides with the ball of the first."""

    shorthand = "zoom"
    fewest_descents = 1
    zoom: Magnification = Field(2.5, description="Magnification on the way.")
