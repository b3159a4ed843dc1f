"""Texts that would meet: who goes, who stays, who steps aside; by hand-made places."""

from __future__ import annotations

import numpy as np
import pytest

from gdcore.stage.layout.giving_way.precedence import Order, Precedence
from gdcore.stage.layout.lens import Lens
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh

EM = 0.3
FRAME = (14.0, 8.0)
PANEL = (-4.0, -3.0, 4.0, 3.0)
ABOVE = Lens(azimuth=-90, elevation=90, rect=PANEL)
"""Seen from above, a point (x, y, 0) of the scene is at (x, y) on the frame."""


def text(x: float, y: float, rank: Precedence, words: str = "12") -> Label:
    label = Label(words, EM, anchor=(x, y, 0.0))
    label.precedence, label.lens = rank, ABOVE
    return label


def keep(*mobjects: Mesh) -> None:
    Order(mobjects, EM, FRAME).keep()


def middle(label: Label) -> np.ndarray:
    assert label.anchor is not None
    return label.anchor[:2] + label.nudge


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_the_lesser_goes(first: int) -> None:
    name, number = text(0, 0, Precedence.NAME, "$x$"), text(0.1, 0.1, Precedence.NUMBER)
    keep(*(name, number)[:: 1 - 2 * first])
    assert (name.opacity, number.opacity, number.wanted) == (1.0, 0.0, 1.0)


def test_two_that_are_apart_stay() -> None:
    one, other = text(0, 0, Precedence.NUMBER), text(1, 0, Precedence.LEVEL)
    keep(one, other)
    assert one.opacity == other.opacity == 1.0
    assert one.nudge == other.nudge == (0.0, 0.0)


def test_of_two_alike_one_stays() -> None:
    numbers = [text(0.1 * k, 0, Precedence.NUMBER) for k in range(2)]
    keep(*numbers)
    assert sorted(number.opacity for number in numbers) == [0.0, 1.0]


@pytest.mark.parametrize("motion", [0.0, 0.5, 1.0])
def test_at_rest_a_text_is_there_or_gone_and_in_motion_it_comes_by_degrees(motion: float) -> None:
    """Wherever the lesser one stands; in full motion there are places where half of it is seen."""
    halves = []
    for apart in np.linspace(0.0, 1.0, 400):
        one, other = text(0, 0, Precedence.NUMBER), text(float(apart), 0, Precedence.LEVEL)
        Order([one, other], EM, FRAME).keep(lambda: motion)
        halves.append(min(other.opacity, 1.0 - other.opacity))
    assert (max(halves) > 0.1) == (motion > 0)
    assert max(halves) <= 0.5 * motion + 1e-9


def test_who_has_gone_is_in_nobodys_way() -> None:
    """The name takes the number's place; the level under the number alone may stay."""
    name = text(0, 0, Precedence.NAME, "name")
    wide, tall = name.width, name.height
    number = text(wide / 2, 0, Precedence.NUMBER)
    level = text(wide / 2 + 0.9 * number.width, 0, Precedence.LEVEL)
    assert tall < wide
    keep(name, number, level)
    assert (name.opacity, number.opacity, level.opacity) == (1.0, 0.0, 1.0)


@pytest.mark.parametrize("there", [1.0, 0.5, 0.0])
def test_what_stands_on_the_frame_comes_first(there: float) -> None:
    """A card that is half there takes half away: they change places."""
    card = Card("a card", EM, plate="#101010").put(0, 0)
    card.opacity = there
    speech = text(0.2, 0.0, Precedence.SPEECH)
    keep(card, speech)
    assert speech.opacity == pytest.approx(1.0 - there)


def test_what_would_be_cut_steps_aside_or_goes() -> None:
    number, name = text(4, 0, Precedence.NUMBER), text(0, 3, Precedence.NAME)
    far = text(4 + 5 * EM, 2, Precedence.NAME)
    keep(number, name, far)
    assert (number.opacity, number.nudge) == (0.0, (0.0, 0.0))
    assert name.opacity == 1.0
    assert middle(name)[1] + name.height / 2 == pytest.approx(3.0, abs=1e-6)
    assert middle(name)[0] == pytest.approx(0.0)
    assert far.opacity == 0.0


def test_the_same_moment_twice_is_the_same() -> None:
    """What happened before leaves no trace: a stage is a function of the time alone."""
    name, number = text(0, 3, Precedence.NAME), text(0.1, 2.8, Precedence.NUMBER)
    order = Order([name, number], EM, FRAME)
    order.keep()
    first = name.nudge, name.opacity, number.opacity
    name.anchor = np.array([0.0, 0.0, 0.0])
    name.opacity = number.opacity = 1.0
    order.keep()
    assert name.nudge == (0.0, 0.0)
    name.anchor = np.array([0.0, 3.0, 0.0])
    name.opacity = number.opacity = 1.0
    order.keep()
    assert (name.nudge, name.opacity, number.opacity) == first


def test_a_name_steps_past_what_stands_on_the_frame() -> None:
    """A little way up or down; a number, or who would have to go far, gives way instead."""
    card = Card("a card of the frame", EM, plate="#101010").put(0, 0)
    edge = float(card.points[0, 1])
    name, number = text(0, edge, Precedence.NAME, "$x$"), text(0.8, edge, Precedence.NUMBER)
    inside = text(-0.5, 0.0, Precedence.NAME, "$y$")
    keep(card, name, number, inside)
    assert name.opacity == 1.0
    assert middle(name)[1] - name.height / 2 >= edge + 0.17 * EM  # CLEAR, but for rounding
    assert middle(name)[0] == pytest.approx(0.0)
    assert number.opacity == 0.0
    assert inside.opacity == 0.0 or middle(inside)[1] - inside.height / 2 >= edge
