"""What a cell shows of a lesson: its still, then its film; something true in every viewer."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from os.path import relpath
from pathlib import Path
from urllib.parse import quote

from gdcore.words import language


@dataclass(frozen=True)
class LessonView:
    """A lesson at some stage of being drawn.

    Attributes:
        title: the lesson's; alternative: what the still shows; code: the lesson's language.
        still: the still's file; None while there is none.
        film: the film's file; None until it is complete.
        share: of the film that is drawn, 0 to 1.
        stopped: whether the film was given up before it was complete.
        faults: what is wrong with the spec, a line for each fault; then there is nothing else.
        embed: whether the film is inside the page instead of beside it.
    """

    title: str = ""
    alternative: str = ""
    code: str = "en"
    still: Path | None = None
    film: Path | None = None
    share: float = 0.0
    stopped: bool = False
    faults: str = ""
    embed: bool = False

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, str | bytes]:
        """The lesson as HTML, as a picture and as text; a viewer takes the best that it knows."""
        bundle: dict[str, str | bytes] = {"text/plain": self.text}
        if self.faults:
            return bundle
        bundle["text/html"] = self.html
        if self.still is not None:
            bundle["image/png"] = b64encode(self.still.read_bytes()).decode()
        return bundle

    @property
    def text(self) -> str:
        """What there is, in plain words."""
        if self.faults:
            return self.faults
        lines = [self.alternative] if self.alternative else []
        return "\n".join([*lines, self._state])

    @property
    def _state(self) -> str:
        say = language(self.code).say
        if self.film is not None:
            return say("notebook.film", file=_beside(self.film))
        if self.stopped:
            return say("notebook.stopped")
        return say("notebook.drawing", percent=int(100 * self.share))

    @property
    def html(self) -> str:
        """The film with its tracks, or the still with a bar that shows how far the film is."""
        if self.film is None:
            picture, bar = "", ""
            if self.still is not None:
                source = _data("image/png", self.still.read_bytes())
                alternative = escape(self.alternative, quote=True)
                picture = f'<img src="{source}" alt="{alternative}" style="max-width:100%">'
            if not self.stopped:
                bar = (
                    f'<progress max="1" value="{self.share:.3f}" style="width:12em" '
                    f'aria-label="{escape(self._state)}"></progress> '
                )
            return f'<div lang="{self.code}">{picture}<div>{bar}{escape(self._state)}</div></div>'
        if self.embed:
            source = _data("video/mp4", self.film.read_bytes())
        else:
            source = quote(_beside(self.film))
        poster = _data("image/png", self.still.read_bytes()) if self.still else ""
        label = escape(self.title, quote=True)
        transcript = self.film.with_suffix(".transcript.txt")
        told = transcript.read_text(encoding="utf-8") if transcript.exists() else ""
        return (
            f'<div lang="{self.code}"><video controls preload="metadata" poster="{poster}" '
            f'aria-label="{label}" style="max-width:100%"><source src="{source}" type="video/mp4">'
            f"{self._tracks()}</video>"
            f"<details><summary>{escape(language(self.code).say('film.transcript'))}</summary>"
            f'<pre style="white-space:pre-wrap">{escape(told)}</pre></details></div>'
        )

    def _tracks(self) -> str:
        """Captions, descriptions and chapters; inside the page, since viewers move it about."""
        assert self.film is not None
        say, tracks = language(self.code).say, ""
        for kind, suffix in (
            ("captions", ".vtt"),
            ("descriptions", ".descriptions.vtt"),
            ("chapters", ".chapters.vtt"),
        ):
            file = self.film.with_suffix(suffix)
            if file.exists():
                label = escape(say(f"film.{kind}"), quote=True)
                source = _data("text/vtt", file.read_bytes())
                tracks += (
                    f'<track kind="{kind}" srclang="{self.code}" label="{label}" src="{source}">'
                )
        return tracks


def _beside(file: Path) -> str:
    """A file's path as it is seen from the working directory, which is the notebook's."""
    return Path(relpath(file)).as_posix()


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"
