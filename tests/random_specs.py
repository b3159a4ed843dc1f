"""Whole specs drawn at random, and what becomes of them; `tests.soak` tries thousands."""

from __future__ import annotations

import json
import random
import re
import resource
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gdcore.maths import FUNCTION_NAMES, NAMED_FUNCTIONS
from gdcore.spec import BEATS, SpecError, load_spec, schema

SECONDS = 10.0
"""The most seconds of computing for one spec, from its text to three frames. (On a machine that
others use as well, the clock on the wall would tell of them.)"""
BYTES = 2 * 10**9
"""The most memory that one spec may add to the process."""
SEEN = ("surface", "title", "caption", "outcome", "formula")
"""Props that can be seen whatever the lesson."""
FORMATS = ((160, 90), (90, 160), (120, 120), (160, 120))

TWO_ARGUMENTS = {"atan2", "max", "min"}
NAMES = (("x",), ("x", "y"), ("x", "y", "z"))
SCHEMA = schema()
DEFINITIONS: dict[str, Any] = SCHEMA["definitions"]
TEXTS = ("A bowl", "η & <b> #set", "Supercalifragilistic" * 6, "two\nlines", "∇f → 0", "a " * 90)


class Author:
    """Writes one random spec; the same seed writes the same one."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.names: tuple[str, ...] = ()
        self.domain: dict[str, list[float]] = {}

    def chance(self, p: float) -> bool:
        return self.dice.random() < p

    def number(self) -> float:
        """Mostly an ordinary number, now and then one of any size."""
        if self.chance(0.7):
            return round(self.dice.uniform(-4, 4), self.dice.randrange(3))
        return float(f"{self.dice.uniform(-9, 9):.3g}e{self.dice.randint(-12, 12)}")

    def positive(self) -> float:
        return abs(self.number()) or 0.1

    # The function

    def formula(self, depth: int = 3) -> str:
        if depth == 0 or self.chance(0.15):
            return self.dice.choice([*self.names, *self.names, f"{self.positive():.3g}", "pi"])
        kind = self.dice.random()
        if kind < 0.45:
            operator = self.dice.choice(["+", "+", "-", "*", "*", "/"])
            return f"({self.formula(depth - 1)} {operator} {self.formula(depth - 1)})"
        if kind < 0.65:
            power = self.dice.choice(["2", "2", "2", "3", "4", "(1/2)", "(-1)", "1.5"])
            return f"({self.formula(depth - 1)})^{power}"
        name = self.dice.choice(FUNCTION_NAMES)
        arguments = [self.formula(depth - 1) for _ in range(1 + (name in TWO_ARGUMENTS))]
        return f"{name}({', '.join(arguments)})"

    def function(self) -> str:
        if self.chance(0.25):
            name = self.dice.choice(list(NAMED_FUNCTIONS))
            self.names = NAMED_FUNCTIONS[name].function().variables
            return name
        self.names = self.dice.choices(NAMES, (3, 6, 1))[0]
        if self.chance(0.4):  # a bowl of any size
            return " + ".join(f"{self.positive():.3g}*{n}^2" for n in self.names)
        terms = [self.formula(), *(f"{self.positive():.3g}*{n}^2" for n in self.names)]
        scale = f"1e{self.dice.randint(-12, 12)}*" * self.chance(0.2)
        return f"{scale}({' + '.join(terms)})"

    # The rest

    def interval(self) -> list[float]:
        kind = self.dice.random()
        if kind < 0.6:
            low = self.dice.uniform(-5, 4)
            return [low, low + self.dice.uniform(0.5, 8)]
        if kind < 0.75:  # very narrow, far from 0
            low = self.number()
            return [low, low + abs(low or 1) * 10.0 ** self.dice.randint(-10, -4)]
        if kind < 0.97:
            half = 10.0 ** self.dice.randint(-14, 14)
            return [-half, half]
        return self.dice.choice(
            [
                [1, 1 + 2**-52],
                [0, 5e-324],
                [-1e308, 1e308],
                [-1.7e308, 1.7e308],
                [0, 1e308],
                [-0.0, 1],
                [1e15, 1e15 + 1],
            ]
        )

    def point(self) -> list[float]:
        point = []
        for name in self.names:
            low, high = self.domain.get(name, (-2.5, 2.5))
            part = self.dice.choice([0, 0.25, 0.5, self.dice.random()])
            point.append(low + part * (high / 2 - low / 2) * 2)
        return point

    def seconds(self) -> float:
        return self.dice.choice([0.001, 0.01, 0.3, 1, 4, 12, 120])

    def value(self, form: Any, key: str = "") -> Any:
        """A value that a schema allows, as far as it says."""
        if "$ref" in form:
            name = form["$ref"].split("/")[-1]
            return (
                self.point() if name in ("point", "coordinate") else self.value(DEFINITIONS[name])
            )
        if "allOf" in form:
            return self.value(form["allOf"][0], key)
        for choice in ("anyOf", "oneOf"):
            if choice in form:
                return self.value(self.dice.choice(form[choice]), key)
        if "const" in form:
            return form["const"]
        if "enum" in form:
            return self.dice.choice(form["enum"])
        kind = form.get("type")
        kind = self.dice.choice(kind) if isinstance(kind, list) else kind
        match kind:
            case "null":
                return None
            case "boolean":
                return self.chance(0.5)
            case "string":
                return self.dice.choice(TEXTS)
            case "integer" if key in ("descent", "descents"):
                return 1
            case "integer":
                low, high = form.get("minimum", 1), form.get("maximum", 9)
                return self.dice.randint(low, min(high, low + 6))
            case "number":
                return self.real(form, key)
            case "array" if key in ("descents", "insets"):
                return self.dice.choice([[1, 2], [2, 1]] if key == "descents" else [["loss"], []])
            case "array":
                items = form.get("items", {})
                if isinstance(items, list):
                    return [self.value(item) for item in items]
                least = form.get("minItems", 0)
                return [self.value(items) for _ in range(self.dice.randint(least, least + 2))]
            case "object":
                return self.options(form)
        return self.number()

    def real(self, form: Any, key: str) -> float:
        if key == "seconds":
            return self.seconds()
        if "default" in form and isinstance(form["default"], float) and self.chance(0.5):
            return form["default"]
        low = form.get("minimum", form.get("exclusiveMinimum"))
        high = form.get("maximum", form.get("exclusiveMaximum"))
        number = self.number() if low is None or low < 0 else self.positive()
        if low is not None and high is not None and self.chance(0.97):
            number = self.dice.uniform(low, high)
        return number

    def options(self, form: Any) -> dict[str, Any]:
        required = form.get("required", ())
        if form.get("maxProperties") == 1:
            key = self.dice.choice(list(form["properties"]))
            return {key: self.value(form["properties"][key], key)}
        return {
            key: self.value(field, key)
            for key, field in form.get("properties", {}).items()
            if key in required or self.chance(0.4)
        }

    def beat(self) -> Any:
        d = len(self.names)
        fitting = [
            name
            for name, kind in BEATS.items()
            if kind.fewest_variables <= d <= (kind.most_variables or d)
            and (kind.fewest_descents < 2 or self.chance(0.5))
        ]
        name = self.dice.choice(fitting if self.chance(0.97) else list(BEATS))
        options = self.options(DEFINITIONS[f"beat {name}"])
        return {name: options} if options else name

    def rate(self) -> Any:
        kind = self.dice.random()
        if kind < 0.5:
            return self.dice.choice([0.01, 0.1, 0.5, 1])
        if kind < 0.8:
            return 10.0 ** self.dice.randint(-12, 12)
        if kind < 0.85:
            return self.dice.choice([1e308, 1e-308, 5e-324])
        return self.value(self.dice.choice(DEFINITIONS["learning_rate"]["anyOf"]))

    def spec(self) -> dict[str, Any]:
        spec: dict[str, Any] = {"function": self.function()}
        if self.chance(0.05):
            self.names = ("b", "w")
            spec["function"] = self.dice.choice(["w*x + b", "w*x^2 + b", "exp(w*x) + b"])
            spec["data"] = {"file": "line.csv"}
            if self.chance(0.5):
                spec["data"]["batch_size"] = self.dice.randint(1, 20)
        if self.chance(0.5):
            self.domain = {name: self.interval() for name in self.names}
            spec["domain"] = dict(self.domain)
        if self.chance(0.3):
            spec["title"] = self.dice.choice(TEXTS)
        match self.dice.randrange(4):
            case 0:
                spec["starts"] = [self.point() for _ in range(self.dice.randint(1, 3))]
            case 1:
                spec["starts"] = {"random": self.dice.randint(1, 5), "seed": 3}
            case 2 if self.chance(0.5):
                spec["starts"] = {"grid": [2] * len(self.names)}
        if self.chance(0.5):
            spec["learning_rates"] = [self.rate() for _ in range(self.dice.randint(1, 2))]
        if self.chance(0.6):
            spec["optimizers"] = [
                self.value(DEFINITIONS["optimizer"]) for _ in range(self.dice.randint(1, 2))
            ]
        if self.chance(0.5):
            spec["steps"] = self.dice.choice([0, 1, 2, 10, 100, 1000])
        if self.chance(0.2):
            spec["noise"] = {"standard_deviation": self.positive()}
        for key in ("outside", "layout", "insets", "loss_axis", "scales", "cameras", "theme"):
            if self.chance(0.2):
                spec[key] = self.value(SCHEMA["properties"][key])
        if self.chance(0.8):
            spec["story"] = [self.beat() for _ in range(self.dice.randint(1, 7))]
        return spec


def write(seed: int) -> str:
    """The text of the spec of a seed: JSON line by line, which is YAML too.

    Every other seed's is damaged by up to three mutations.
    """
    author = Author(seed)
    spec = author.spec()
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in spec.items())
    if seed % 2:
        for _ in range(author.dice.randint(1, 3)):
            text = mutated(text, author.dice)
    return text


def mutated(text: str, dice: random.Random) -> str:
    """A text with one change that a hand could make by mistake."""
    k = dice.randrange(len(text))
    lines = text.splitlines(keepends=True)
    n = dice.randrange(len(lines))
    match dice.randrange(8):
        case 0:  # a letter left out
            return text[:k] + text[k + 1 :]
        case 1:  # one too many
            return text[:k] + dice.choice("[]{}:,'\"#&*!|>%@` -\t\u00e9\u4f60€0.x") + text[k:]
        case 2:  # two letters swapped
            return text[:k] + text[k + 1 : k + 2] + text[k : k + 1] + text[k + 2 :]
        case 3:  # a number of another kind
            new = dice.choice(
                ["-1", "0", "1e400", "nan", ".inf", "1e-320", "1,5", "yes", "null", "'2'"]
            )
            return re.sub(r"-?\d+(\.\d+)?(e-?\d+)?", new, text, count=1) if n else text + new
        case 4:  # a line left out, or twice
            return "".join(lines[:n] + dice.choice([[], [lines[n]] * 2]) + lines[n + 1 :])
        case 5:  # indented, or cut short
            return "".join([*lines[:n], "  " + lines[n], *lines[n + 1 :]]) if n else text[:k]
        case 6:  # a key misspelt
            return re.sub(r"(\w)(\w)(\w*)", r"\2\1\3", text, count=1)
        case _:  # values exchanged between keys
            other = dice.randrange(len(lines))
            one, two = lines[n].partition(":"), lines[other].partition(":")
            lines[n], lines[other] = one[0] + ":" + two[2], two[0] + ":" + one[2]
            return "".join(lines)


class Overtime(BaseException):
    """A spec that took too long."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises Overtime in what runs inside for longer."""

    def stop(*_: Any) -> None:
        raise Overtime(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run(seed: int, folder: Path) -> str:
    """Take the spec of a seed to three frames: "drawn" or "refused"; raises what went wrong.

    Warnings are errors. A refusal must have a place in the text for each of its faults. What
    `explain` would print is read back as the same lesson, and a frame in which something is shown
    has more than one colour.
    """
    # Imported here, since the command line's tests want to see it imported late.
    from gdcore.spec import read_spec, write_yaml
    from gdcore.stage.scene import lesson_timeline
    from gdcore.stage.still import draw_still

    path = folder / "random.yaml"
    path.write_text(write(seed), encoding="utf-8")
    dice = random.Random(seed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with limited(SECONDS), warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            spec = load_spec(path)
        except SpecError as error:
            for fault in error.faults:
                assert fault.line > 0, fault
                assert "\n" not in str(fault), fault
            return "refused"
        if spec.data is None:  # a text alone does not know its data's folder
            assert read_spec(write_yaml(spec)).digest == spec.digest, "rewritten"
        timeline = lesson_timeline(spec, dice.choice([24, 30000 / 1001, 60]))
        size = dice.choice(FORMATS)
        for _ in range(3):
            t = dice.random() * timeline.duration
            picture = draw_still(timeline, t, size)
            assert picture.shape == (size[1], size[0], 4)
            if any(cue.opacity(t) > 0.9 for cue in timeline.cues if cue.prop in SEEN):
                assert (picture != picture[0, 0]).any(), f"one colour at {t:.3f} s"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < BYTES / 1024, "memory"
    return "drawn"
