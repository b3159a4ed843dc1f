"""Every language says all that English says, with the same facts."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

import gdcore
from gdcore.words import LANGUAGES, language

PACKAGE = Path(gdcore.__file__).parent
FAMILIES = sorted(path.stem for path in (PACKAGE / "words/en").glob("*.ftl"))


def messages(code, family):
    """name → the arguments of its text and of the messages in it; an unreadable file fails."""
    text = (PACKAGE / "words" / code / f"{family}.ftl").read_text(encoding="utf-8")
    found = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), f"{code}/{family}.ftl: {entry.content}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{code}/{family}.ftl has {entry.id.name} twice"
            found[entry.id.name] = text[entry.span.start : entry.span.end]
    return {name: arguments(body, found) for name, body in found.items()}


def arguments(body, bodies):
    """The arguments of a message's text, and those of the messages that it holds."""
    named = set(re.findall(r"\$([\w-]+)", body))
    for other in re.findall(r"{ ([a-z][\w-]*) }", body):
        named |= arguments(bodies[other], bodies)
    return named


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_a_language_is_complete(code, family):
    assert messages(code, family) == messages("en", family)


def test_lists_follow_the_language():
    english = language("en")
    assert english.listed([]) == ""
    many = [f"a{k}" for k in range(120)]
    assert english.listed(many).endswith(", a10 and 109 others")
    assert english.listed(many[:12]).endswith(", a10 and a11")
    assert [english.listed(["a", "b", "c"][:n]) for n in (1, 2, 3)] == [
        "a",
        "a and b",
        "a, b and c",
    ]
    assert language("de").listed(["η = 0,1", "η = 0,2", "Adam"]) == "η = 0,1; η = 0,2 und Adam"


def test_an_unknown_message_and_a_missing_argument_are_bugs_that_show():
    with pytest.raises(LookupError, match=r"no message places\.nowhere"):
        language("en").say("places.nowhere")
    with pytest.raises(LookupError, match=r"gradient\.chapter \(en\)"):
        language("en").say("gradient.chapter")
