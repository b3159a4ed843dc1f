"""Texts of the frame as findings quote them: what is read, without markup."""

from __future__ import annotations

import re

from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.words.formulas import plain_formula

_LONGEST = 48  # characters of a text that a finding quotes


def quoted(mesh: Label | Figures) -> str:
    """A label's text as it is read, in quotation marks; "number" for a changing number."""
    if isinstance(mesh, Figures):
        return "number"
    text = re.sub(r"#(set )?[a-z.]+(\([^()]*(\([^()]*\)[^()]*)*\))?", "", mesh.markup)
    text = re.sub(r"\$([^$]*)\$", lambda formula: plain_formula(formula[1]), text)
    text = re.sub(r"\\\n|\\ ", " ", text)
    text = re.sub(r"\\(.)", r"\1", text)
    text = " ".join(text.split()).strip("[] ")
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
