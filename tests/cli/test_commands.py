"""The companion command as a user meets it: what it prints, where, and its exit status."""

import csv
import io
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from gdcore.cli import main
from gdcore.cli.commands import COMMANDS
from gdcore.maths import Function
from gdcore.spec import load_spec, read_spec

ROOT = Path(__file__).parents[2]
PEAKS = str(ROOT / "specs" / "peaks.yaml")


@pytest.fixture
def call(capsys):
    """Runs a command in this process: (status, standard output, standard error)."""

    def run(*arguments):
        try:
            status = main([str(a) for a in arguments])
        except SystemExit as leaving:
            status = leaving.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture
def write(tmp_path):
    def write(text, name="spec.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


class TestCall:
    def test_help_names_every_command(self, call):
        status, out, err = call("--help")
        assert (status, err) == (0, "")
        assert all(f"  {name} " in out for name in COMMANDS)

    def test_version(self, call):
        assert call("--version")[1].startswith("gdcore 0.")

    @pytest.mark.parametrize(
        "arguments",
        [["chekc"], ["check"], ["trace", PEAKS, "--format", "xml"], ["trace"], ["--quiet"]],
    )
    def test_a_wrong_call_exits_with_2(self, call, arguments):
        status, out, err = call(*arguments)
        assert status == 2
        assert out == ""
        assert "Error" in err
        assert "Traceback" not in err

    @pytest.mark.parametrize("command", ["check", "explain", "trace", "frame", "render"])
    def test_a_missing_spec_exits_with_2(self, call, command, tmp_path):
        options = ["--at", "1"] if command == "frame" else []
        status, out, err = call(command, tmp_path / "none.yaml", *options)
        assert (status, out) == (2, "")
        assert "none.yaml: there is no such file" in err


class TestCheck:
    def test_says_ok(self, call):
        assert call("check", PEAKS) == (0, f"{PEAKS}: ok\n", "")

    def test_tells_all_faults_of_all_specs(self, call, write):
        one = write("function: x^2\nsteps: -1\nouside: stop\n", "one.yaml")
        two = write("function: x^2 +\n", "two.yaml")
        status, out, err = call("check", one, PEAKS, two)
        assert status == 2
        assert out == f"{PEAKS}: ok\n"
        assert [line.split(" ")[0] for line in err.splitlines()] == [
            f"{one}:2:8:",
            f"{one}:3:1:",
            f"{two}:1:16:",
        ]

    def test_more_variables_are_no_fault(self, call, write):
        status, out, _ = call("check", write("function: x*y*z"))
        assert status == 0
        assert "3 variables: told on a board, without a picture" in out

    def test_warns_at_the_place_in_the_text(self, call, write):
        path = write("function: x^2\ndescents:\n  - start: 1\n  - label: here\n    start: 0\n")
        status, out, err = call("check", path)
        assert (status, out) == (0, f"{path}: ok\n")
        assert err.startswith(f"{path}:5:12: descents[1].start: warning: this start lies on a min")
        assert err.count("\n") == 1

    def test_claims_are_checked_where_asked_for(self, call, write):
        path = write("function: x^2\nstarts: [1]\nexpect:\n  - {minimum: 0}\n  - {minimum: 2}\n")
        assert call("check", path) == (0, f"{path}: ok\n", "")
        status, out, err = call("check", "--claims", path)
        assert (status, out) == (2, "")
        assert err == f"{path}:5:5: expect[1]: false: the nearest minimum is 0\n"
        path = write("function: x^2\nexpect: [{minimum: 0}]\n")
        assert call("check", "--claims", path)[1] == f"{path}: ok, 1 claim true\n"

    def test_unknown_facts_and_faulty_formulas_at_their_columns(self, call, write):
        path = write("function: x^2\ntitle: 'At {minimun}, $etta$ and $x^$'\n")
        status, _, err = call("check", path)
        assert status == 2
        first, second, third = sorted(err.splitlines())
        assert first.startswith(f"{path}:2:13: title: {{minimun}}: there is no fact 'minimun'; did")
        assert second.startswith(f"{path}:2:23: title: no symbol is called etta; did you mean eta")
        assert third.startswith(f"{path}:2:34: title: this formula can't be set: expected")

    def test_reads_standard_input(self, call, monkeypatch):
        stdin = io.TextIOWrapper(io.BytesIO(b"function: x^\n"))
        monkeypatch.setattr(sys, "stdin", stdin)
        status, _, err = call("check", "-")
        assert status == 2
        assert err.startswith("<stdin>:1:1")


class TestExplain:
    def test_a_label_of_two_lines_stays_a_comment(self, call, write):
        text = 'function: x^2\ndescents: [{label: "a\\nstory: [pause]\\u2028b"}]\n'
        status, out, _ = call("explain", write(text))
        assert status == 0
        again = read_spec(out)
        assert again.descents[0].label == "a\nstory: [pause]\u2028b"
        assert again.story[0].name == "title"
        assert call("explain", write(out))[1] == out

    def test_each_optimizers_own_rate(self, call, write):
        text = "function: x^2 + 3*y^2\noptimizers: [gradient_descent, newton, adagrad]\n"
        _, out, _ = call("explain", write(text))
        rows = [line for line in out.splitlines() if " η = " in line]
        told = [row.split(" η = ")[1].split()[0] for row in rows]
        assert told == ["0.1", "1", "0.5"]
        assert call("explain", write(out))[1] == out

    def test_the_smallest_spec(self, call, write):
        status, out, err = call("explain", write("function: x^2 + 3*y^2"))
        assert (status, err) == (0, "")
        again = read_spec(out)
        assert again.descents == read_spec("function: x^2 + 3*y^2").descents
        assert [beat.name for beat in again.story][:2] == ["title", "surface"]
        told = out[out.index("# timeline") :].splitlines()[2:]
        rows = [line.removeprefix("#").split()[:3] for line in told]
        assert [name for _, _, name in rows] == [beat.name for beat in again.story]
        assert rows[0][0] == "0.00"
        assert all(before[1] == after[0] for before, after in itertools.pairwise(rows))

    def test_the_partial_derivatives_are_written_as_in_a_spec(self, call, write):
        _, out, _ = call("explain", write("function: x^3*y + exp(y)\nstarts: [[1, 1]]\n"))
        lines = [line.split() for line in out.splitlines() if line.startswith("#   ∂f/∂")]
        assert [line[1] for line in lines] == ["∂f/∂x", "∂f/∂y"]
        for line, (x, y), slope in zip(lines, ((2, 3), (2, 3)), (36, 8 + np.e**3), strict=True):
            partial = Function.parse(" ".join(line[3:]), ("x", "y"))
            assert partial.value((x, y)) == pytest.approx(slope)

    def test_tells_how_each_descent_ended(self, call, write):
        path = write("function: x^2\nstarts: [1]\nlearning_rates: [0.1, 2]\n")
        _, out, _ = call("explain", path)
        ends = [line for line in out.splitlines() if line.startswith("#   η")]
        assert "converged" in ends[0]
        assert "Left the domain at step 2, on the way to x = 9." in ends[1]

    def test_three_variables(self, call, write):
        status, out, _ = call("explain", write("function: x^2 + 2*y^2 + 4*z^2"))
        assert status == 0
        assert "Minimum at (0, 0, 0), f = 0; started near by, gradient descent settles there" in out
        assert "learning rates below 0.25." in out  # 2/λmax with λmax = 8
        assert "100.0 % of the starts" in out
        assert read_spec(out).variables == ("x", "y", "z")

    def test_critical_points_and_basins(self, call, write):
        # Two wells alike, with half of the starts each, and a saddle between them.
        path = write("function: (x^2 - 1)^2 + y^2\nlearning_rates: [0.05]\nstarts: [[2, 1]]\n")
        _, out, _ = call("explain", path)
        assert "# landscape: 2 × minimum, 1 × saddle" in out
        assert "Saddle point at (0, 0), f = 1; the Hessian's eigenvalues are −4 and 2." in out
        assert out.count("50.0 % of the starts") == 2
        assert len(read_spec(out).descents) == 1

    def test_why_a_descent_does_not_settle(self, call, write):
        path = write("function: x^2 + y^2\nlearning_rates: [1.2]\nstarts: [[1, 2]]\n")
        _, out, _ = call("explain", path)
        assert "η·λmax = 2.4 is above 2 at the minimum (0, 0)" in out

    def test_whole_lines_and_edges(self, call, write):
        _, out, _ = call("explain", write("function: sauna"))
        assert "Line of maxima: x = 0 for y from 0 to 5, f = 50." in out
        _, out, _ = call("explain", write("function: x + y^2\nstarts: [[1, 1]]\n"))
        assert "Lowest along the edge near (−3, 0), f = −3" in out

    def test_many_critical_points_are_counted(self, call, write):
        _, out, _ = call("explain", write("function: rastrigin"))
        assert "121 × minimum" in out
        assert "… and 429 more" in out

    def test_claims_with_what_was_measured(self, call, write):
        claims = "expect: [{minimum: 0, value: 0}, {descent: 1, within: 3}]\n"
        path = write("function: x^2\nstarts: [1]\nlearning_rates: [0.1]\n" + claims)
        status, out, err = call("explain", path)
        assert status == 2
        assert "✓  {minimum: [0], value: 0}" in out
        assert "✗  {descent: 1, within: 3}" in out
        assert "expect[1]: false: " in err
        assert read_spec(out).expect == load_spec(path).expect


def test_facts_are_listed_as_a_caption_quotes_them(call, write):
    status, out, err = call("facts", write("function: x^2 + 3*y^2\nlearning_rates: [0.1]\n"))
    assert (status, err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in out.split("\n\n")[0].splitlines())
    assert rows["{minimum}"] == "(0, 0)"
    assert rows["{largest_curvature(minimum)}"] == "6"
    assert rows["{largest_stable_rate(minimum)}"] == "0.333"
    assert rows["{descent.1.rate}"] == "0.1"


class TestTrace:
    def test_json(self, call):
        status, out, _ = call("trace", PEAKS, "--format", "json")
        assert status == 0
        trace = json.loads(out)
        assert list(trace) == ["spec", "descents"]
        (descent,) = trace["descents"]
        assert list(descent) == [
            *("label", "optimizer", "learning_rate", "start", "outcome"),
            *("points", "values", "gradients"),
        ]
        assert descent["optimizer"] == "gradient_descent"
        assert descent["learning_rate"] == 0.01
        assert descent["outcome"] == "converged"
        assert descent["points"][0] == descent["start"] == [0.37454012, 0.95071431]
        # The published figures of this lesson.
        assert descent["points"][-1] == pytest.approx([0.29644555, 0.32019625], abs=1e-8)
        assert descent["values"][-1] == pytest.approx(-0.0649358682555269, abs=1e-15)
        assert len(descent["points"]) == len(descent["values"]) == len(descent["gradients"])

    def test_the_spec_in_json_is_the_spec(self, call):
        trace = json.loads(call("trace", PEAKS, "--format", "json")[1])
        assert read_spec(json.dumps(trace["spec"])).digest == load_spec(PEAKS).digest

    def test_csv_has_the_same_numbers_in_full_precision(self, call, write):
        path = write("function: x^2/3 + y^4\nstarts: [[1, 2], [0.1, 0.7]]\nsteps: 9\n")
        rows = list(csv.DictReader(io.StringIO(call("trace", path)[1])))
        descents = json.loads(call("trace", path, "--format", "json")[1])["descents"]
        assert len(rows) == sum(len(d["points"]) for d in descents)
        for index, descent in enumerate(descents):
            mine = [row for row in rows if row["descent"] == str(index)]
            assert [int(row["step"]) for row in mine] == list(range(len(mine)))
            assert [[float(row["x"]), float(row["y"])] for row in mine] == descent["points"]
            assert [float(row["value"]) for row in mine] == descent["values"]
            gradients = [[float(row["gradient_x"]), float(row["gradient_y"])] for row in mine]
            assert gradients == descent["gradients"]

    @pytest.mark.parametrize(
        ("text", "outcome"),
        [
            ("x^2\nstarts: [1]\nlearning_rates: [0.1]\nsteps: 1000", "converged"),
            ("x^2\nstarts: [1]\nlearning_rates: [0.1]\nsteps: 3", "steps_exhausted"),
            ("x^2\nstarts: [1]\nlearning_rates: [9]\noutside: continue", "diverged"),
            ("x^2\nstarts: [1]\nlearning_rates: [9]", "left_domain"),
            ("log(x)\ndomain: {x: [-9, 9]}\nstarts: [1]\nlearning_rates: [2]", "not_finite"),
            ("x^2 - y^2\nstarts: [[1, 0]]\nlearning_rates: [0.1]", "converged"),
            ("x^2\nstarts: [1]\nlearning_rates: [1]", "steps_exhausted"),
        ],
    )
    def test_outcomes_and_valid_json_always(self, call, write, text, outcome):
        status, out, _ = call("trace", write(f"function: {text}\n"), "--format", "json")
        assert status == 0
        (descent,) = json.loads(out, parse_constant=pytest.fail)["descents"]
        assert descent["outcome"] == outcome

    def test_a_file_is_whole_or_absent(self, call, write, tmp_path):
        target = tmp_path / "out" / "trace.json"
        assert call("trace", PEAKS, "-o", target)[0] == 1
        target.parent.mkdir()
        assert call("trace", PEAKS, "-o", target) == (0, "", "")
        before = target.read_bytes()
        assert json.loads(before)["descents"]
        assert call("trace", write("function: x +"), "-o", target)[0] == 2
        assert target.read_bytes() == before
        assert [path.name for path in target.parent.iterdir()] == ["trace.json"]

    def test_the_file_s_name_says_the_format(self, call, tmp_path):
        call("trace", PEAKS, "-o", tmp_path / "a.csv")
        assert (tmp_path / "a.csv").read_text().startswith("descent,label,optimizer,")


def test_schema_is_json(call):
    assert json.loads(call("schema")[1])["$schema"].endswith("draft-07/schema#")


def test_functions_lists_all_names(call):
    _, out, _ = call("functions")
    for word in ("sqrt", "peaks:", "adam:", "betas = [0.9, 0.999]", "cosine:", "amsgrad = false"):
        assert word in out


class TestProcess:
    def test_check_is_quick(self, run):
        # Seconds of the processor, which other programs on the machine don't change much.
        started = os.times().children_user
        finished = run("gdcore", "check", PEAKS)
        seconds = os.times().children_user - started
        assert finished.returncode == 0
        assert seconds < 3, "1.2 seconds are usual; only a heavy import would take so long"

    def test_a_closed_pipe_is_no_fault(self, run):
        finished = run("sh", "-c", f"gdcore trace {PEAKS} | head -1; gdcore schema | true")
        assert finished.stdout.startswith("descent,")
        assert finished.stderr == ""

    def test_a_terminal_without_greek_letters(self, run):
        env = {"PYTHONIOENCODING": "ascii"}
        finished = run("gdcore", "explain", PEAKS, env=env)
        assert (finished.returncode, finished.stderr) == (0, "")

    def test_python_m(self, run):
        assert run("python", "-m", "gdcore", "check", "none.yaml").returncode == 2

    @pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
    def test_ctrl_c_ends_with_130(self, tmp_path):
        path = tmp_path / "long.yaml"
        path.write_text(
            "function: x\nsteps: 10000000\noutside: continue\nlearning_rates: [1.0e-3]\n"
        )
        command = [sys.executable, "-m", "gdcore", "trace", str(path), "-o", tmp_path / "t.csv"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 130
        assert b"Traceback" not in err
        assert [p.name for p in tmp_path.iterdir()] == ["long.yaml"]
