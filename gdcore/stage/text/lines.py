"""Where texts and formulas break into lines, and long texts into pages.

Typst breaks at the width of a line; this module says where no line may break, where one may
besides, and what goes on which page. Sizes come from functions that measure what is set.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Sequence

from gdcore.words.formulas import FORMULA, plain

MOST_LINES, MOST_NARROW = 3, 4
"""Lines of a page: with more, the captions would take the frame from the picture. In an upright
frame, whose lines are short, there is height to spare, and fewer sentences are torn apart."""
_PAGE = 78.0
"""Ems of all lines of a page, some 160 characters: two sentences, which is what is read at once."""
_WHOLE = re.compile(
    r"\([^()\n]{1,40}\)|(?<=\b[Ss]tart) (?=[(−\d])|(?<=\d) (?=[^\W\d_]{1,9}\b)"
    r"| [=≈<>×·+−] | %|/|·|−(?=\S)"
)
"""What no line breaks within or behind: points, both sides of a sign, numbers and what they count.
"""
_SIGNS = ("=", "≈", "<", ">", "×", "·", "+", "−")
_SHORT = 18  # characters of a point of two or three numbers, which fits into a line of any frame
_CLAUSE_END = re.compile(r"(?<=[.;!?]) (?![^(]*\))")
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=\S)(?![^(]*\))")
"""The spaces after clauses and sentences; in (0,5; 3) the semicolon parts coordinates."""
_LITTLE = 3  # letters of a word such as "the", "to", "of"
_TRIALS = 8  # after each, lines that were too long are not tried again
_THIN = 0.6  # width of a thin letter, or of a space, to that of others
_NEARLY_EVEN = 0.5  # of the longer line: the least length of the shorter
_NEAR = 0.2  # of a page: so far from its even share it may end where a clause does
_FAR = 0.5  # of a page: with no space as near as this, a page ends within a word
_LONG = re.compile(r"\S{13,}")
"""Words that may be longer than a line: of shorter ones every line holds one."""
_BREAK, _JOINT, _HELD = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}", "\N{NO-BREAK SPACE}"
_LETTERS = re.compile(r".[,.;:!?]*")
"""A letter and the signs that no line begins with."""


def bind(text: str, fits: Callable[[str], bool]) -> str:
    """A text with joints where no line may break, and breaks within words longer than a line.

    fits: whether a word has room in a line.
    """

    if formula := FORMULA.search(text):
        before, after = text[: formula.start()], text[formula.end() :]
        return bind(before, fits) + formula[0] + bind(after, fits)

    def hold(found: re.Match[str]) -> str:
        return _in_one(found) if len(found[0]) <= _SHORT or fits(found[0]) else found[0]

    def divide(found: re.Match[str]) -> str:
        return found[0] if fits(found[0]) else _BREAK.join(_LETTERS.findall(found[0]))

    bound = _WHOLE.sub(hold, _LONG.sub(divide, text))
    return re.sub(r"[^ \n]+", lambda found: _loosened(found[0], fits), bound)


def _loosened(run: str, fits: Callable[[str], bool]) -> str:
    """What no line breaks within, with the last of its joints loosened where it is too long: a row
    of terms, but no single one.
    """
    at = _last_joint(run)
    if at is None or len(run) <= _SHORT or fits(run):
        return run
    return f"{_loosened(run[:at], fits)} {run[at + 1 :]}"


def _last_joint(run: str) -> int | None:
    """The last space at which no line breaks, but one in a point; rather before a sign."""
    spaces = [m.start() for m in re.finditer(_HELD + r"(?![^(]*\))", run)]
    if len(spaces) > 1 and run[spaces[-2] + 1 : spaces[-1]] in _SIGNS:
        return spaces[-2]
    return spaces[-1] if spaces else None


def _in_one(found: re.Match[str]) -> str:
    """The same characters with spaces at which no line breaks; none breaks at a sign without."""
    if found[0] == "−":  # before it a line may break
        return found[0] + _JOINT
    if found[0] in "/·":
        return _JOINT + found[0] + _JOINT
    return found[0].replace(" ", _HELD)


def without_soft_breaks(text: str) -> str:
    """A text that breaks between sentences or the items of a list ("label: words") alone.

    Where lines break by themselves, the breaks that an author typed within a sentence would leave
    ragged ones.
    """
    found: list[str] = []
    for line in text.split("\n"):
        before = found[-1] if found else "."
        items = ": " in before and ": " in line
        if items or before.endswith((".", ":", "!", "?")):
            found.append(line)
        else:
            found[-1] = f"{before} {line}"
    return "\n".join(found)


def in_two_clauses(text: str) -> str | None:
    """A paragraph in two lines that part at the end of a clause; None if they would be uneven."""
    halves = [(text[: end.start()], text[end.end() :]) for end in _CLAUSE_END.finditer(text)]
    if not halves:
        return None
    best = min(halves, key=lambda half: max(map(len, half)))
    short, long = sorted(map(len, best))
    return "\n".join(best) if short >= _NEARLY_EVEN * long else None


def in_even_lines(text: str, count: int, fits: Callable[[str], bool]) -> str:
    """A paragraph in so many lines of about one length, which end rather where a clause does, and
    not behind a short word, which belongs to what follows; the same in one if none such fit.

    fits: whether a line has room.
    """
    too_long: set[str] = set()
    bound = bind(text, fits)
    for _ in range(_TRIALS):
        lines = _even_lines(bound, count, too_long)
        wide = [line for line in lines if not fits(line)]
        if lines and not wide:
            found = "\n".join(lines)
            return found if bound == text else found.replace(_JOINT, "").replace(_HELD, " ")
        too_long.update(wide)
    return text


def _even_lines(text: str, count: int, too_long: Container[str]) -> list[str]:
    """The best lines of which none is one of those that are too long; none if there are no such."""
    held = {k for m in FORMULA.finditer(text) for k in range(*m.span())}
    spaces = [m.start() for m in re.finditer(" ", text) if m.start() not in held]
    starts, ends = [0, *(k + 1 for k in spaces)], [*spaces, len(text)]
    even = max(_length(text) / count, 1.0)
    never: tuple[float, list[str]] = (math.inf, [])
    best = [[(0.0, list[str]())] + [never] * count]  # after each word: by the number of lines
    for end in range(1, len(ends) + 1):
        ways = [never] * (count + 1)
        for start in range(end):
            line = text[starts[start] : ends[end - 1]]
            cost = (_length(line) / even - 1.0) ** 2
            cost += _ending_cost(line) if end < len(ends) else 0.0
            for used, (before, lines) in enumerate(best[start][:count]):
                if before + cost < ways[used + 1][0] and line not in too_long:
                    ways[used + 1] = before + cost, [*lines, line]
        best.append(ways)
    return best[-1][count][1]


def _ending_cost(line: str) -> float:
    """How much worse it is that a line ends as this one does, in squares of shares of a line."""
    last = line.rsplit(" ", 1)[-1]
    if last[-1:] in ".;!?":
        return -0.08
    if last[-1:] in ",:":
        return -0.03
    return 0.05 if len(last) <= _LITTLE and last.isalpha() else 0.0


def _length(text: str) -> float:
    """The width of a text in ordinary letters, nearly."""
    return sum(_THIN if sign in "iljtfr.,:;'()|! " else 1.0 for sign in plain(text))


def most_lines(line: float) -> int:
    """How many lines a page may have; line: the width of one, ems."""
    return min(max(round(_PAGE / line), MOST_LINES), MOST_NARROW)


def join_parts(parts: Sequence[str], fits: Callable[[str], bool]) -> list[str]:
    """Few pages of about one length: the last sentence alone would be gone before it is read."""
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]  # pages, squares of their lengths
    for end in range(1, len(parts) + 1):
        found = []
        for start in range(end - 1, -1, -1):
            # Each sentence begins a line, but not each part of one.
            page = re.sub(r"(?<=[;,])\n", " ", "\n".join(parts[start:end]))
            if start < end - 1 and not fits(page):
                break
            count, squares, before = best[start]
            found.append((count + 1, squares + len(page) ** 2, [*before, page]))
        best.append(min(found))
    return best[-1][2]


def parts_of(line: str, lines: Callable[[str], int], most: int) -> list[str]:
    """Sentences of a line; what still has more than `most` lines is cut into even parts."""
    found = []
    for sentence in _SENTENCE_END.split(line):
        count = math.ceil(lines(sentence) / most)
        rest = sentence
        for left in range(count, 1, -1):
            at = _cut(rest, len(rest) / left)
            found.append(rest[:at].rstrip())
            rest = rest[at:].lstrip()
        found.append(rest)
    return [part for part in found if part]


def _cut(text: str, target: float) -> int:
    """The space nearest to a place in a text, rather one after a clause or comma; none in a point.

    Where there is none near, the place itself.
    """
    whole = {k for piece in _WHOLE.finditer(text) for k in range(*piece.span())}
    free = [m.start() for m in re.finditer(" ", text) if m.start() not in whole]
    spaces = [k for k in free if abs(k - target) < _FAR * target]
    after = [k for k in spaces if text[k - 1] in ",;:" and abs(k - target) < _NEAR * target]
    return min(after or spaces, key=lambda k: abs(k - target), default=round(target))


def in_terms(formula: str, fits: Callable[[str], bool]) -> str:
    """A formula that breaks between its terms, and not within one that has room in a line.

    formula: Typst markup between dollar signs; fits: whether a piece of markup fits into a line.
    """
    head, _, body = formula.strip("$").partition(" = ")
    depth, start, terms = 0, 0, []
    for k, sign in enumerate(body):
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0 and k > start and body[k - 1 : k + 2] in (" + ", " − "):
            terms.append(body[start:k].strip())
            start = k
    terms.append(body[start:].strip())
    # A sign at the start of a formula would stand as near to it as that of a number.
    formulas = [f"${t[0]} med {t[1:]}$" if t[0] in "+−" else f"${t}$" for t in terms]
    parts = [f"#box[{f}]" if fits(f) else f for f in formulas]
    return "#set par(leading: 0.75em)\n" + " ".join([f"${head} =$", *parts])
