"""A sentence as it is read aloud: the signs of mathematics in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from gdcore.words import language

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"
_FLAT = str.maketrans(_RAISED, "0123456789+−n")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", " 0123456789"[1:] + "+−")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Δ": "delta", "Σ": "sigma", "Ω": "omega",
}  # fmt: skip
_SIGNS = {
    "+": "plus", "−": "minus", "±": "plus-minus", "×": "times", "·": "times", "/": "over",
    "=": "equals", "≈": "about", "≠": "not-equal", "<": "less", ">": "greater", "≤": "at-most",
    "≥": "at-least", "→": "to", "∝": "proportional", "∞": "infinity", "√": "root", "∑": "sum",
}  # fmt: skip
_ATOM = r"[^\W\d_]\w*|\d+(?:[.,]\d+)?|\)"
"""What an exponent may stand behind: a name, a number, or the end of a bracket."""
_NUMBER = re.compile(r"(?<=\d)[\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}](?=\d)")

Say = Callable[..., str]


def spoken(text: str, code: str) -> str:
    """A plain sentence of the language `code` in words alone.

    ∇f(x, y) = 0 is "the gradient of f of x, y equals 0"; numbers stay digits, which every voice
    reads by the rules of its language. A decimal point or comma is kept.
    """

    def say(message: str, /, **arguments: str) -> str:
        return language(code).say(f"spoken.{message}", **arguments)

    text = _NUMBER.sub("", text.replace("\N{NO-BREAK SPACE}", " "))
    text = re.sub(r"‖∇\w+(?:\([^()]*\))?‖", lambda _: say("gradient-length"), text)
    text = re.sub(r"‖([^‖]+)‖", lambda m: say("length", what=m[1]), text)
    text = re.sub(r"\|([^|]+)\|", lambda m: say("absolute", what=m[1]), text)
    text = re.sub(r"∂(\w+)/∂(\w+)", lambda m: say("partial", name=m[1], variable=m[2]), text)
    text = re.sub(r"∇ ?(\w+)", lambda m: say("gradient", name=m[1]), text)
    text = _powers(text, say)
    text = re.sub(
        r"\b([a-zA-Zα-ω]\w{0,3})\(([^()]+)\)",
        lambda m: say("value", name=m[1], arguments=m[2]),
        text,
    )
    text = re.sub(r"λ_?max\b", "λ max", text).translate(_LOWERED)
    text = _signs(text, say)
    text = "".join(f" {_GREEK[c]} " if c in _GREEK else c for c in text)
    # Brackets, quotes and dashes are pauses, and so is what parts coordinates.
    text = re.sub(r"[()\[\]{}«»„“”\"_]", " ", text)
    text = text.replace(";", ",").replace("–", ",").replace("—", ",")
    return re.sub(r"\s+([,.!?:])", r"\1", re.sub(r"\s+", " ", text)).strip()


def _powers(text: str, say: Say) -> str:
    def power(match: re.Match[str]) -> str:
        base, exponent = match[1], match[2].translate(_FLAT)
        if exponent == "2":
            return say("squared", base=base)
        if exponent == "3":
            return say("cubed", base=base)
        return say("power", base=base, exponent=exponent)

    return re.sub(rf"({_ATOM})([{_RAISED}]+)", power, text)


def _signs(text: str, say: Say) -> str:
    """Words for operators. A hyphen is one only between numbers and names with spaces around it,
    or before a digit: a well-known word keeps its own."""
    text = re.sub(r"(?<![\w\d])-(?=\d)| - ", lambda m: m[0].replace("-", "−"), text)
    # A slash between words, as in and/or, is none between numbers or single letters.
    text = re.sub(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})", " ", text)
    return "".join(f" {say(_SIGNS[c])} " if c in _SIGNS else c for c in text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order; each line is one at least."""
    parts = re.split(r"\n+|(?<=[.!?…])[\"”’»)]*\s+(?=[\"“„«(]?[A-ZÄÖÜ0-9])", text)
    return [part.strip() for part in parts if part and part.strip()]
