"""What moving frames of a lesson cost: stretches of its film, drawn and encoded as in a render.

`python tests/bench/stretches.py JOB` runs with the package that PYTHONPATH names, which may be that
of an earlier commit, so it uses little of it and nothing of `tests`. JOB is JSON; each line of the
output is one.

* `{"plan": COUNT, "length": FRAMES, …}` finds COUNT stretches, of so many frames, spread over the
  film, in which the picture moves from each frame to the next: `{"starts": [SECOND, …]}`.
* `{"starts": [SECOND, …], "length": FRAMES, …}` draws and encodes each stretch, then encodes its
  frames once more from memory: a line for each, as `Stretch` has it.

Both with `"spec"`, a path, and `"size"`, width and height. A stretch is drawn as in a film, whose
props and texts are built when they are first seen; its first and last frame are drawn before, so
that what is built once for the film is not counted, but what a moving read-out sets anew is.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Semaphore
from typing import Any

FPS = 60
PATIENCE = 120
"""Seconds after which an encoder that has not finished has failed."""


class Clock:
    """Seconds of the wall, and of the processor in all threads of this process."""

    def __init__(self) -> None:
        self._begun = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        wall, processor = self._begun
        return {"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}


def scene_of(spec: Path, size: tuple[int, int], folder: str, plays: Any) -> Any:
    """Render a lesson's scene, of which `plays` is the construction."""
    from manim import tempconfig

    from gdcore.stage.scene import LessonScene

    scene_class = type("Bench", (LessonScene,), {"spec_path": spec, "construct": plays})
    settings = {
        "media_dir": folder, "pixel_width": size[0], "pixel_height": size[1], "frame_rate": FPS,
        "disable_caching": True, "progress_bar": "none", "verbosity": "ERROR",
        "notify_outdated_version": False,
    }  # fmt: skip
    with tempconfig(settings):
        scene = scene_class()
        scene.render()
    return scene


def moving_starts(spec: Path, size: tuple[int, int], count: int, length: int) -> list[float]:
    """Seconds at which stretches begin that move all the time, spread over the film's beats."""
    from gdcore.spec import load_spec
    from gdcore.stage.live import LivePicture
    from gdcore.stage.look import look
    from gdcore.stage.scene import lesson_timeline

    timeline = lesson_timeline(load_spec(spec), FPS)
    picture = LivePicture(timeline, size)
    found = []
    for place in range(4 * count):
        first = round((place + 0.5) / (4 * count) * (timeline.frames - length - 2))
        looks = []
        for k in range(first, first + length):
            picture.stage.show(k / FPS, picture.camera)
            looks.append(look(picture.stage.mobjects, picture.camera))
        if all(a != b for a, b in pairwise(looks)):
            found.append(first / FPS)
    if len(found) > count:
        found = [found[round((k + 0.5) / count * len(found) - 0.5)] for k in range(count)]
    return found


def measured(
    spec: Path, size: tuple[int, int], starts: Iterable[float], length: int
) -> Iterator[dict[str, Any]]:
    """Draw and encode the stretches; one record for each."""
    from gdcore.stage.film.encoder import SegmentEncoder
    from gdcore.stage.manim_adapter.beat_animation import BeatAnimation
    from gdcore.stage.manim_adapter.file_writer import FilmWriter

    records: list[dict[str, Any]] = []
    kept: list[Any] | None = None
    drawn = 0
    done = Semaphore(0)
    write, finish = FilmWriter.write_frame, SegmentEncoder.finish

    def seen(writer: Any, pixels: Any, *, repeat: int = 1) -> None:
        nonlocal drawn
        drawn += 1
        if kept is not None:
            kept.append(pixels.copy())
        write(writer, pixels, repeat=repeat)

    def finished(encoder: Any) -> None:
        finish(encoder)
        done.release()

    def play(scene: Any, first: int, frames: int) -> None:
        scene.play(BeatAnimation(scene, range(first, first + frames), FPS))
        if not done.acquire(timeout=PATIENCE):
            raise TimeoutError("the encoder has not finished")

    def plays(scene: Any) -> None:
        nonlocal kept, drawn
        for start in starts:
            first = min(round(start * FPS), scene.timeline.frames - length)
            play(scene, first, 1)
            play(scene, first + length - 1, 1)
            drawn = 0
            clock = Clock()
            play(scene, first, length)
            record = {"start": start, "frames": drawn, **clock.read()}
            kept = []
            play(scene, first, length)
            with TemporaryDirectory(prefix="gdcore-bench-") as folder:
                clock = Clock()
                encoder = SegmentEncoder(
                    target=Path(folder) / "alone.mp4",
                    spec=scene.renderer.file_writer.video_encoder,
                    release=lambda _: None,
                )
                for pixels in kept:
                    encoder.write_frame(pixels)
                finish(encoder)
                record["alone"] = clock.read()
            kept = None
            records.append(record)

    FilmWriter.write_frame, SegmentEncoder.finish = seen, finished  # type: ignore[method-assign]
    with TemporaryDirectory(prefix="gdcore-bench-") as folder:
        scene_of(spec, size, folder, plays)
    yield from records


def main() -> None:
    job = json.loads(sys.argv[1])
    spec, size = Path(job["spec"]), tuple(job["size"])
    if "plan" in job:
        print(json.dumps({"starts": moving_starts(spec, size, job["plan"], job["length"])}))
        return
    for record in measured(spec, size, job["starts"], job["length"]):
        print(json.dumps(record))


if __name__ == "__main__":
    main()
