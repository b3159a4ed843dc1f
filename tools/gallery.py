"""The README's stills, one of each lesson: `make gallery`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from gdcore.spec import load_spec
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.still import draw_still

ROOT = Path(__file__).resolve().parent.parent
DRAWN, SHOWN = (1280, 720), (640, 360)
"""Drawn larger than shown: lines and letters stay as heavy as in the film."""
MOMENTS = {
    "peaks": ("follow", 0.5),
    "tangent_plane": ("tangent_plane", 0.6),
    "sauna": ("descend", 0.3),
    "three_wells": ("descend", 0.45),
    "bumpy_bowl": ("descend", 0.5),
    "learning_rates": ("descend", 0.4),
    "saddle": ("descend", 0.4),
    "optimizer_race": ("race", 0.4),
    "narrow_valley": ("race", 0.5),
    "parabola": ("race", 0.3),
    "sgd_and_adam": ("race", 0.3),
    "gradient_vector": ("sign_step", 0.6),
}
"""Of each lesson the beat, and how far into it."""


def main() -> None:
    """Draw all of them."""
    for name, (beat, share) in MOMENTS.items():
        timeline = lesson_timeline(load_spec(ROOT / "specs" / f"{name}.yaml"), 60.0)
        told = next(b for b in timeline.beats if b.name == beat)
        pixels = draw_still(timeline, told.start + share * (told.end - told.start), DRAWN)
        still = Image.fromarray(pixels[..., :3]).resize(SHOWN, Image.Resampling.LANCZOS)
        still.save(ROOT / "media" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
