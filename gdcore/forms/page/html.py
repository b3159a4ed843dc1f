"""The HTML of a page, from its template."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs, get_plotlyjs_version

import gdcore
from gdcore.forms.page.data import Descending, PageData
from gdcore.forms.page.look import Look
from gdcore.forms.page.payload import derivative_names, payload
from gdcore.stage.text.vector import vector_formula
from gdcore.stage.theme import THEMES
from gdcore.words import Language

PARTS = Path(__file__).parent / "parts"
_SCRIPTS = ("figures.js", "steps.js", "page.js")
_WIDTHS = (60.0, 34.0, 19.0)
"""Ems at which long formulas break: of a wide page, of half of one, of a telephone."""
_TOOLS = (
    ("left", "M13 8H3m4-4L3 8l4 4", "turn-left"),
    ("right", "M3 8h10M9 4l4 4-4 4", "turn-right"),
    ("up", "M8 13V3M4 7l4-4 4 4", "turn-up"),
    ("down", "M8 3v10m4-4-4 4-4-4", "turn-down"),
    ("nearer", "M8 3v10M3 8h10", "zoom-in"),
    ("farther", "M3 8h10", "zoom-out"),
    ("reset", "M3.2 6.2A5.2 5.2 0 1 1 2.8 9M3 2.6v3.8h3.8", "reset"),
)
"""Buttons of a picture: what they do, their sign as a path of SVG, their name."""


@dataclass(frozen=True)
class Asset:
    """A file that pages share: its name in the folder of assets, its content, and its type."""

    name: str
    content: str
    kind: str


@dataclass(frozen=True)
class Track:
    """A text track of a film; kind: as HTML names it; label: as the reader chooses it."""

    kind: str
    label: str
    address: str


@dataclass(frozen=True)
class Film:
    """A film's file as a page names it.

    source: its address; kind: its media type; parts: (seconds, clock, title) of each chapter.
    """

    source: str
    kind: str
    tracks: tuple[Track, ...]
    parts: tuple[tuple[float, str, str], ...]


def assets() -> tuple[Asset, ...]:
    """What the pages of a folder share: plotly's script, the page's own and its style sheet."""
    own = "\n".join((PARTS / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    # Each file says so for itself; once is enough.
    script = '"use strict";\n' + own.replace('"use strict";\n', "")
    return (
        Asset(f"plotly-{get_plotlyjs_version()}.min.js", get_plotlyjs(), "script"),
        Asset("page.js", script, "script"),
        Asset("index.js", (PARTS / "index.js").read_text(encoding="utf-8"), "other"),
        Asset("page.css", (PARTS / "page.css").read_text(encoding="utf-8"), "style"),
    )


def page_html(
    page: PageData, folder: str | None, film: Film | None = None, home: str | None = None
) -> str:
    """The whole page.

    Args:
        page: its content.
        folder: the address of the folder of `assets`; None: they stand in the page itself.
        film: the lesson's film; None for none.
        home: the address of the list of lessons; None for none.
    """
    setting = _Formulas()
    content = _content(page, setting)
    styles, scripts, policy = _linked(folder, theme_rules(page.look))
    template: Any = environment().get_template("lesson.html")
    html: str = template.render(
        **content,
        film=film,
        home=home,
        styles=styles,
        scripts=scripts,
        policy=policy,
        glyphs=setting.glyphs(),
        payload=Markup(payload(page)),
    )
    return html


def theme_rules(look: Look) -> str:
    """The colours of both themes as rules of a style sheet; paper is light."""
    first = look.preferred or "dark"
    dark, light = (_rule(look.variables(name)) for name in ("dark", "light"))
    own = {"dark": dark, "light": light}[first]
    return (
        f":root {{ color-scheme: {first}; {own} }}\n"
        f"@media (prefers-color-scheme: light) {{ :root {{ color-scheme: light; {light} }} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {dark} }} }}\n"
        f':root[data-theme="dark"] {{ color-scheme: dark; {dark} }}\n'
        f':root[data-theme="light"] {{ color-scheme: light; {light} }}\n'
        f"@media print {{ :root, :root[data-theme] {{ color-scheme: light; {light} }} }}\n"
    )


def _rule(variables: Mapping[str, str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in variables.items())


def _linked(folder: str | None, colours: str) -> tuple[Markup, Markup, str]:
    """(style elements, script elements, Content-Security-Policy)"""
    styles, scripts, allowed = [f"<style>{colours}</style>"], [], []
    for asset in (a for a in assets() if a.kind != "other"):
        if folder is not None and asset.kind == "style":
            styles.insert(0, f'<link rel="stylesheet" href="{folder}/{asset.name}">')
        elif folder is not None:
            scripts.append(f'<script src="{folder}/{asset.name}"></script>')
        elif asset.kind == "style":
            styles.insert(0, f"<style>{asset.content}</style>")
        else:
            # In a string of JavaScript the same text; to HTML no end of the script.
            code = asset.content.replace("</script", "<\\/script")
            scripts.append(f"<script>{code}</script>")
            digest = hashlib.sha256(code.encode()).digest()
            allowed.append(f"'sha256-{base64.b64encode(digest).decode()}'")
    policy = policy_for(folder, allowed)
    return Markup("\n".join(styles)), Markup("\n".join(scripts)), policy


def policy_for(folder: str | None, hashes: Sequence[str] = ()) -> str:
    """The Content-Security-Policy of a page: nothing from elsewhere, no script but its own."""
    # For a page on a disk, 'self' is not enough everywhere.
    sources = " ".join(hashes) if folder is None else "'self' file:"
    parts = (
        "default-src 'none'",
        f"script-src {sources}",
        "style-src 'unsafe-inline'" + ("" if folder is None else f" {sources}"),
        "img-src 'self' file: data: blob:",
        "media-src 'self' file: data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def plain_rules() -> str:
    """The colours of a page that is of no lesson, as rules of a style sheet."""
    return theme_rules(Look(THEMES, None))


@cache
def environment() -> Environment:
    """Templates in which everything is escaped that is not declared as HTML."""
    return Environment(
        loader=FileSystemLoader(PARTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass
class _Formulas:
    """Sets formulas, and collects their letters, which the whole page shares."""

    found: dict[str, str] = field(default_factory=dict)

    def set(self, markup: str) -> Markup:
        """A formula for each width of the page, the drawings for the eye, MathML for the ear."""
        made = {width: vector_formula(markup, width) for width in _WIDTHS}
        shown: dict[str, list[float]] = {}
        for width, formula in made.items():
            shown.setdefault(formula.svg, []).append(width)
            self.found |= formula.glyphs
        drawings = []
        widest = _WIDTHS[0]
        first = made[widest].svg
        for svg, widths in shown.items():
            names = [f"at-{widths[0]:g}"]
            names += [
                f"has-{width:g}"
                for width in _WIDTHS[1:]
                if width < widths[0] and made[width].svg != svg
            ]
            drawings.append(svg.replace('class="', f'class="{" ".join(names)} ', 1))
        assert first in shown
        heard = f'<span class="heard">{made[widest].mathml}</span>'
        return Markup(f'<span class="formula">{heard}{"".join(drawings)}</span>')

    def glyphs(self) -> Markup:
        """The letters of all formulas that were set."""
        symbols = "".join(self.found.values())
        return Markup(
            f'<svg class="glyphs" aria-hidden="true" focusable="false"><defs>{symbols}</defs></svg>'
        )


def _content(page: PageData, setting: _Formulas) -> dict[str, Any]:
    lesson = page.lesson
    language = lesson.language

    def say(message: str, **arguments: str | int) -> str:
        return language.say(f"page.{message}", **arguments)

    names = lesson.variables
    over = f"({language.numerals.between.join(names)})" if len(names) > 1 else names[0]
    f = f"f({language.numerals.between.join(names)})" if len(names) <= 3 else "f"
    norm = "‖∇f‖" if len(names) > 1 else "|f′|"
    write = lesson.rounding
    low, high = (write.value(end) for end in lesson.value_range)
    cut = say("cut", low=low, high=high) if lesson.poles else ""
    domain = _domain(page)
    least = lesson.facts.least if page.descents else math.inf
    log_told = say("log-told", least=write.number(least, 6)) if least <= 0 else ""
    apart = say("levels", step=write.number(page.level_step)) if page.level_step else ""
    read = say("hint-surface" if page.surface else "hint-curve")
    told = {
        "surface": _Told(say("surface", f=f), f"{say('surface-told', domain=domain)} {cut}", read),
        "curve": _Told(say("curve", f=f), f"{say('curve-told', domain=domain)} {cut}", read),
        "map": _Told(say("map", f=f)),
        "loss": _Told(say("loss", f="f")),
        "norm": _Told(say("norm", norm=norm)),
    }
    slider = page.slider
    longest = slider.steps[-1] if slider else 0
    data = lesson.spec.data
    return {
        "say": say,
        "language": language.code,
        "version": gdcore.__version__,
        "preferred": page.look.preferred,
        "title": page.title,
        "formula": setting.set(page.formula),
        "derivatives": [setting.set(markup) for markup in page.derivatives],
        "gradient_heading": "∇f" if len(names) > 1 else "f′",
        "derivative_names": derivative_names(lesson),
        **{name: told[name] if name in page.figures else None for name in told},
        "levels": apart,
        "chapters_heading": language.say("film.chapters"),
        "large": page.surface is not None or page.curve is not None,
        "tangible": len(names) <= 2,
        "slices": names if page.surface else (),
        "has_points": any(
            str(trace.get("uid", "")).startswith("points")
            for figure in page.figures.values()
            for trace in figure["data"]
        ),
        "tool_buttons": _TOOLS,
        "variables": over,
        "norm_name": norm,
        "positions": len(slider.steps) if slider else 0,
        "longest": longest,
        "clock": say("step-of", step="#", last=language.numerals.whole(longest)),
        "left_out": say("left-out", every=slider.every) if slider and slider.every > 1 else "",
        "log_first": logarithmic(page),
        "log_told": log_told,
        "descents": [_shown(d, language, setting) for d in page.descents],
        "landscape": page.landscape,
        "transcript": page.transcript,
        "spec": page.spec,
        "data_note": say("data-note", file=data.entry.file) if data else "",
    }


def logarithmic(page: PageData) -> bool:
    """Whether the film's chart, or the spec, has a logarithmic axis."""
    cues = (*page.timeline.cues_of("loss_curve"), *page.timeline.cues_of("inset_loss"))
    return page.lesson.spec.loss_axis == "log" or any(cue.text == "log" for cue in cues)


@dataclass(frozen=True)
class _Told:
    """Heading of a picture, what is said below it, and how to use it."""

    heading: str
    told: str = ""
    hint: str = ""


def _shown(descent: Descending, language: Language, setting: _Formulas) -> dict[str, Any]:
    steps = descent.steps
    last = [str(steps.steps[-1]), steps.point[-1], steps.value[-1], steps.norm[-1] or "–", "–"]
    return {
        "label": descent.label,
        "ending": descent.ending,
        "now": last,
        "rule_heading": language.say("page.rule", method=descent.method),
        "rule": [setting.set(f"${line}$") for line in descent.rule],
    }


def _domain(page: PageData) -> str:
    """−3 ≤ x ≤ 3 and −2 ≤ y ≤ 2."""
    lesson = page.lesson
    numerals = lesson.language.numerals
    sides = [
        f"{numerals.significant(low, 6)} ≤ {name} ≤ {numerals.significant(high, 6)}"
        for name, (low, high) in zip(lesson.variables, lesson.domain, strict=True)
    ]
    return lesson.language.listed(sides)
