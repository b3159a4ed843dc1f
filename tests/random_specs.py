"""Whole specs drawn at random over all of the schema; `tests.soak` tries thousands of them."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from gdcore.maths import FUNCTION_NAMES, NAMED_FUNCTIONS, ExpressionError, Function
from gdcore.spec import BEATS, schema

TWO_ARGUMENTS = {"atan2", "max", "min"}
NAMES = (("x",), ("x", "y"), ("x", "y", "z"), tuple(f"x{i}" for i in range(1, 8)))
SCHEMA = schema()
DEFINITIONS: dict[str, Any] = SCHEMA["definitions"]
TEXTS = (
    "A bowl",
    "η & <b> #set",
    "Supercalifragilistic" * 6,
    "two\nlines",
    "∇f → 0",
    "a " * 90,
    "Half of $x^2 + frac(1, 2)$, for 3 \\$ and {{ braces }}.",
    "Kein Gradient: (2,5; 1) …",
    "M" * 90 + " " + "W" * 90,
    "f falls to {range.low}, of {range.high:.3g}",
)
ABOUT_DESCENTS = (
    "{descents} of them, the first in {descent.1.steps} steps: {descent.1.outcome}",
    "It ends at {descent.1.end}, $f = {descent.1.value:.4f}$, {distance(start.1, start.1):.0%}.",
    "{descent.1.label} with {descent.1.rate}: {f(start.1)}, ∇f = {gradient(start.1)}",
    "the minimum {minimum}, {f(minimum):.2f}, {share}, {largest_stable_rate}, {condition:.3g}",
)
MODELS = ("w*x + b", "w*x^2 + b", "exp(w*x) + b", "w*x", "a*x^2 + b*x + c")
LINE = Path(__file__).parents[1] / "specs" / "data" / "line.csv"
FORMULA = {"$ref": "#/definitions/constant"}
FLAT = ("contour", "contour_panels")


def provide_data(folder: Path) -> None:
    """Write the files that random specs name into a folder."""
    (folder / "line.csv").write_bytes(LINE.read_bytes())
    rows = [(k / 7 - 2, (k * 5 % 12) / 4, k * 7 % 12 > 5) for k in range(30)]
    lines = [f"{x:.3g},{z:.3g},{int(y)}" for x, z, y in rows]
    (folder / "classes.csv").write_text("\n".join(["x,z,y", *lines]) + "\n", encoding="utf-8")


class Author:
    """Writes one random spec; the same seed writes the same one.

    Mostly it fits: beats to the layout, starts to the function, numbers to their ranges.
    """

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.names: tuple[str, ...] = ()
        self.domain: dict[str, list[float]] = {}
        self.objective: Function | None = None
        self.count = 1  # descents
        self.layout: str | None = None

    def chance(self, p: float) -> bool:
        return self.dice.random() < p

    def number(self) -> float:
        """Mostly an ordinary number, now and then one of any size."""
        if self.chance(0.8):
            return round(self.dice.uniform(-4, 4), self.dice.randrange(3))
        return float(f"{self.dice.uniform(-9, 9):.3g}e{self.dice.randint(-12, 12)}")

    def positive(self) -> float:
        return abs(self.number()) or 0.1

    def text(self) -> str:
        told = ABOUT_DESCENTS if self.count and self.chance(0.3) else TEXTS
        return self.dice.choice(told)

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
            self.names = NAMED_FUNCTIONS[name].variables
            self.domain = {n: list(ends) for n, ends in NAMED_FUNCTIONS[name].domain.items()}
            return name
        self.names = self.dice.choices(NAMES, (30, 60, 7, 3))[0]
        if self.chance(0.3):  # a bowl of any size
            return " + ".join(f"{self.positive():.3g}*{n}^2" for n in self.names)
        terms = [self.formula(), *(f"{self.positive():.3g}*{n}^2" for n in self.names)]
        scale = f"1e{self.dice.randint(-12, 12)}*" * self.chance(0.2)
        return f"{scale}({' + '.join(terms)})"

    def parsed(self) -> tuple[str, Function | None]:
        """A function's text, and what it means, if it means anything; mostly one that does."""
        for _ in range(3):
            text = self.function()
            try:
                known = NAMED_FUNCTIONS.get(text)
                return text, known.function() if known else Function.parse(text)
            except ExpressionError:
                continue
        return text, None

    # Places

    def interval(self) -> list[float]:
        kind = self.dice.random()
        if kind < 0.7:
            low = self.dice.uniform(-5, 4)
            return [low, low + self.dice.uniform(0.5, 8)]
        if kind < 0.8:  # very narrow, far from 0
            low = self.number()
            return [low, low + abs(low or 1) * 10.0 ** self.dice.randint(-9, -4)]
        if kind < 0.98:
            half = 10.0 ** self.dice.randint(-14, 14)
            return [-half, half]
        return self.dice.choice(
            [
                [1, 1 + 2**-52],
                [0, 5e-324],
                [-1e30, 1e30],
                [-1.7e308, 1.7e308],
                [0, 1e308],
                [-0.0, 1],
                [1e15, 1e15 + 1e7],
                [-1e-30, 1e-30],
                [1234567.1, 1234567.9],
            ]
        )

    def point(self) -> list[float]:
        """A point of the domain, mostly one at which the function has a value."""
        for _ in range(12):
            point = []
            for name in self.names:
                low, high = self.domain.get(name, (-2.5, 2.5))
                part = self.dice.choice([0, 0.25, 0.5, self.dice.random()])
                point.append(low + part * (high / 2 - low / 2) * 2)
            if self.objective is None:
                break
            with np.errstate(all="ignore"):
                if np.isfinite(self.objective.value(np.array(point))):
                    break
        return point

    # Values by their schema

    def value(self, form: Any, key: str = "") -> Any:
        """A value that a schema allows, as far as it says."""
        if "$ref" in form:
            name = form["$ref"].split("/")[-1]
            if name == "point":
                point = self.point()
                return point[0] if len(point) == 1 and self.chance(0.5) else point
            return self.rate() if name == "learning_rate" else self.value(DEFINITIONS[name], key)
        if "allOf" in form:
            return self.value(form["allOf"][0], key)
        for choice in ("anyOf", "oneOf"):
            if choice in form:
                picked = self.value(
                    self.dice.choice([c for c in form[choice] if c != FORMULA]), key
                )
                if FORMULA in form[choice] and type(picked) in (int, float) and self.chance(0.05):
                    return f"{picked}/1" if 1e-3 < abs(picked) < 1e6 else picked
                return picked
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
                return self.text()
            case "integer":
                return self.whole(form, key)
            case "number":
                return self.real(form, key)
            case "array":
                return self.several(form, key)
            case "object" if key == "captions":
                steps = sorted(self.dice.sample(range(30), self.dice.randint(1, 3)))
                ends = {"end": self.dice.choice([True, self.text()])} if self.chance(0.6) else {}
                return {str(step): self.text() for step in steps} | ends
            case "object":
                return self.options(form, key)
        return self.number()

    def whole(self, form: Any, key: str) -> int:
        low = form.get("minimum", 1)
        most = self.count if key in ("descent", "fastest", "lowest") else low + 6
        high = min(form.get("maximum", 9), most)
        return self.dice.randint(low, max(low, high)) if self.chance(0.98) else low + 8

    def real(self, form: Any, key: str) -> float:
        if key == "seconds":
            return self.dice.choice([0.001, 0.01, 0.3, 1, 4, 12, 120])
        if "default" in form and isinstance(form["default"], float) and self.chance(0.5):
            return form["default"]
        low = form.get("minimum", form.get("exclusiveMinimum"))
        high = form.get("maximum", form.get("exclusiveMaximum"))
        if low is not None and high is not None and self.chance(0.99):
            if low > 0 and high / low > 100:
                return float(f"{low * (high / low) ** self.dice.random():.3g}")
            return self.dice.uniform(low, high)
        return self.number() if low is None or low < 0 else self.positive()

    def several(self, form: Any, key: str) -> list[Any]:
        items = form.get("items", {})
        if isinstance(items, list):
            return [self.value(item) for item in items]
        if key in ("descents", "global_minimum_reached_by"):
            some = self.dice.randint(2, 4) if key == "descents" else self.dice.randint(0, 2)
            return self.dice.sample(range(1, self.count + 1), min(some, self.count))
        if key == "milestones":
            return sorted(self.dice.sample(range(1, 60), self.dice.randint(1, 3)))
        if key == "slopes":
            return [self.number() for _ in self.names]
        least = form.get("minItems", 0)
        return [self.value(items) for _ in range(self.dice.randint(least, least + 2))]

    def options(self, form: Any, key: str) -> dict[str, Any]:
        required = form.get("required", ())
        if form.get("maxProperties") == 1:
            one = self.dice.choice(list(form["properties"]))
            return {one: self.value(form["properties"][one], one)}
        made = {
            name: self.value(field, name)
            for name, field in form.get("properties", {}).items()
            if name in required or self.chance(0.4)
        }
        if "captions" in made and made["captions"] is not None:
            made.pop("caption", None)
        if made.get("schedule") == "sequence":  # one schedule more than changes between them
            parts = len(made["schedules"])
            made["milestones"] = sorted(self.dice.sample(range(1, 60), parts - 1))
        if form.get("required") == ["descent"] and len(made) == 1:
            made["outcome"] = "converged"
        return made

    # Parts of a spec

    def beat(self) -> Any:
        fitting = [name for name in BEATS if self.fits(name)]
        name = self.dice.choice(fitting if self.chance(0.98) else list(BEATS))
        form = DEFINITIONS[f"beat {name}"]
        short = BEATS[name].shorthand
        if short is not None and self.chance(0.15):
            return {name: self.value(form["properties"][short], short)}
        if "required" not in form and self.chance(0.1):
            return {name: None}
        options = self.options(form, name)
        if not self.count:
            options.pop("ride", None)
        return {name: options} if options else name

    def fits(self, name: str) -> bool:
        """Whether a beat suits the function, the descents and the layout."""
        kind, d = BEATS[name], len(self.names)
        most = kind.most_variables or d
        pictured = self.layout != "board" and d <= 2
        return (
            kind.fewest_variables <= d <= most
            and (pictured or kind.most_variables is None)
            and (kind.on_map or self.layout not in FLAT)
            and self.count >= max(kind.fewest_descents, name in ("internals", "algorithm"))
        )

    def rate(self) -> Any:
        kind = self.dice.random()
        if kind < 0.5:
            return self.dice.choice([0.01, 0.1, 0.5, 1, "2/10"])
        if kind < 0.7:
            return 10.0 ** self.dice.randint(-12, 12)
        if kind < 0.73:
            return self.dice.choice([1e308, 1e-308, 5e-324])
        return self.value(self.dice.choice(DEFINITIONS["learning_rate"]["anyOf"][2:]))

    def claim(self) -> Any:
        return self.value(SCHEMA["properties"]["expect"]["items"])

    def data(self, spec: dict[str, Any]) -> None:
        """A model and its data instead of a function."""
        spec["function"] = self.dice.choice(MODELS)
        self.names = tuple(sorted(set("abcw") & set(spec["function"].replace("exp", ""))))
        self.domain, self.objective = {}, None
        if self.chance(0.3):
            classes = {"file": "classes.csv", "loss": "log_loss"}
            spec["data"] = classes | ({"target": "y"} if self.chance(0.5) else {})
        else:
            spec["data"] = {"file": "line.csv"} if self.chance(0.8) else "line.csv"
        if isinstance(spec["data"], dict):
            for key in ("batch_size", "seed"):
                if self.chance(0.5):
                    spec["data"][key] = self.dice.randint(1, 20)

    def descents(self, spec: dict[str, Any]) -> None:
        """Where and how the descents go: one by one, or as a product."""
        if self.chance(0.25):
            entry = DEFINITIONS["DescentEntry"]
            entries = [self.options(entry, "") for _ in range(self.dice.randint(0, 4))]
            for each in entries:
                if "data" not in spec:
                    each.pop("batch_size", None)
                if isinstance(each.get("steps"), str) or self.chance(0.5):
                    each.pop("steps", None)
            spec["descents"], self.count = entries, len(entries)
            return
        starts, d = 1, len(self.names)
        match self.dice.randrange(5):
            case 0 | 1:
                starts = self.dice.randint(1, 3)
                spec["starts"] = [self.point() for _ in range(starts)]
            case 2:
                starts = 120 if self.chance(0.05) else self.dice.randint(1, 5)
                spec["starts"] = {"random": starts, "seed": self.dice.randrange(9)}
            case 3 if d < 4:
                sides = [self.dice.randint(1, 3) for _ in range(d)]
                spec["starts"], starts = {"grid": sides}, int(np.prod(sides))
        for key, make in (("learning_rates", self.rate), ("optimizers", self.optimizer)):
            if self.chance(0.5):
                spec[key] = [make() for _ in range(self.dice.randint(1, 2))]
                starts *= len(spec[key])
        self.count = starts

    def optimizer(self) -> Any:
        return self.value(DEFINITIONS["optimizer"])

    def view(self, spec: dict[str, Any]) -> None:
        """Layout and insets, which mostly fit the function and the descents."""
        d, pictured = len(self.names), len(self.names) <= 2
        if self.chance(0.4):
            kinds = {1: ["curve"], 2: ["surface", "split", "contour", "contour_panels"]}.get(d, [])
            kinds += ["board"] + ["panels"] * pictured + ["data"] * ("data" in spec)
            kinds = [k for k in kinds if not k.endswith("panels") or 2 <= self.count <= 20]
            wild = SCHEMA["properties"]["layout"]["anyOf"][0]["enum"]
            spec["layout"] = self.layout = self.dice.choice(kinds if self.chance(0.97) else wild)
        elif not pictured:
            self.layout = "board"
        if self.chance(0.3):
            kinds = ["contour"] * (d == 2) + ["loss", "schedule"] * bool(self.count)
            spec["insets"] = self.dice.sample(kinds, self.dice.randint(0, len(kinds)))

    def spec(self) -> dict[str, Any]:
        text, self.objective = self.parsed()
        spec: dict[str, Any] = {"function": text}
        if self.chance(0.08):
            self.data(spec)
        if self.chance(0.4):
            self.domain = {name: self.interval() for name in self.names}
            spec["domain"] = dict(self.domain)
        self.descents(spec)
        if self.chance(0.4):
            spec["steps"] = self.dice.choice([0, 1, 2, 10, 100, 1000, "2*30", 20_000])
        self.view(spec)
        keys = (
            "stop",
            "noise",
            "outside",
            "loss_axis",
            "scales",
            "cameras",
            "theme",
            "color_map",
            "language",
        )
        for key in keys:
            if self.chance(0.2):
                spec[key] = self.value(SCHEMA["properties"][key], key)
        if self.chance(0.3):
            spec["title"] = self.text()
        if self.chance(0.04):  # most of them are false
            spec["expect"] = [self.claim() for _ in range(self.dice.randint(1, 3))]
        if self.chance(0.8):
            spec["story"] = [self.beat() for _ in range(self.dice.randint(1, 7))]
        for key, form in SCHEMA["properties"].items():
            if key not in spec and {"type": "null"} in form.get("anyOf", ()) and self.chance(0.02):
                spec[key] = None
        return spec


def write(seed: int) -> str:
    """The text of the spec of a seed: YAML in blocks, or JSON line by line, which is YAML too.

    Every other seed's is damaged by up to three mutations.
    """
    author = Author(seed)
    spec = author.spec()
    if author.chance(0.5):
        text = yaml.safe_dump(spec, sort_keys=False, allow_unicode=True)
    else:
        text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in spec.items())
    if seed % 2:
        for _ in range(author.dice.randint(1, 3)):
            text = mutated(text, author.dice)
    return text


def mutated(text: str, dice: random.Random) -> str:
    """A text with one change that a hand could make by mistake."""
    if not text:
        return dice.choice("{[-x ")
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
