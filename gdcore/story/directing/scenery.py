"""The scenery: props that stay on stage throughout a lesson, as surface, axes, labels and balls."""

from __future__ import annotations

import math
from typing import NamedTuple

from gdcore.story.directing.map_view import forget_views
from gdcore.story.score import FADE, Score
from gdcore.story.traits import Traits, declare

declare(Traits("surface", landscape=True))  # for one variable, the curve
declare(Traits("axes"))
declare(Traits("formula"))
declare(Traits("color_bar"))
declare(Traits("data", moves=True))  # the data with the model's prediction at the ball's parameters
declare(Traits("legend", top_row="numbers"))  # the colours of the descents, if there are several
declare(
    Traits("inset_contour", moves=True, inset=True, square=True)
)  # a contour map with the same descents
declare(Traits("inset_loss", moves=True, inset=True))  # text as of the prop loss_curve
declare(Traits("inset_schedule", moves=True, inset=True))  # the learning rate against the step
declare(Traits("ball", moves=True, of_descent="place"))  # Cue: `descent`
declare(Traits("trail", moves=True, of_descent="path"))  # Cue: `descent`


class Piece(NamedTuple):
    """A prop of the scenery.

    Attributes:
        prop: the prop's name.
        entrance: share, 0 to 1, of the `surface` beat after which the prop comes.
        text: the text of the prop's cue.
    """

    prop: str
    entrance: float = 0.65
    text: str = ""


def scenery(score: Score) -> list[Piece]:
    """The props that stay on stage, in the order in which a lecturer would introduce them."""
    lesson, spec = score.lesson, score.lesson.spec
    pieces = [Piece("formula", 0.2)]
    if pictured(score):
        pieces = [Piece("surface", 0.0), Piece("axes", 0.0), *pieces]
        if len(lesson.variables) > 1:
            pieces.append(Piece("color_bar", 0.45))  # not for a curve, whose axis shows the values
    if spec.layout == "data" or (spec.data is not None and not pictured(score)):
        pieces.append(Piece("data", 0.45))
    if len(lesson.descents) > 1:
        pieces.append(Piece("legend"))
    for name in spec.insets:
        pieces.append(Piece(f"inset_{name}", text=spec.loss_axis if name == "loss" else ""))
    return pieces


def pictured(score: Score) -> bool:
    """Whether there is a surface or a curve; a board has formulas, tables and charts alone."""
    return score.lesson.spec.layout != "board"


def set_stage(score: Score, *, balls: bool = True) -> bool:
    """Bring the scenery that is not on stage yet, in the first FADE seconds of the beat.

    Args:
        score: receives the cues.
        balls: whether to bring the balls, too; if not, the caller does.

    Returns:
        Whether the surface, or a board's formulas, had to be brought.
    """
    brought = not score.on("surface" if pictured(score) else "formula")
    if brought:
        forget_views(score)
        score.jump("surface.reveal", 1.0)
        for piece in scenery(score):
            score.bring(piece.prop, text=piece.text)
    if balls:
        bring_balls(score)
    return brought


def seconds_to_set(brought: bool, seconds: float) -> float:
    """Seconds until the scenery that `set_stage` has brought is there, in a beat of `seconds`.

    brought: the return value of `set_stage`.
    """
    return min(FADE, seconds / 3) if brought else 0.0


def bring_balls(score: Score, at: float | None = None) -> None:
    """Put each descent's ball, with its trail, on its start, unless the ball is on stage already.

    A descent that starts where f is undefined has no place on the surface, and gets no ball.
    """
    if not pictured(score):
        return
    for i, descent in enumerate(score.lesson.descents):
        if score.alone not in (None, i) or not math.isfinite(descent.trajectory.values[0]):
            continue
        score.bring("ball", at=at, descent=i)
        if score.has_run():
            score.bring("trail", at=at, descent=i)
