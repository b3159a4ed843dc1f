"""Messages about unknown names: what was probably meant, and which names there are."""

import re
from collections.abc import Iterable

from gdcore.maths.synonyms import NAMED_HERE, folded

_LONGEST = 40  # characters of a quoted word, so that a message stays on one line
_COMPARED = 64  # characters that are compared: the time grows with the square of the length


def quoted(word: str) -> str:
    """A word as its author would recognise it, on one line and short."""
    return repr(word if len(word) <= _LONGEST else word[: _LONGEST - 3] + "…")


def unknown(problem: str, name: str, known: Iterable[str], listed: str) -> str:
    """The message about an unknown name.

    Args:
        problem: what is wrong, up to the name: "there is no optimizer".
        name: the unknown name.
        known: the names that exist.
        listed: how their list begins: "the optimizers are".
    """
    return f"{problem} {quoted(name)}; {hint(name, known, listed)}"


def hint(name: str, known: Iterable[str], listed: str) -> str:
    """The end of a message about an unknown name: "did you mean adam? the optimizers are: …"."""
    names = list(known)
    if not names:
        return f"{listed}: none"
    meant = question(name, names)
    between = "" if not meant else " " if meant.endswith("?") else "; "
    return f"{meant}{between}{listed}: {', '.join(names)}"


def question(name: str, known: Iterable[str]) -> str:
    """ "did you mean adam?", "here it is called log_loss", or "" where no known name is near."""
    names = list(known)
    other = called_here(name, names)
    if other:
        return f"here it is called {other}"
    meant = suggest(name, names)
    return f"did you mean {meant}?" if meant else ""


def known_name(name: object, known: Iterable[str]) -> str | None:
    """The known name that is written so but for case, hyphens, underscores and spaces, or None."""
    if not isinstance(name, str):
        return None
    names = tuple(known)
    if name in names:
        return name
    return next((other for other in names if folded(other) == folded(name)), None)


def called_here(name: str, known: Iterable[str]) -> str | None:
    """The known name of what other programs and books call `name`, or None."""
    names = set(known)
    return next((here for here in NAMED_HERE.get(folded(name), ()) if here in names), None)


def suggest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to a misspelt one, or None where none is near.

    Near means at most one slip for every three letters, where a slip is a letter too many, too
    few, wrong, or swapped with its neighbour (optimal string alignment), or a first word with
    something behind it, as adam(0.9), or a beginning of at least three letters. Letters' case does
    not count.
    """
    word = name.lower()[:_COMPARED]
    slips = max(1, len(word) // 3) if len(word) > 1 else 0
    distances = [(_distance(word, other.lower()), other) for other in known]
    near = [(distance, other) for distance, other in distances if distance <= slips]
    if near:
        return min(near, key=lambda pair: pair[0])[1]
    first = re.match(r"\w+(?=\W)", name)
    if first and (led := known_name(first[0], [other for _, other in distances])):
        return led
    begun = [other for _, other in distances if len(word) >= 3 and other.lower().startswith(word)]
    return begun[0] if begun else None


def _distance(a: str, b: str) -> int:
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row, previous = row, [i], before
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, previous[j - 2] + 1)
            row.append(best)
        before = last
    return row[-1]
