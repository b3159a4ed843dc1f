"""What a cell shows of a trajectory: a table of its steps, and its values as a chart."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from gdcore.words import language

if TYPE_CHECKING:
    from gdcore.maths import Trajectory

FIRST, LAST = 8, 4
"""Steps at the beginning and at the end that the table has; of more, the middle is left out."""
_WIDE, _HIGH, _EDGE = 420, 180, 34  # pixels of the chart and around it


def trajectory_bundle(trajectory: Trajectory) -> dict[str, str]:
    """The trajectory as HTML and as text."""
    rows = table(trajectory)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    body = "".join(
        f"<tr>{''.join(f'<td style=text-align:right>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows[1:]
    )
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in rows[0])
    return {
        "text/plain": "\n".join([repr(trajectory), *lines]),
        "text/html": (
            f"<p>{escape(repr(trajectory))}</p>{chart(trajectory)}"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        ),
    }


def table(trajectory: Trajectory) -> list[list[str]]:
    """The names of the columns, then a row for each step: its point, value and ‖∇f‖."""
    write = language("en").numerals.significant
    names = trajectory.variables or tuple(f"x{i + 1}" for i in range(trajectory.points.shape[1]))
    rows = [["step", *names, "f", "‖∇f‖"]]
    count = trajectory.steps + 1
    chosen = list(range(count))
    if count > FIRST + LAST + 1:
        chosen = [*range(FIRST), -1, *range(count - LAST, count)]
    for k in chosen:
        if k < 0:
            rows.append(["…"] * len(rows[0]))
            continue
        numbers = [*trajectory.points[k], trajectory.values[k]]
        norm = float(np.linalg.norm(trajectory.gradients[k]))
        rows.append([str(k), *(write(float(x), 6) for x in numbers), write(norm, 6)])
    return rows


def chart(trajectory: Trajectory) -> str:
    """f against the step as SVG, values that are no numbers left out; empty without two of them."""
    values = np.asarray(trajectory.values, dtype=float)
    steps = np.flatnonzero(np.isfinite(values))
    if len(steps) < 2:
        return ""
    low, high = float(values[steps].min()), float(values[steps].max())
    span = high - low if math.isfinite(high - low) and high > low else 1.0
    across = _WIDE / max(int(steps[-1]), 1)
    places = " ".join(
        f"{_EDGE + across * k:.1f},{_EDGE + _HIGH * (1 - (values[k] - low) / span):.1f}"
        for k in steps.tolist()
    )
    write = language("en").numerals.significant
    name = escape(
        f"f against the step: from {write(float(values[steps[0]]))} at step {steps[0]} to "
        f"{write(float(values[steps[-1]]))} at step {steps[-1]}", quote=True,
    )  # fmt: skip
    bottom, right = _EDGE + _HIGH, _EDGE + _WIDE
    text = 'fill="currentColor" font-size="13" font-family="sans-serif"'
    return (
        f'<svg role="img" aria-label="{name}" width="{_WIDE + 2 * _EDGE}" '
        f'height="{_HIGH + 2 * _EDGE}" style="color:inherit">'
        f'<path d="M{_EDGE},{_EDGE}V{bottom}H{right}" fill="none" stroke="currentColor"/>'
        f'<polyline points="{places}" fill="none" stroke="#0b76c5" stroke-width="2"/>'
        f'<text x="{_EDGE}" y="{_EDGE - 10}" {text}>f: {write(low)} … {write(high)}</text>'
        f'<text x="{right}" y="{bottom + 20}" text-anchor="end" {text}>step {steps[-1]}</text>'
        "</svg>"
    )
