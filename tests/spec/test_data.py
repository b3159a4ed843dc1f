"""Losses from data: the file beside the spec, its faults, and the spec that comes of it."""

import io
import os

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from gdcore.maths import Function
from gdcore.spec import SpecError, load_spec, read_spec_stream, write_yaml
from gdcore.story import compute_lesson, make_timeline

CSV = "x,y,who\n1,2.1,ann\n2,3.9,bob\n3,6.2,carl\n4,7.8,dora\n"
FITTED = "function: w*x + b\ndata: {file: points.csv}\ndomain: {w: [-1, 4], b: [-3, 3]}\n"


@pytest.fixture
def write(tmp_path):
    def write(text, table=CSV):
        if table is not None:
            (tmp_path / "points.csv").write_text(table, encoding="utf-8")
        path = tmp_path / "lesson.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_what_is_minimised_is_the_loss_in_the_parameters(write):
    spec = load_spec(write(FITTED))
    assert spec.variables == ("w", "b")
    assert spec.layout == "data"
    x, y = np.array([1, 2, 3, 4]), np.array([2.1, 3.9, 6.2, 7.8])
    lesson = compute_lesson(spec)
    assert lesson.function.value([1.5, 0.5]) == pytest.approx(np.mean((1.5 * x + 0.5 - y) ** 2))
    slope = approx_fprime([1.5, 0.5], lambda p: float(lesson.function.value(p)))
    assert lesson.function.gradient([1.5, 0.5]) == pytest.approx(slope, rel=1e-5)
    assert lesson.critical_points[0].point == pytest.approx(np.polyfit(x, y, 1))
    assert lesson.data.feature_names == ("x",)


def test_a_model_is_parsed_once(write, monkeypatch):
    parse, texts = Function.parse, []

    def noted(text, variables=None):
        texts.append(text)
        return parse(text, variables)

    monkeypatch.setattr(Function, "parse", noted)
    load_spec(write(FITTED))
    assert texts == ["w*x + b"]


def test_mini_batches_are_those_of_the_seed_and_each_entry_comes_once_an_epoch(write):
    batch = FITTED.replace("points.csv", "points.csv, batch_size: 2, seed: SEED") + "steps: 6\n"
    first, again, other = (
        compute_lesson(load_spec(write(batch.replace("SEED", seed)))).descents[0] for seed in "112"
    )
    assert np.array_equal(first.trajectory.points, again.trajectory.points)
    assert not np.array_equal(first.trajectory.points, other.trajectory.points)
    assert sorted([*first.batches(0), *first.batches(1)]) == [0, 1, 2, 3]
    step = first.trajectory.points[1] - first.trajectory.points[0]
    used = first.trajectory.states["gradient_estimate"][1]
    assert step == pytest.approx(-first.learning_rate * used)
    followed = first.trajectory.followed
    assert np.diff(first.trajectory.points, axis=0) == pytest.approx(
        -first.learning_rate * followed
    )
    spec = load_spec(write(batch.replace("SEED", "1") + "story: [update_rule]\n"))
    (_, _, text), *_ = make_timeline(compute_lesson(spec)).captions()
    assert text.startswith("ĝ is the gradient on 2 of the 4 data points.")
    assert first.label == "SGD"


def test_noise_is_that_of_the_seed(write):
    text = "function: x^2 + y^2\nnoise: {standard_deviation: 0.5, seed: 3}\nsteps: 9\n"
    one, two = (compute_lesson(load_spec(write(text))).descents[0].trajectory for _ in range(2))
    assert np.array_equal(one.points, two.points)
    exact = compute_lesson(load_spec(write(text.replace("noise", "# ")))).descents[0].trajectory
    assert not np.array_equal(one.points[1], exact.points[1])


def test_what_is_written_reads_back_the_same_beside_the_data(write):
    spec = load_spec(write(FITTED + "noise: {standard_deviation: 1}\n"))
    assert load_spec(write(write_yaml(spec))).digest == spec.digest
    changed = load_spec(write(write_yaml(spec), CSV.replace("3.9", "3.8")))
    assert changed.digest != spec.digest


@pytest.mark.parametrize(
    ("data", "table", "fault"),
    [
        ("file: none.csv", CSV, "2:14: data.file: "),
        ("file: points.csv, target: z", CSV, "data.target: no column 'z'; the columns are: x, y"),
        ("file: points.csv, target: who", CSV, "points.csv:2: who: expected a number, found 'ann'"),
        ("file: points.csv", CSV.replace("6.2", "nan"), "csv:4: y: expected a number, found 'nan'"),
        ("file: points.csv", CSV.replace("3,6.2,", "3,"), "csv:4: expected 3 entries, found 2"),
        ("file: points.csv", "", "empty"),
        ("file: points.csv, loss: log_loss", CSV, "points.csv:2: y: expected 0 or 1, found 2.1"),
        ("file: points.csv, batch_size: 9", CSV, "data.batch_size: batches of 9 from 4 lines"),
        (
            "file: points.csv, batch: 2",
            CSV,
            "data.batch: unknown key; here it is called batch_size",
        ),
        ("target: y", CSV, "data: the key 'file' is missing"),
    ],
)
def test_bad_data_is_a_fault_of_the_spec(write, data, table, fault):
    with pytest.raises(SpecError) as caught:
        load_spec(write(f"function: w*x + b\ndata: {{{data}}}\n", table))
    assert any(fault in str(one) for one in caught.value.faults), caught.value


def test_a_model_is_checked_whatever_the_data_are(write):
    with pytest.raises(SpecError) as caught:
        load_spec(write("function: w*x + q +\ndata: {file: points.csv, loss: mse}\n"))
    assert [(fault.line, fault.path) for fault in caught.value.faults] == [
        (1, "function"),
        (2, "data.loss"),
    ]
    with pytest.raises(SpecError, match="peaks is a known function; with data write a model"):
        load_spec(write("function: peaks\ndata: {file: points.csv}\n"))


@pytest.mark.parametrize(
    ("model", "layout"),
    [("m", "data"), ("w*x + b", "data"), ("w*x + v*z", "data"), ("w*x + v*z + b", "board")],
)
def test_the_layout_follows_the_parameters_whatever_the_features_are(write, model, layout):
    table = "x,z,y\n1,2,2\n2,1,3\n3,5,5\n"
    spec = load_spec(write(f"function: {model}\ndata: {{file: points.csv}}\n", table))
    assert spec.layout == layout


def test_on_a_board_the_model_is_seen_to_move_through_its_data(write):
    spec = load_spec(write("function: a*x^2 + b*x + c\ndata: {file: points.csv}\nsteps: 20\n"))
    told = make_timeline(compute_lesson(spec))
    descend = next(beat for beat in told.beats if beat.name == "descend")
    aside = ("update_rule", "algorithm", "loss_curve")
    for t in (descend.start + 1, descend.end - 1):
        assert told.shown("data", t) == 1
        assert all(told.shown(prop, t) == 0 for prop in aside)
    assert told.steps(0, descend.end) == 20


def test_a_model_that_uses_its_target_and_a_layout_without_data_are_refused(write):
    with pytest.raises(SpecError, match="1:11: function: the model uses the target 'y'"):
        load_spec(write("function: w*x + y\ndata: {file: points.csv}\n"))
    with pytest.raises(SpecError, match="2:9: layout: the layout data shows data; there is no key"):
        load_spec(write("function: x^2 + y^2\nlayout: data\n"))


def test_each_descent_may_have_its_own_batches_and_noise(write):
    text = (
        FITTED
        + """
descents:
  - {start: [0, 0], batch_size: 4}
  - {start: [0, 0], batch_size: 2}
  - {start: [0, 0], batch_size: 1}
  - {start: [0, 0], optimizer: adam, noise: {standard_deviation: 0.5}}
  - {start: [0, 0], optimizer: adam, noise: {standard_deviation: 0.5, seed: 1}}
  - {start: [0, 0], optimizer: adam}
"""
    )
    lesson = compute_lesson(load_spec(write(text)))
    assert [descent.label for descent in lesson.descents] == [
        "Gradient descent",
        "SGD, batch size 2",
        "SGD, batch size 1",
        "Adam, σ = 0.5, seed 0",
        "Adam, σ = 0.5, seed 1",
        "Adam, no noise",
    ]
    whole, half, single, *_ = lesson.descents
    assert "gradient_estimate" not in whole.trajectory.states
    assert (len(half.batches(0)), len(single.batches(0))) == (2, 1)
    # The gradient on one point by hand: 2·(w·x + b − y)·(x, 1) at w = b = 0.
    x, y = ((entries[single.batches(0)[0]]) for entries in ([1, 2, 3, 4], [2.1, 3.9, 6.2, 7.8]))
    assert single.trajectory.states["gradient_estimate"][1] == pytest.approx([-2 * y * x, -2 * y])


def test_batches_that_there_are_not(write):
    with pytest.raises(SpecError, match=r"descents\[0\].batch_size: batches of 5 from 4 lines"):
        load_spec(write(FITTED + "descents: [{start: [0, 0], batch_size: 5}]\n"))
    with pytest.raises(SpecError, match=r"descents\[0\].batch_size: mini-batches are of data"):
        load_spec(write("function: x^2\ndescents: [{start: [1], batch_size: 5}]\n"))


@pytest.mark.parametrize("scale", [1e-3, 1, 1e4])
def test_the_default_domain_holds_the_minimum_and_the_origin_well_inside(write, scale):
    table = "x,y\n" + "".join(f"{x},{scale * y}\n" for x, y in [(1, 2.1), (2, 3.9), (3, 6.2)])
    spec = load_spec(write("function: w*x + b\ndata: {file: points.csv}\n", table))
    w, b = np.polyfit([1, 2, 3], scale * np.array([2.1, 3.9, 6.2]), 1)
    for name, best in {"w": w, "b": b}.items():
        low, high = spec.domain[name]
        assert 0.1 < (best - low) / (high - low) < 0.9
        assert low < 0 < high
        assert high - low < 50 * scale
    values = compute_lesson(spec).descents[0].trajectory.values
    assert values[-1] < 0.1 * values[0]


def test_a_known_minimum_of_the_log_loss_far_away_leaves_the_usual_domain(write):
    table = "x,y\n1,0\n2,0\n3,1\n4,1\n"  # separable: the loss falls for ever
    text = "function: w*x + b\ndata: {file: points.csv, loss: log_loss}\n"
    spec = load_spec(write(text, table))
    assert spec.domain == {"b": (-3, 3), "w": (-3, 3)}


@pytest.mark.parametrize("path", ["/etc/passwd", "~/points.csv", "C:\\points.csv"])
def test_a_path_is_seen_from_the_spec(write, path):
    with pytest.raises(SpecError, match=r"data\.file: expected a path seen from the spec's folder"):
        load_spec(write(f"function: w*x + b\ndata: {{file: '{path}'}}\n"))


def test_too_much_data(write):
    table = "x,y\n" + "1,0\n" * 1001
    text = "function: w*x + b\ndata: {file: points.csv, loss: log_loss}\n"
    with pytest.raises(SpecError, match="1001 lines of data; at most 1000"):
        load_spec(write(text, table))
    assert load_spec(write("function: w*x + b\ndata: {file: points.csv}\n", table))


SECRET = "root:x:0:0\n1,2\n"


@pytest.fixture
def outside(write, tmp_path):
    """The folder of a spec, in one that holds a secret."""
    (tmp_path / "secret.csv").write_text(SECRET)
    folder = tmp_path / "lesson"
    folder.mkdir()
    return folder


def lead_out(folder, kind):
    """What a spec in a folder calls a file that is not below it."""
    match kind:
        case "dots":
            return "../secret.csv"
        case "there and back":
            return "a/../../secret.csv"
        case "link":
            (folder / "link.csv").symlink_to("../secret.csv")
            return "link.csv"
        case "linked folder":
            (folder / "data").symlink_to("..")
            return "data/secret.csv"
        case "device":
            (folder / "null.csv").symlink_to("/dev/zero")
            return "null.csv"
        case "pipe":
            os.mkfifo(folder / "pipe.csv")
            return "pipe.csv"
        case "circle":
            (folder / "a.csv").symlink_to("a.csv")
            return "a.csv"
        case "folder":
            return "."
        case "long":
            return "a" * 499


@pytest.mark.parametrize(
    "kind",
    [
        "dots",
        "there and back",
        "link",
        "linked folder",
        "device",
        "pipe",
        "circle",
        "folder",
        "long",
    ],
)
@pytest.mark.parametrize("stdin", [False, True])
def test_files_stay_below_the_folder_of_the_spec(outside, monkeypatch, kind, stdin):
    text = f"function: w*x + b\ndata: {{file: {lead_out(outside, kind)}}}\n"
    (outside / "spec.yaml").write_text(text)
    monkeypatch.chdir(outside)
    read = read_spec_stream if stdin else load_spec
    with pytest.raises(SpecError) as caught:
        read(io.BytesIO(text.encode()) if stdin else outside / "spec.yaml")
    (fault,) = caught.value.faults
    assert (fault.line, fault.column, fault.path) == (2, 14, "data.file")
    assert "x:0:0" not in str(fault)


def test_links_within_the_folder_are_followed(outside):
    (outside / "points.csv").write_text(CSV)
    (outside / "link.csv").symlink_to("points.csv")
    (outside / "spec.yaml").write_text("function: w*x + b\ndata: {file: a/../link.csv}\n")
    assert len(load_spec(outside / "spec.yaml").data.loss_function.targets) == 4
