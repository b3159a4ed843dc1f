"""Formulas within sentences: a stretch of Typst's mathematics between two private characters.

So marked, a formula passes through everything that takes a sentence for text: it holds no space at
which a line could break, and no dollar sign or brace of an author's can be taken for one. Who draws
a text sets formulas as mathematics; subtitles, chapters and lists show them as `plain` text.
"""

from __future__ import annotations

import re

BEGIN, END, _SPACE = "\ue000", "\ue001", "\ue002"

FORMULA = re.compile(f"{BEGIN}([^{END}]*){END}")
"""Matches a formula in a text; the group is its content, with its spaces marked."""

_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_NAMES = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Delta": "Δ", "Sigma": "Σ", "Omega": "Ω", "nabla": "∇", "diff": "∂",
    "partial": "∂", "dot": "·", "times": "×", "infinity": "∞", "oo": "∞", "approx": "≈",
    "prop": "∝", "in": "∈", "RR": "ℝ", "arrow.r": "→", "plus.minus": "±", "quad": " ", "minus": "−",
    "dots": "…", "sqrt": "√", "sum": "∑", "integral": "∫", "thin": " ", "med": " ", "thick": " ",
}  # fmt: skip
_SIGNS = (
    ("<=", "≤"), (">=", "≥"), ("lt.eq", "≤"), ("gt.eq", "≥"), ("!=", "≠"), ("||", "‖"),
    ("->", "→"), ("=>", "⇒"), ("...", "…"),
)  # fmt: skip
_NUMBER = re.compile("10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")


def as_formula(typst: str) -> str:
    """Typst's mathematics as a part of a sentence."""
    return BEGIN + re.sub(r"\s", _SPACE, typst) + END


def content(marked: str) -> str:
    """Typst's mathematics of a formula in a sentence."""
    return marked.strip(BEGIN + END).replace(_SPACE, " ")


def in_formula(text: str) -> str:
    """A written number, point or word as it stands in a formula."""
    if re.search(r"[^\W\d_]{2,}|\N{THIN SPACE}", text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    text = _NUMBER.sub(lambda match: f"10^({match[1].translate(_DIGITS)})", text)
    return text.replace("×", "times")


def plain(text: str) -> str:
    """A sentence with its formulas as plain text: x², η < 2/λmax."""
    return FORMULA.sub(lambda match: plain_formula(content(match[0])), text)


def plain_formula(typst: str) -> str:
    """A formula in Typst's notation as plain text."""
    quoted = re.split(r'"((?:[^"\\]|\\.)*)"', typst)
    # Every second piece stood in quotes and is text.
    pieces = [p if k % 2 else _plain_signs(p) for k, p in enumerate(quoted)]
    text = "".join(pieces)
    text = re.sub(r"\^\(([-+−\dn]+)\)|\^([\dn])", lambda m: (m[1] or m[2]).translate(_RAISED), text)
    text = re.sub(r"_\(?(\d+)\)?", lambda m: m[1].translate(_LOWERED), text)
    text = re.sub(r"_\(([^()]*)\)|_(\w+)", lambda m: m[1] or m[2], text)  # λ_max is λmax
    return " ".join(text.split())


def _plain_signs(typst: str) -> str:
    for sign, shown in _SIGNS:
        typst = typst.replace(sign, shown)
    typst = re.sub(r"[A-Za-z]+(?:\.[a-z]+)*", lambda m: _NAMES.get(m[0], m[0]), typst)
    # A sign of mathematics stands close to its argument: ∇ f is ∇f.
    typst = re.sub(r"([∇∂Δ√]) (?=\w)", r"\1", typst)
    return typst.replace("-", "−").replace("\\", "")
