"""Where the films of a spec are that were rendered before."""

from __future__ import annotations

from pathlib import Path

from manim import config

from gdcore.stage.film.record import is_film_of
from gdcore.stage.scene_names import film_name

_SUFFIXES = (".mp4", ".webm")
"""Of films that browsers play."""


def rendered_films(spec: Path, media_dir: Path | None = None) -> tuple[Path, ...]:
    """The films of a spec's file that `gdcore render` and Manim have put away, newest first.

    media_dir: unless given, the one that Manim is configured for.
    """
    media = media_dir or Path(config.media_dir)
    named = (media / "videos").glob(f"*/*/{_literal(film_name(spec))}.*")
    films = [film for film in named if film.suffix in _SUFFIXES and is_film_of(film, spec)]
    return tuple(sorted(films, key=lambda film: film.stat().st_mtime, reverse=True))


def _literal(name: str) -> str:
    """A name as a pattern that matches nothing else."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
