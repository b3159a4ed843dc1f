"""Sentences as they are read aloud."""

from __future__ import annotations

import re

import pytest

from gdcore.speech.spoken import sentences, spoken
from gdcore.words import LANGUAGES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("∇f(2, 4) = (4, 8)", "the gradient of f of 2, 4 equals 4, 8"),
        ("‖∇f‖ ≤ 0.5", "the length of the gradient is at most 0.5"),
        ("η < 2/λmax", "eta is less than 2 over lambda max"),
        ("x² + 3·y³", "x squared plus 3 times y cubed"),
        ("8.23 × 10⁻⁷", "8.23 times 10 to the power of minus 7"),
        ("|1 − η·λ|", "the absolute value of 1 minus eta times lambda"),
        ("12\N{THIN SPACE}345 steps", "12345 steps"),
        ("a well-known place", "a well-known place"),
        ("∂f/∂x at p₁", "the partial derivative of f along x at p1"),
    ],
)
def test_signs_become_words(text: str, words: str) -> None:
    assert spoken(text, "en") == words


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sign_is_left_for_a_voice_to_stumble_over(code: str) -> None:
    text = "∇f(x, y) = x² ± 3·y³ ≠ ‖v‖ → ∞; |a| ≥ √b / c ≤ 2 × 10⁻¹² ∝ ∑d ≈ ∂f/∂x (η, λ_max) «so»"
    assert re.fullmatch(r"[\w\s,.!?:'-]+", spoken(text, code))


def test_a_text_is_cut_between_sentences_alone() -> None:
    assert sentences("It falls to 0.375 at (0.3, 0.2). Why? “Down.” he says.\nA line") == [
        "It falls to 0.375 at (0.3, 0.2).",
        "Why?",
        "“Down.” he says.",
        "A line",
    ]
