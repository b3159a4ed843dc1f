"""Texts that quote facts: how they are taken apart, and what is told of a fault in one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdcore.spec import SpecError, read_spec
from gdcore.spec.quotes import Mathematics, Quote, QuoteError, Words, quotes_of, read_text


def test_words_fields_and_formulas_in_their_order():
    text = r"At {minimum.2} $x^2 = {f(0, -2*pi):.3g}$, {{a}} for \$5."
    parts = read_text(text)
    assert [type(part) for part in parts if not isinstance(part, Words)] == [Quote, Mathematics]
    assert "".join(part.text for part in parts if isinstance(part, Words)) == "At  , {a} for $5."
    point, value = quotes_of(text)
    assert point.parts == ("minimum", "2")
    assert value.arguments == (0.0, pytest.approx(-6.283185307))
    assert (value.format.digits, value.format.style) == (3, "g")
    assert [text[q.character :].startswith(q.written) for q in (point, value)] == [True, True]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("descent.Gradient descent.steps", ("descent", "Gradient descent", "steps")),
        ("descent.'η = 0.1, start (1, 3)'.end", ("descent", "η = 0.1, start (1, 3)", "end")),
        ("descent.'a}: {b'.label", ("descent", "a}: {b", "label")),
    ],
)
def test_labels_with_signs_of_their_own_stand_in_quotes(name, parts):
    (quote,) = quotes_of(f"x {{{name}:.2f}}")
    assert quote.parts == parts


@pytest.mark.parametrize(
    ("text", "character", "told"),
    [
        ("a {b", 2, "write {{ for a brace"),
        ("a } b", 2, "write }} for a brace"),
        ("costs $5", 6, r"write \$ for a $"),
        ("a $ $ b", 2, "nothing stands between"),
        ("{f(minimum):2f}", 12, "'2f' is no format; a format is .2f"),
        ("{x.__class__()()}", 1, "is no fact"),
        ("{}", 1, "nothing stands between the braces"),
        ('$x$ and $std.read("a")$', 9, "std begins code"),
        ('$sigma_"std" #let$', 13, "# begins code"),
    ],
)
def test_a_fault_says_where_and_what_to_write(text, character, told):
    with pytest.raises(QuoteError, match=re.escape(told)) as caught:
        read_text(text)
    assert caught.value.character == character
    with pytest.raises(SpecError) as caught:
        read_spec(f"function: x^2\ntitle: '{text.replace(chr(39), 2 * chr(39))}'\n")
    (fault,) = caught.value.faults
    assert (fault.line, fault.column, fault.path) == (2, 9 + character, "title")


@given(st.text())
def test_escaped_texts_are_words_alone(text):
    escaped = re.sub(r"([{}])", r"\1\1", text).replace("$", r"\$")
    assert "".join(part.text for part in read_text(escaped)) == text


@given(st.text(alphabet="{}$'.:()fx1 ,\\", max_size=30))
def test_any_text_is_read_or_refused_with_a_place_in_it(text):
    places = [0]
    try:
        read_text(text)
    except QuoteError as error:
        places.append(error.character)
    assert all(0 <= place <= len(text) for place in places)
