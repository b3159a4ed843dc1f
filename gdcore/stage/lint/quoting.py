"""Texts of the frame as findings quote them: what is read, without markup."""

from __future__ import annotations

import re

from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label

_LONGEST = 48  # characters of a text that a finding quotes
_SIGNS = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "rho": "ρ",
    "sigma": "σ",
    "phi": "φ",
    "nabla": "∇",
    "partial": "∂",
    "dot": "·",
    "times": "×",
    "approx": "≈",
    "sqrt": "√",
    "Delta": "Δ",
    "infinity": "∞",
    "minus": "−",
    "arrow.r": "→",
    "lt.eq": "≤",
    "gt.eq": "≥",
}
"""The signs for words in a formula's markup."""


def quoted(mesh: Label | Figures) -> str:
    """A label's text as it is read, in quotation marks; "number" for a changing number."""
    if isinstance(mesh, Figures):
        return "number"
    text = re.sub(r"#(set )?[a-z.]+(\([^()]*(\([^()]*\)[^()]*)*\))?", "", mesh.markup)
    text = re.sub(r"\$([^$]*)\$", lambda formula: _read(formula[1]), text)
    text = re.sub(r"\\\n|\\ ", " ", text)
    text = re.sub(r"\\(.)", r"\1", text)
    text = " ".join(text.split()).strip("[] ")
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def _read(formula: str) -> str:
    """A formula's markup with the signs that it stands for."""
    formula = re.sub(r'"([^"]*)"', r"\1", formula)
    formula = re.sub(r"[A-Za-z][A-Za-z.]+", lambda word: _SIGNS.get(word[0], word[0]), formula)
    return formula.replace("||", "‖").strip()
