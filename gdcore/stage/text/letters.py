"""Letters of a spec that no font has, told before boxes are drawn in their places."""

from __future__ import annotations

from collections.abc import Iterator

from gdcore.spec import Fault, Spec
from gdcore.stage.text.coverage import missing_letters, packages_for
from gdcore.story.quoting import AuthorText, author_texts


def letter_faults(spec: Spec) -> Iterator[Fault]:
    """A fault for each text of a spec with letters that no font has, at the first of them."""
    texts = [*author_texts(spec), *_names(spec)]
    missing = missing_letters("".join(told.text for told in texts))
    for told in texts:
        letters = [letter for letter in missing if letter in told.text]
        if letters:
            first = min(told.text.index(letter) for letter in letters)
            yield spec.places.fault(told.location, _message(letters), first)


def _names(spec: Spec) -> Iterator[AuthorText]:
    """The names on axes and in formulas: of variables and features, and of the data's target."""
    yield AuthorText(("function",), spec.formula)
    if spec.data is not None:
        yield AuthorText(("data", "target"), spec.data.target)


def _message(letters: list[str]) -> str:
    """What is missing, and what to install."""
    several, packages = "s" * (len(letters) > 1), packages_for(letters)
    return (
        f"no installed font has the letter{several} {' '.join(letters)}; "
        f"install the package{'s' * (len(packages) > 1)} {' and '.join(packages)}"
    )
