"""A fault in YAML's syntax hides no other one, and brings none with it."""

import re
from pathlib import Path

import pytest

from gdcore.spec import SpecError, read_spec

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
DAMAGES = ("[1, 2", "{a: 1", "'a", '"a" b', "a: b", "|x|", "@a", "[a] b", "[a?]")
"""Values that are not YAML, each in one line."""


def faults(text, folder="."):
    with pytest.raises(SpecError) as caught:
        read_spec(text, "t.yaml")
    return caught.value.faults


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_a_damaged_value_of_a_lesson_is_the_only_fault(path, damage):
    lines = path.read_text(encoding="utf-8").split("\n")
    keys = [i for i, line in enumerate(lines) if re.match(r"\s*(- )?\w+: \S", line)]
    for i in keys[:: max(1, len(keys) // 4)]:
        broken = lines.copy()
        # A value may go on in the lines below; as a comment they are no part of it.
        broken[i] = re.sub(r"(\w+:) .*", lambda m: f"{m[1]} {damage}", lines[i], count=1)
        indent = len(lines[i]) - len(lines[i].lstrip(" -"))
        for k in range(i + 1, len(lines)):
            if not lines[k].strip() or len(lines[k]) - len(lines[k].lstrip()) <= indent:
                break
            broken[k] = "#"
        told = faults("\n".join(broken))
        # A text in memory has no folder with data beside it.
        told = [f for f in told if "there is no such file" not in f.message]
        assert [fault.line for fault in told] == [i + 1]


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_faults_around_a_damaged_value_are_told_with_it(damage):
    text = f"""titel: A
function: x^2 + 3*y^2
starts: {damage}
steps: -1
story:
  - surface
  - gradient:
      at: {damage}
      secs: 3
  - surfac
  - {damage}
  - orbit: {{degrees: x}}
colour: red
"""
    told = faults(text)
    lines = [fault.line for fault in told]
    # `- a: b` is a mapping, and so no beat.
    assert lines == [1, 3, 4, 8, 9, 10, 11, 12, 13]


def test_lists_with_dashes_below_their_key_are_read_on():
    text = "function: x^2\ntitle: 'A\nstory:\n- surface\n- surfac\nsteps: -1\n"
    assert [(f.line, f.column) for f in faults(text)] == [(2, 8), (5, 3), (6, 8)]


def test_a_key_twice_is_told_across_the_damage():
    told = faults("function: x^2\ntitle: 'A\nsteps: 3\nsteps: 4\n")
    assert [(f.line, f.column) for f in told] == [(2, 8), (4, 1)]


def test_what_depends_on_a_damaged_value_is_not_judged():
    told = faults("function: x^2\noutside: 'stop\nstarts: [[9]]\ndomain: {x: [0, 1}\n")
    assert [fault.line for fault in told] == [2, 4]
