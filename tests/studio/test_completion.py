"""What the editor offers at a place of the text."""

import pytest

from gdcore.maths import OPTIMIZERS
from gdcore.spec import BEATS
from gdcore.studio.completion import complete


def offered(text: str) -> set[str]:
    return {option["label"] for option in complete(text, len(text))}


def test_keys_and_their_descriptions():
    options = {o["label"]: o["info"] for o in complete("lea", 3)}
    assert options["learning_rates"].startswith("Numbers or schedules.")
    assert "function" in options
    assert "caption" not in options


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("function: x^2\nlayout: ", {"split", "curve", "board"}),
        ("story:\n  - ", set(BEATS)),
        ("story:\n  - title\n  - desc", {"descend", "gradient"}),
        ("story:\n  - descend: {", {"seconds", "caption"}),
        ("story:\n  - descend:\n      ", {"seconds", "caption"}),
        ("story:\n  - surface\n  - contour:\n      stay: true\n      ", {"stay", "caption"}),
        ("optimizers: [", set(OPTIMIZERS)),
        ("optimizers:\n  - ", set(OPTIMIZERS)),
        ("descents:\n  - {start: [1, 2], optimizer: ", set(OPTIMIZERS)),
        ("descents:\n  - {start: [1, 2], ", {"optimizer", "learning_rate", "label"}),
        ("stop: {", {"gradient_norm", "step_length"}),
        ("data:\n  loss: ", {"log_loss"}),
        ("story:\n  - contour: {stay: ", {"true", "false"}),
    ],
)
def test_what_can_stand_here(text, expected):
    assert expected <= offered(text)


def test_nothing_in_comments_and_nothing_strange():
    assert offered("# fun") == set()
    assert offered("steps: 100  # f") == set()
    for text in ("{{{", "a: [", "- - -", ":", "\t", "story:\n    -\n  - x: {y: {z: "):
        for end in range(len(text) + 1):
            complete(text, end)
