"""Beats of other authors, on the command line."""

import json
import sys

import pytest

from gdcore.cli import main
from gdcore.spec import BEATS

BEAT = '''
from gdcore.spec import Pictured
class Shimmer(Pictured):
    """The surface shimmers."""
'''
SPEC = "function: x^2 + y^2\nstory: [shimmer]\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A file with a beat and a spec that names it; what they make known is forgotten later."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shimmer.py").write_text(BEAT)
    (tmp_path / "lesson.yaml").write_text(SPEC)
    yield tmp_path
    BEATS.pop("shimmer", None)
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


def test_without_the_file_the_beat_is_unknown(files, capsys):
    assert main(["check", "lesson.yaml"]) == 2
    assert "lesson.yaml:2:9: story[0]: there is no beat 'shimmer'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "call",
    [
        ["--beats", "shimmer.py", "check", "lesson.yaml"],
        ["check", "lesson.yaml", "--beats", "shimmer.py"],
        ["--beats", "./shimmer.py", "check", "--beats", "shimmer.py", "lesson.yaml"],
    ],
)
def test_a_file_that_the_call_names_makes_it_known(files, capsys, call):
    assert main(call) == 0
    assert capsys.readouterr().out == "lesson.yaml: ok\n"


def test_so_does_the_environment(files, capsys, monkeypatch):
    monkeypatch.setenv("GDCORE_BEATS", "shimmer.py")
    assert main(["check", "lesson.yaml"]) == 0
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out.split("\n", 1)[1])
    assert schema["definitions"]["beat shimmer"]["description"] == "The surface shimmers."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "other.py: there is no such file with beats"),
        ("x = 1\n\nprint(y)\n", "other.py:3: NameError: name 'y' is not defined"),
        ("def\n", "other.py:1: SyntaxError: invalid syntax"),
        ("import sys\nsys.exit()\n", "other.py:2: SystemExit"),
        ("x = 1\n", "other.py: defines no beat"),
        (BEAT.replace("Shimmer", "Title"), "other.py:3: ValueError: two beats are called title"),
    ],
)
def test_a_file_that_fails_is_told_in_one_sentence(files, capsys, content, message):
    if content is not None:
        (files / "other.py").write_text(content)
    assert main(["--beats", "other.py", "check", "lesson.yaml"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"Error: {message}")
    assert error.count("\n") == 1


def test_a_beat_that_nobody_directs_is_told(files, capsys):
    assert main(["explain", "lesson.yaml", "--beats", "shimmer.py"]) == 0
    out = capsys.readouterr().out
    assert "# timeline: none, the beat shimmer has options, but nobody directs it" in out
