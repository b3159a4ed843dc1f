import math

import pytest

from gdcore.words.numerals import Numerals, places_for, with_minus

numbers = Numerals()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-0.0649358682555269, "−0.0649"),
        (29.52, "29.5"),
        (738.4, "738"),
        (12345.0, "12\u2009345"),
        (-810000.0, "−810\u2009000"),
        (9999.0, "9999"),
        (0.1, "0.1"),
        (-3.0, "−3"),
        (9.999, "10"),
        (-0.0, "0"),
        (1.23e-7, "1.23 × 10⁻⁷"),
        (-1e9, "−10⁹"),
        (math.nan, "undefined"),
        (-math.inf, "−∞"),
    ],
)
def test_significant_digits(value, text):
    assert numbers.significant(value) == text


def test_a_rounded_zero_has_no_sign():
    assert numbers.fixed(-0.0001, 2) == "0.00"
    assert numbers.fixed(0.0, 2) == "0.00"
    assert numbers.fixed(-1.5, 2) == "−1.50"


def test_points_are_as_exact_as_their_domain_shows():
    places = places_for(6)
    assert numbers.point((0.37454012, 0.95071431), places) == "(0.375, 0.951)"
    assert numbers.point((1.0, 3.0), places) == "(1, 3)"
    assert numbers.point((2.9999999,), places) == "3"
    assert numbers.point((2.9996,), places) == "3.000"
    assert places_for(50) == 2
    assert places_for(0.02) == 5


def test_vectors_share_their_places():
    assert numbers.vector((9.2834, -1.2531)) == "(9.28, −1.25)"
    assert numbers.vector((0.35355, 1.0)) == "(0.354, 1)"
    assert numbers.vector((1e-9, 0.0)) == "(10⁻⁹, 0)"


def test_hyphens_in_words_stay():
    assert with_minus("start (-1.02, 2), L-BFGS-2") == "start (−1.02, 2), L-BFGS-2"


def test_thousands_and_the_decimal_mark_follow_the_language():
    german = Numerals(",", "; ", ", ", "nicht definiert")
    assert german.point((0.375, 0.951)) == "(0,375; 0,951)"
    assert german.significant(1.23e-7) == "1,23 × 10⁻⁷"
    assert german.whole(20_000) == "20\u2009000"
    assert german.fixed(-12345.6, 1) == "−12\u2009345,6"
