"""The encoder alone: this project's own frames, from memory."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from gdcore.stage.film.encoder import SegmentEncoder
from gdcore.stage.film.frames import Frame
from tests.bench.contest import Job, Watch
from tests.bench.contestants.lesson import render

# 8 MB each at 1080p. Played forwards and backwards, so that neighbours stay neighbours.
KEPT = 90


def draw(job: Job, watch: Watch) -> tuple[str, Path]:
    """Encode as many frames as the others draw; what was encoded, and where."""
    frames: list[Frame] = []
    scene = render(
        replace(job, frames=min(job.frames, KEPT)), lambda pixels, _: frames.append(pixels.copy())
    )
    target = Path(job.folder) / "encoder.mp4"
    encoder = SegmentEncoder(
        target=target, spec=scene.renderer.file_writer.video_encoder, release=lambda _: None
    )
    for pixels in islice(cycle(frames + frames[-2:0:-1]), job.frames):
        encoder.write_frame(pixels)
        watch.frame()
    encoder.finish()
    watch.done()
    options = ", ".join(f"{key} {value}" for key, value in encoder.spec.options)
    return f"{encoder.spec.codec}, {options}; frames from memory", target
