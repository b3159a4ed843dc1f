"""A process that draws one lesson for a notebook: a still, then the film.

    python -m gdcore.forms.notebook.filming NAME WIDTH HEIGHT FPS FOLDER [AT] < SPEC

Each line that it prints is a JSON object: a `Message`. The kernel stays free of Manim and OpenGL,
and several lessons can be drawn at once. Segments are kept where `gdcore render` keeps them.
"""

from __future__ import annotations

import json
import logging
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdcore.spec import Spec
    from gdcore.story import Timeline

FRAMES_A_LINE = 5
"""Frames that the film has got between two lines about its progress."""


def main(name: str, width: str, height: str, fps: str, folder: str, at: str = "") -> int:
    """Draw; returns the exit status.

    name: precedes faults; the spec's file, or one in the folder from which its data are sought.
    """
    from gdcore.spec import SpecError, SpecText
    from gdcore.stage.errors import StageError

    logging.getLogger("manim").setLevel("ERROR")
    text = sys.stdin.buffer.read().decode("utf-8")
    size, path = (int(width), int(height)), Path(name)
    digest = sha256(f"{text}\0{size}{fps}".encode()).hexdigest()[:10]
    target = Path(folder).absolute() / f"{path.stem}-{digest}"
    try:
        spec = SpecText(text, name, path).load()
        _draw(spec, path, size, float(fps), target, float(at) if at else None)
    except SpecError as error:
        _say(faults=str(error))
    except (StageError, OSError) as error:
        _say(faults=f"{name}: {error}")
    else:
        return 0
    return 1


def _draw(
    spec: Spec, path: Path, size: tuple[int, int], fps: float, target: Path, at: float | None
) -> None:
    from gdcore.stage.about import still_about
    from gdcore.stage.manim_adapter.file_writer import save_still
    from gdcore.stage.rendering import RenderOptions, render_lesson
    from gdcore.stage.scene import lesson_timeline
    from gdcore.stage.still import draw_still

    timeline = lesson_timeline(spec, fps)
    t = telling_moment(timeline) if at is None else at
    still = target.with_suffix(".png")
    about = still_about(timeline, t)
    save_still(draw_still(timeline, t, size), still, about.chunks)
    said = timeline.lesson.language.code
    _say(still=str(still), title=about.title, alternative=about.alternative, language=said)
    done = told = 0

    def advanced(frames: int) -> None:
        nonlocal done, told
        done += frames
        if done >= told + FRAMES_A_LINE:
            told = done
            _say(share=done / timeline.frames)

    options = RenderOptions(size=size, fps=fps, output=target.with_suffix(".mp4"))
    _say(film=str(render_lesson(path, spec, options, advanced)))


def telling_moment(timeline: Timeline) -> float:
    """The moment, seconds, whose picture tells most of a lesson: when the descents have arrived."""
    moved = [
        float(track.times[-1])
        for name, track in timeline.tracks.items()
        if name.startswith("steps.") and len(track.times) > 1
    ]
    last = timeline.duration - 1 / timeline.fps
    return min(max(moved) + 0.5, last) if moved else timeline.duration / 2


def _say(**message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
