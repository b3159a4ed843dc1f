"""The beat `update_rule`."""

from __future__ import annotations

from gdcore.spec.beat import Captioned


class UpdateRule(Captioned):
    """The update rule of the optimizer, as a formula and with the numbers of the first step."""
