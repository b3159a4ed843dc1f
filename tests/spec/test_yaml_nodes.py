"""The traps of YAML, closed: what a text means, and what is refused, each at its place."""

import time

import pytest

from gdcore.spec import SpecError, load_spec, read_spec
from gdcore.spec.yaml_recovery import read_yaml


def value(text):
    root, faults = read_yaml(f"key: {text}", "t")
    assert not faults
    return root.plain()["key"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1e-3", 0.001),
        ("1E3", 1000.0),
        ("1.5e+3", 1500.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("012", "012"),
        ("-007", "-007"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("190:20:30", "190:20:30"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
        ("=", "="),
        ("<<", "<<"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("x^2 # a comment", "x^2"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(text, expected):
    result = value(text)
    assert result == expected
    assert type(result) is type(expected)


def test_very_long_digits_are_no_trap():
    assert value("9" * 100_000) == float("inf")  # int() would refuse with a ValueError


REFUSED = {
    "empty": ("", "1:1", "an empty spec"),
    "only a comment": ("# nothing\n", "1:1", "an empty spec"),
    "null": ("null\n", "1:1", "an empty spec"),
    "a list": ("- function: x^2\n", "1:1", "found a list"),
    "a text": ("x^2 + y^2\n", "1:1", "found the text 'x^2 + y^2'"),
    "a number": ("12", "1:1", "found 12"),
    "two documents": ("function: x^2\n---\nfunction: y^2\n", "2:1", "one file holds one spec"),
    "a tab": ("function: x^2\nstop:\n\tgradient_norm: 1\n", "3:1", "a tab"),
    "a NUL": ("function: x^2\ntitle: a\0b\n", "2:9", "a NUL character"),
    "an escaped NUL": ('function: x^2\ntitle: "a\\0b"\n', "2:8", "a control character"),
    "a control character": ("function: x^2\ntitle: \x1b[31m\n", "2:8", "a control character"),
    "a surrogate": ('function: x^2\ntitle: "\\ud800"\n', "2:8", "a control character"),
    "a duplicate key": ("function: x^2\nsteps: 1\nsteps: 2\n", "3:1", "twice, first in line 2"),
    "an inner duplicate": ("function: x\nstop: {step_length: 1, step_length: 2}", "2:24", "twice"),
    "an anchor": ("function: &f x^2\n", "1:11", "an anchor (&f)"),
    "an alias": ("function: x^2\ntitle: *f\n", "2:8", "an alias (*f)"),
    "a merge": ("function: x^2\n<<: {steps: 3}\n", "2:1", "unknown key"),
    "a tag that runs": (
        "function: !!python/object/apply:os.system ['true']\n",
        "1:11",
        "tags are not part",
    ),
    "a tag of one's own": ("function: !mine x^2\n", "1:11", "tags are not part"),
    "an undeclared tag": ("function: !a!b x^2\n", "1:11", "tags (!…) are not part"),
    "a key that is a list": ("? [a, b]\n: 1\n", "1:3", "a key must be a word"),
    "an unclosed bracket": ("function: x^2\nstarts: [[1, 2]\n", "2:9", "[ is never closed"),
    "an unclosed quote": ("function: 'x^2\n", "1:11", "quote is never closed"),
    "a colon too many": ("function: f: x^2\n", "1:12", "a second colon"),
    "bad indentation": ("function: x^2\n  steps: 3\n", "2:3", "begin it in column 1"),
    "nested too deep": ("function: " + "[" * 100 + "]" * 100, "1:31", "nested more than 20"),
    "too many values": ("starts: [" + "1," * 30_000 + "1]", "1:40004", "more than 20 000 values"),
    "bars": ("function: |x| + |y|\n", "1:11", "write |x| as abs(x)"),
    "a question in braces": (
        "function: x\nstory: [{caption: Why?}]\n",
        "2:22",
        "put the text in quotes",
    ),
    "a comma in braces": ("function: x\nstory: [{caption: A, b}]", "2:22", "quotes: 'A, b'"),
    "a decimal comma": ("function: x\ndescents: [{steps: 1,5}]", "2:22", "write 1.5 with a point"),
    "no space behind the colon": ("function:x^2\n", "1:10", "a space is missing behind function:"),
    "no space, and more": ("title: A\nfunction:x^2\nsteps: 3\n", "2:10", "a space is missing"),
    "text behind quotes": ("function: x\ntitle: 'It's a\n", "2:12", "in double quotes"),
    "text behind brackets": ("function: x\ntitle: [a] b\n", "2:12", "all of it in quotes"),
    "a text not indented": (
        "function: x\nstory:\n  - caption: One\n  two\n",
        "4:3",
        "a text that goes on in a second line is indented further",
    ),
    "a dash behind a key": ("function: x\nstory: - surface\n", "2:8", "in the line below its key"),
    "a percent sign": ("title: %a\n", "1:8", "percent sign"),
    "a backtick": ("function: `x`\n", "1:11", "can't begin with this sign"),
}


@pytest.mark.parametrize("trap", REFUSED)
def test_a_trap_is_refused_at_its_place(trap):
    text, position, message = REFUSED[trap]
    with pytest.raises(SpecError) as caught:
        read_spec(text, "t.yaml")
    lines = str(caught.value).splitlines()
    assert any(line.startswith(f"t.yaml:{position}: ") and message in line for line in lines)


def test_an_alias_bomb_is_refused_quickly():
    levels = ["a0: &a0 [x]"] + [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)
    ]
    started = time.perf_counter()
    with pytest.raises(SpecError, match="an alias"):
        read_spec("\n".join(levels))
    assert time.perf_counter() - started < 2


def test_strange_things_are_told_together_with_faults():
    with pytest.raises(SpecError) as caught:
        read_spec("function: x^2\nsteps: &n -1\nsteps: 3\ntitle: *n\ncolour: red\n")
    assert [(f.line, f.column) for f in caught.value.faults] == [(2, 8), (3, 1), (4, 8), (5, 1)]


class TestFiles:
    def fault(self, path):
        with pytest.raises(SpecError) as caught:
            load_spec(path)
        (fault,) = caught.value.faults
        assert fault.file == str(path)
        return fault

    def test_missing(self, tmp_path):
        assert self.fault(tmp_path / "none.yaml").message == "there is no such file"

    def test_folder(self, tmp_path):
        assert "a folder" in self.fault(tmp_path).message

    def test_impossible_name(self):
        assert self.fault("a\0b").message.startswith("this file can't be read")

    def test_not_utf8(self, tmp_path):
        path = tmp_path / "latin.yaml"
        path.write_bytes("function: x^2\ntitle: Täler\n".encode("latin-1"))
        fault = self.fault(path)
        assert (fault.line, fault.column) == (2, 9)
        assert "not UTF-8" in fault.message

    def test_a_file_of_100_megabytes_is_not_read_whole(self, tmp_path):
        path = tmp_path / "huge.yaml"
        with path.open("wb") as stream:
            stream.truncate(100_000_000)
        started = time.perf_counter()
        assert "longer than 1 000 000 bytes" in self.fault(path).message
        assert time.perf_counter() - started < 0.5

    def test_a_device_without_end(self):
        assert "longer than" in self.fault("/dev/zero").message

    def test_a_byte_order_mark_is_no_fault(self, tmp_path):
        path = tmp_path / "bom.yaml"
        path.write_bytes(b"\xef\xbb\xbffunction: x^2\r\nsteps: 7\r\n")
        assert load_spec(path).steps == 7

    @pytest.mark.parametrize(
        "filling", ["a", "[", "- ", "? ", "x: ", "&a ", "'", "a: {", "\n", "# "]
    )
    def test_a_megabyte_of_anything_is_answered_soon(self, filling):
        text = filling * (999_999 // len(filling))
        started = time.perf_counter()
        with pytest.raises(SpecError):
            read_spec(text)
        assert time.perf_counter() - started < 10
