"""A process that renders one lesson's film and prints how many frames it has.

    python -m gdcore.studio.filming SPEC WIDTH HEIGHT FPS

Each line is the number of frames so far; the last one is the film's path. It shares the cache of
segments with `gdcore render`.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path


def main(spec: str, width: str, height: str, fps: str) -> int:
    """Render; returns the exit status."""
    from gdcore.spec import SpecError
    from gdcore.stage.errors import StageError
    from gdcore.stage.rendering import RenderOptions, render_lesson
    from gdcore.studio.easel_process import give_precedence

    give_precedence()  # to the studio: whoever renders goes on writing
    logging.getLogger("manim").setLevel("ERROR")
    done = 0

    def advanced(frames: int) -> None:
        nonlocal done
        done += frames
        _say(str(done))

    try:
        options = RenderOptions(size=(int(width), int(height)), fps=float(fps))
        _say(str(render_lesson(Path(spec), options=options, advanced=advanced).absolute()))
    except (SpecError, StageError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
