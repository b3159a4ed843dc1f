"""Finding the known name that a misspelt one stands for."""

from collections.abc import Iterable


def suggest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to a misspelt one, or None where none is near.

    Near means at most one slip for every three letters, where a slip is a letter too many, too
    few, wrong, or swapped with its neighbour (optimal string alignment), or a beginning of
    at least three letters. Letters' case does not count.
    """
    word = name.lower()[:64]
    distances = [(_distance(word, other.lower()), other) for other in known]
    near = [(d, other) for d, other in distances if d <= max(1, len(word) // 3) and len(word) > 1]
    if near:
        return min(near, key=lambda pair: pair[0])[1]
    begun = [other for _, other in distances if len(word) >= 3 and other.startswith(word)]
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
