"""What the script of a page is given: numbers, texts and figures, as JSON."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np

from gdcore.forms.page.data import Descending, PageData
from gdcore.forms.page.solids import sphere
from gdcore.forms.page.surface import BALL, LIFT
from gdcore.story import Lesson
from gdcore.story.height_field import HEIGHT, base_sides

_WORDS = (
    "play", "pause", "outside", "no-tangent", "copy", "copied", "step",
)  # fmt: skip
"""The messages that the script shows, all without arguments."""


def payload(page: PageData) -> str:
    """The JSON of a page, fit to stand in a `<script>` of HTML."""
    lesson = page.lesson
    content: dict[str, Any] = {
        "figures": page.figures,
        "steps": page.slider.steps if page.slider else [],
        "descents": [_descent(d) for d in page.descents],
        "variables": lesson.variables,
        "derivatives": derivative_names(lesson),
        "words": {name: lesson.language.say(f"page.{name}") for name in _WORDS},
        "theme": page.look.preferred,
    }
    if len(lesson.variables) <= 2:
        low, high = lesson.value_range
        content["box"] = {
            "domain": lesson.domain,
            "range": [low, high],
            "sides": base_sides(lesson.domain).tolist(),
            "height": HEIGHT,
            "lift": LIFT * (high - low) if len(lesson.variables) == 2 else 0.0,
            "ball": {
                "size": BALL,
                "corners": sphere().corners.round(6).T.tolist(),
                "faces": sphere().faces.T.tolist(),
            },
        }
    return safe_json(content)


def safe_json(content: Any) -> str:
    """JSON without a character that HTML could take for the end of the script around it."""
    text = json.dumps(content, default=_plain, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def derivative_names(lesson: Lesson) -> list[str]:
    """∂f/∂x and so on; of one variable f′(x)."""
    names = lesson.variables
    return [f"∂f/∂{name}" for name in names] if len(names) > 1 else [f"f′({names[0]})"]


def _descent(descent: Descending) -> dict[str, Any]:
    shown = descent.steps
    return {
        "label": descent.label,
        "steps": shown.steps,
        "inside": shown.inside.astype(int).tolist(),
        "smooth": shown.smooth.astype(int).tolist(),
        "dotted": shown.dotted.astype(int).tolist(),
        "points": _packed(shown.points),
        "values": _packed(shown.values),
        "gradients": _packed(shown.gradients),
        "trail": _packed(shown.trail),
        "ends": shown.ends,
        "point": shown.point,
        "value": shown.value,
        "norm": shown.norm,
        "rate": shown.rate,
        "slopes": shown.slopes,
        "moves": [m and [m.end, m.start, m.rate, m.change] for m in shown.moves],
    }


def _packed(numbers: Any) -> str:
    """Numbers of a float's full precision, in the order of the array's rows, as base64."""
    return base64.b64encode(np.ascontiguousarray(numbers, dtype="<f8").tobytes()).decode()


def _plain(entry: Any) -> Any:
    if isinstance(entry, np.ndarray):
        return entry.tolist()
    if isinstance(entry, np.generic):
        return entry.item()
    raise TypeError(f"{type(entry).__name__} is no part of a page")
