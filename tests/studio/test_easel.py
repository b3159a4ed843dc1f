"""What the easel draws: the same as the film, sooner; and it keeps nothing of what is gone."""

import gc
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gdcore.spec import load_spec
from gdcore.stage.colour import rgb
from gdcore.stage.live import LivePicture
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.theme import DARK
from gdcore.studio.easel import Easel
from gdcore.studio.messages import Source, Where
from tests.bench.studio import gl_objects

SPECS = Path(__file__).resolve().parents[2] / "specs"
SIZE = (640, 360)
BOWL = """\
function: x^2 + 3*y^2
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[2, 1]]
learning_rates: [0.1]
steps: 20
story: [surface, {descend: {seconds: 2}}]
"""


def source(text: str) -> Source:
    return Source(text, Path("/nowhere/bowl.yaml"))


@pytest.mark.parametrize("name", ["bumpy_bowl", "optimizer_race", "three_wells"])
def test_a_picture_is_the_same_whatever_was_built_before(name: str) -> None:
    """Props are built when they are first seen; in a film all of them are there from the start."""
    timeline = lesson_timeline(load_spec(SPECS / f"{name}.yaml"), 60.0)
    sooner, whole = LivePicture(timeline, SIZE), LivePicture(timeline, SIZE)
    assert len(whole.stage.mobjects) > 0  # asking for them builds all
    for share in (0.9, 0.2, 0.55):
        t = share * timeline.duration
        np.testing.assert_array_equal(sooner.frame(t).copy(), whole.frame(t))
    assert len(sooner.stage.present) < len(whole.stage.present)


def test_a_start_that_is_dragged_is_drawn_with_its_whole_descent() -> None:
    easel, t = Easel(), 8.0
    timeline = easel._kept.timeline(source(BOWL))
    t = next(b.start for b in timeline.beats if b.name == "descend") - 0.1
    _, x, y = easel.starts(source(BOWL), SIZE, t)[0]
    before = np.asarray(Image.open(io.BytesIO(easel.picture(source(BOWL), SIZE, t, "PNG"))))
    hover, data = easel.drag(source(BOWL), SIZE, t, 0, x - 100, y - 50)
    dragged = np.asarray(Image.open(io.BytesIO(data)))
    ball = 255 * rgb(DARK.descent(0))

    def coloured(picture: np.ndarray, x: float, y: float) -> int:
        """Pixels in the ball's colour, in any light, around a place."""
        part = picture[int(y) - 9 : int(y) + 6, int(x) - 8 : int(x) + 9].astype(float)
        shade = part @ ball / (np.linalg.norm(part, axis=-1) * np.linalg.norm(ball) + 1e-9)
        return int((shade > 0.97).sum())

    assert coloured(before, x, y) > 20 > coloured(dragged, x, y)
    assert coloured(dragged, x - 100, y - 50) > 20 > coloured(before, x - 100, y - 50)
    # The whole way to the minimum is there, although the film has hardly begun to go it.
    assert "steps to" in hover.text
    assert np.abs(dragged.astype(int) - before).max(axis=-1).astype(bool).sum() > 500


def test_a_false_claim_is_told_at_its_time_and_hinders_no_picture() -> None:
    text = BOWL + "expect: [{minima: 2}, {descent: 1, outcome: diverged}]\n"
    easel = Easel()
    assert len(easel.picture(source(text), SIZE, 1.0)) > 1000
    beats = easel._kept.timeline(source(text)).beats
    whole, ended = [f for f in easel.lint(source(text), SIZE) if "expect" in f.text]
    assert (whole.start, whole.end) == (0.0, beats[-1].end)
    assert (ended.start, ended.end) == (beats[1].start, beats[1].end)


def test_edits_leave_no_opengl_objects_behind() -> None:
    easel = Easel()
    counts = []
    for k in range(45):
        text = BOWL.replace("0.1", f"0.{100 + k}") + f"title: Edit {k}\n"
        easel.picture(source(text), SIZE, 4.0)
        easel.drag(source(text), SIZE, 4.0, 0, 320, 200)
        if k % 15 == 14:
            easel.tidy()
            gc.collect()
            counts.append(gl_objects())
    assert counts[0] > 0
    assert counts[1] == counts[2]


def test_a_changed_domain_is_sketched_at_once_and_nothing_is_said_of_it() -> None:
    """Pixel for pixel the landscape of the picture to come, and no word that may be false."""
    text = BOWL.replace("x^2 + 3*y^2", "peaks").replace("[[2, 1]]", "[[0.5, -0.5]]")
    text = text.replace("surface,", "surface, critical_points,")
    changed = text.replace("x: [-3, 3]", "x: [-2.5, 3]")
    easel = Easel()
    assert easel.sketch(source(text), SIZE, 3.0) is None  # nothing to be likened to
    easel.picture(source(text), SIZE, 3.0)
    t = easel._kept.timeline(source(text)).beats[-1].end - 0.8
    whole = _pixels(easel.picture(source(text), SIZE, t))
    sketch = _pixels(easel.sketch(source(changed), SIZE, t))
    final = _pixels(easel.picture(source(changed), SIZE, t))
    middle = np.s_[120:250, 200:440]
    unlike = np.abs(sketch.astype(int) - final).max(axis=-1) > 40
    assert unlike[middle].mean() < 0.01 < unlike[-50:].mean()  # words are missing
    assert (np.abs(sketch.astype(int) - whole).max(axis=-1) > 40)[middle].mean() > 0.05
    bottom = sketch[-50:].astype(int)
    assert np.abs(bottom - bottom[-1, 0]).max() < 30  # no caption
    assert easel.sketch(source(text), SIZE, t) is None  # known already
    assert easel.sketch(source(changed + "title: New"), SIZE, t) is None  # nothing to search for


@pytest.mark.parametrize(
    ("text", "rate", "where"),
    [
        (BOWL, 1 / 3, Where.MINIMUM),  # λmax = 6; twenty steps do not arrive
        (BOWL.replace("steps: 20", "steps: 500"), 1 / 3, Where.REACHED),
        ("function: x^2 - y^2\nstarts: [[1, 0]]\nlearning_rates: [0.1]\n", 1.0, Where.END),
        ("function: exp(x) + y^2\nstarts: [[1, 1]]\nsteps: 3\n", None, Where.END),
        ("function: -x^2 - y^2\nstarts: [[1, 1]]\nsteps: 3\n", None, None),
    ],
)
def test_the_largest_stable_rate_is_known_before_a_descent_arrives(
    text: str, rate: float | None, where: Where | None
) -> None:
    found = Easel().stability(source(text))
    assert (found and found.where) == where
    if rate is not None:
        assert found.rate == pytest.approx(rate)


def _pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))
