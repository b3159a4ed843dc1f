"""Stills beside those of others, to be looked at: `python -m tests.bench.beside`.

The same surfaces, colour maps and views by this project, by PyVista, and by ManimGL where the
option names a Python that has it. Each of the others gets them in a file, so that ManimGL can be in
an environment of its own. Nothing is measured here: open the pictures and judge.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.bench.runner import ROOT
from tests.bench.sight import sight_of

LESSONS = ("peaks", "three_wells", "saddle")
CONTESTANTS = Path(__file__).parent / "contestants"


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.beside", description=__doc__)
    parser.add_argument("lessons", nargs="*", default=LESSONS, help="names of files in specs/")
    parser.add_argument("--size", default="1920x1080", help="width x height, default 1920x1080")
    parser.add_argument("--theme", default="dark", choices=("dark", "light"))
    parser.add_argument("--manimgl", metavar="PYTHON", help="a Python that has ManimGL")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent / "stills")
    return parser.parse_args()


def main() -> None:
    """Draw every lesson by everyone and put the stills side by side."""
    options = parse()
    size = tuple(map(int, options.size.split("x")))
    options.into.mkdir(parents=True, exist_ok=True)
    others = {"pyvista": sys.executable}
    if options.manimgl:
        others["manimgl"] = options.manimgl
    for lesson in options.lessons:
        sight = sight_of(ROOT / "specs" / f"{lesson}.yaml", size, options.theme)
        stem = options.into / (lesson if options.theme == "dark" else f"{lesson}-{options.theme}")
        ours = stem.with_name(f"{stem.name}-gdcore.png")
        Image.fromarray(sight.picture[..., :3]).save(ours)
        arrays = stem.with_suffix(".npz")
        sight.write(arrays)
        stills = [ours]
        for name, python in others.items():
            still = stem.with_name(f"{stem.name}-{name}.png")
            if _draw(python, CONTESTANTS / f"{name}_still.py", arrays, still):
                stills.append(still)
        arrays.unlink()
        _join(stills, stem.with_suffix(".png"))
        print(stem.with_suffix(".png"))


def _draw(python: str, script: Path, arrays: Path, still: Path) -> bool:
    """Let another draw; whether there is a picture. Says why if there is none."""
    done = subprocess.run(
        [python, str(script), str(arrays), str(still)],
        env={"EGL_PLATFORM": "surfaceless", **os.environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        print(f"{script.stem} did not run: {lines[-1] if lines else done.returncode}")
    return not done.returncode


def _join(stills: list[Path], target: Path) -> None:
    """Put pictures of one size in a row."""
    pictures = [Image.open(still) for still in stills]
    width, height = pictures[0].size
    row = Image.new("RGB", (width * len(pictures), height))
    for k, picture in enumerate(pictures):
        row.paste(picture, (k * width, 0))
    row.save(target)


if __name__ == "__main__":
    main()
