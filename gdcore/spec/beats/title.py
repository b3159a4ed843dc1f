"""The beat `title`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import Captioned
from gdcore.spec.quotes import Told


class Title(Captioned):
    """The lesson's title card."""

    shorthand = "text"
    text: Told | None = Field(None, description="The title; null: the title of the spec.")
    subtitle: Told | None = Field(None, description="The line below the title; null: the function.")
