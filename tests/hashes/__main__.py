"""Writes anew what the lessons show, and says what has changed.

python -m tests.hashes            # all lessons
python -m tests.hashes peaks      # one of them
"""

from __future__ import annotations

import sys
from contextlib import suppress

from tests.hashes.shown import LESSONS, Shown, changes, file_of, show


def main(names: list[str]) -> int:
    """Write the texts of some lessons, of all if none is named; returns the exit status."""
    if unknown := sorted(set(names) - set(LESSONS)):
        sys.stderr.write(f"no lesson {', '.join(unknown)}; they are: {', '.join(LESSONS)}\n")
        return 2
    for name in names or LESSONS:
        found, file = show(name), file_of(name)
        told = "new"
        if file.is_file():
            with suppress(ValueError):  # as where a merge has left its marks
                told = "; ".join(changes(Shown.of_text(file.read_text()), found)) or "as before"
        file.write_text(found.text(name), encoding="utf-8")
        sys.stdout.write(f"{name}: {told}\n")
        sys.stdout.flush()
    for file in file_of("x").parent.glob("*.txt"):
        if file.stem not in LESSONS:
            file.unlink()
            sys.stdout.write(f"{file.stem}: the lesson is gone\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
