"""The spec as its author writes it: every key, its check and its description.

These models are the one place where the language is defined; the JSON Schema is made from them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from gdcore.maths.optimizers import GradientDescent
from gdcore.maths.spelling import known_name, question
from gdcore.spec.aspects import ASPECTS, checked_aspect
from gdcore.spec.beat import BEATS
from gdcore.spec.color_maps import COLOR_MAPS
from gdcore.spec.expect import Claims
from gdcore.spec.frozen import Frozen
from gdcore.spec.functions import spelt
from gdcore.spec.methods import LearningRate, OptimizerField
from gdcore.spec.quotes import Told
from gdcore.spec.refusals import fault, number_text, refuse
from gdcore.spec.sources import Batch, DataEntry, NoiseEntry
from gdcore.spec.starts import RandomStarts, Several, Starts
from gdcore.spec.story import AnyBeat
from gdcore.spec.values import Coordinate, NotNegative, Point, whole
from gdcore.spec.voice import VoiceText
from gdcore.words import LANGUAGES

MOST_STEPS = 10_000_000  # a minute of computing and half a gigabyte in two dimensions

NARROWEST = 1e-30
"""The least width of an interval; far narrower ones would reach subnormal floats."""
NARROWEST_PART = 1e-9
"""The least width of an interval as a share of its larger end. A float has 16 digits: points
between the ends need some of them to be told apart, and an axis writes twelve at most."""


def _color_map(value: object) -> object:
    name = known_name(value, COLOR_MAPS)
    if name is None:
        meant = question(value, COLOR_MAPS) if isinstance(value, str) else ""
        some = "viridis, magma, cividis or batlow, or a diverging one such as balance or vik"
        raise refuse(f"a perceptually uniform colour map such as {some}", value, meant)
    return name


if TYPE_CHECKING:
    Aspect: TypeAlias = str
    LanguageCode: TypeAlias = str
    ColorMap: TypeAlias = str
    Steps: TypeAlias = int
else:
    Aspect = Annotated[Literal[tuple(ASPECTS)], BeforeValidator(checked_aspect)]
    LanguageCode = Literal[LANGUAGES]
    ColorMap = Annotated[Literal[COLOR_MAPS], BeforeValidator(_color_map)]
    Steps = whole(0, MOST_STEPS)


def _interval(value: object) -> object:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        ends = re.fullmatch(r"\(?([^,;]+?) *(?:,|;|\.\.+| to |:|–) *([^,;]+?)\)?", str(value))
        hint = f"write [{ends[1]}, {ends[2]}]" if ends and isinstance(value, str) else ""
        raise refuse("an interval [low, high]", value, hint)
    return tuple(value)


def _rising(interval: tuple[float, float]) -> tuple[float, float]:
    low, high = interval
    if not low < high:
        raise refuse("an interval whose low end lies below its high end", [low, high])
    narrowest = max(NARROWEST, NARROWEST_PART * max(abs(low), abs(high)))
    if high - low < narrowest:
        raise fault(
            f"too narrow: {number_text(high - low)} wide; at {number_text(max(interval, key=abs))} "
            f"an interval is at least {number_text(float(f'{narrowest:.1g}'))} wide"
        )
    return interval


Interval = Annotated[
    tuple[Coordinate, Coordinate], BeforeValidator(_interval), AfterValidator(_rising)
]


def _formula(value: object) -> object:
    # A constant is a formula, too; that it has no variable is reported when it is parsed.
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_text(value)
    if not isinstance(value, str) or not value.strip():
        raise refuse("a formula such as x^2 + 3*y^2, or the name of a known function", value)
    return spelt(value)


Formula = Annotated[str, BeforeValidator(_formula)]


def _domain(value: object) -> object:
    if not isinstance(value, dict) or not value:
        raise refuse("intervals such as {x: [-3, 3], y: [-3, 3]}", value)
    return value


class StopRules(Frozen):
    """When a descent has converged."""

    gradient_norm: NotNegative = Field(
        1e-6, description="Converged when the gradient's norm falls below this; 0: never."
    )
    step_length: NotNegative = Field(
        0.0, description="Converged when a step is shorter than this; 0: never."
    )


Outside = Literal["stop", "clip", "continue"]


Layout = Literal[
    "surface", "split", "panels", "contour_panels", "contour", "curve", "data", "board"
]
Inset = Literal["contour", "loss", "schedule"]
LossAxis = Literal["linear", "log"]
Sharing = Literal["shared", "separate"]
ThemeName = Literal["dark", "light"]


class DescentEntry(Frozen):
    """One descent of a list; what it leaves out is taken from the spec's defaults."""

    start: Point | None = Field(None, description="The point where it starts.")
    learning_rate: LearningRate | None = Field(None, description="A number or a schedule.")
    optimizer: OptimizerField = Field(
        GradientDescent(),
        description="A name, or a name with parameters.",
        json_schema_extra={"default": "gradient_descent"},
    )
    steps: Steps | None = Field(None, description="The most steps it takes; null: as in steps.")
    batch_size: Batch | None = Field(
        None, description="The size of its mini-batches; null: as in data."
    )
    noise: NoiseEntry | None = Field(None, description="Noise on its gradients; null: as in noise.")
    label: Told | None = Field(
        None, description="What it is called on screen; null: what tells it from the others."
    )


_HOLDERS: tuple[tuple[str, type[Frozen]], ...] = (
    ("data", DataEntry),
    ("starts", RandomStarts),
    ("stop", StopRules),
    ("noise", NoiseEntry),
    ("an entry of descents", DescentEntry),
)


class Document(Frozen):
    """A lesson on gradient descent."""

    @classmethod
    def elsewhere(cls, key: str) -> str:
        """The beat that a key names, or the keys of which it is a field."""
        beat = known_name(key, BEATS)
        if beat is not None:
            return f"{beat} is a beat: write it below story, as an entry of its list"
        holders = [name for name, kind in _HOLDERS if known_name(key, kind.fields_by_key())]
        return f"it belongs to {' or '.join(holders)}" if holders else ""

    title: Told | None = Field(None, description="The lesson's title.")
    function: Formula = Field(
        description="What is minimised: a formula such as x^2 + 3*y^2, or the name of a known "
        "function (`gdcore functions` lists them)."
    )
    data: DataEntry | None = Field(
        None,
        description="Data for a loss: the function is then a model such as w*x + b, whose names "
        "are columns of the data and parameters. What is minimised is its loss, a function of the "
        "parameters.",
    )
    domain: Annotated[dict[str, Interval], BeforeValidator(_domain)] | None = Field(
        None,
        description="The interval of each variable, as in {x: [-3, 3], y: [-3, 3]}. Where it names "
        "all variables, its order is theirs; otherwise they are in alphabetical order. A variable "
        "without an interval takes the known function's, or [-3, 3], or, where the function is "
        "undefined in more than a tenth of that, an interval in which it is mostly defined.",
    )
    starts: Starts | None = Field(
        None,
        description="Where the descents start: points, {random: 5, seed: 42} or {grid: [4, 4]}. "
        "null: one point well off the middle of the domain.",
    )
    learning_rates: Annotated[tuple[LearningRate, ...], Several("[0.1]")] | None = Field(
        None,
        description="Numbers or schedules. null: the largest of 1, 0.5, 0.2, 0.1, … with which "
        "gradient descent goes smoothly downhill from the starts, or for other optimizers the rate "
        "with which they are usually run, such as 1 for newton.",
    )
    optimizers: Annotated[tuple[OptimizerField, ...], Several("[adam]")] = Field(
        (GradientDescent(),),
        json_schema_extra={"default": ["gradient_descent"]},
        description="Names, or names with parameters. The descents are all combinations of "
        "starts, learning_rates and optimizers.",
    )
    steps: Steps = Field(100, description="The most steps that a descent takes.")
    stop: StopRules = Field(StopRules(), description="When a descent has converged and ends.")
    noise: NoiseEntry | None = Field(
        None,
        description="Normal noise on the gradient of each step: its standard deviation such as "
        "0.05, or {standard_deviation: 0.05, seed: 1}; null: none.",
    )
    outside: Outside = Field(
        "stop",
        description="What a descent that leaves the domain does: stop there, be clipped to the "
        "domain's edge, or continue.",
    )
    descents: Annotated[tuple[DescentEntry, ...], Several("[{start: [1, 2]}]", fewest=0)] | None = (
        Field(
            None,
            description="The descents one by one, instead of the combinations of starts, "
            "learning_rates and optimizers; "
            "an empty list: none at all.",
        )
    )
    layout: Layout | None = Field(
        None,
        description="What shares the frame. surface: the surface alone; split: surface and contour "
        "map; panels: one surface for each descent; contour_panels: one map for each; contour: the "
        "map alone; curve: the curve of a function of one variable; data: the data beside the "
        "surface of its loss; board: formulas, tables, charts and data without a picture. null: "
        "surface for two variables, curve for one, board for more; data for a loss of one or two.",
    )
    insets: Annotated[tuple[Inset, ...], Several("[contour, loss]", fewest=0)] = Field(
        (),
        description="Small pictures in the corner. contour: the map with the same descents; loss: "
        "f against the step; schedule: the learning rate against the step.",
    )
    loss_axis: LossAxis = Field("linear", description="The scale of f in charts: linear or log.")
    scales: Sharing = Field(
        "shared", description="Whether panels share one colour scale and one scale of f."
    )
    cameras: Sharing = Field("shared", description="Whether panels are seen from the same place.")
    aspect: Aspect = Field(
        "16:9",
        description="The shape of the film, width to height: 16:9, 4:3, 1:1, 4:5, or 9:16 for "
        "upright screens. A size on the command line, such as -r 1280x720, has precedence.",
    )
    theme: ThemeName = Field("dark", description="The colours: light text on dark, or the reverse.")
    color_map: ColorMap | None = Field(
        None,
        description="The surface's colours, from low values to high ones: a perceptually uniform "
        "colour map of the Python package cmap, such as magma or cividis. A diverging one, such as "
        "balance or vik, has its neutral middle at f = 0 if f has both signs. null: the theme's.",
    )
    language: LanguageCode = Field(
        "en", description="The language of all that the film says and shows, as a two-letter code."
    )
    voice: VoiceText | None = Field(
        None,
        description="Who speaks: joe (English); an .onnx file for another voice of Piper; or a "
        "folder with the lecturer's own recordings, one for each beat that has one, named after "
        "its number as 03.wav. Paths are seen from the spec's folder. A beat lasts at least as "
        "long as what is said in it. null: nobody, the film is silent.",
    )
    story: Annotated[tuple[AnyBeat, ...], Several("[surface, descend]")] | None = Field(
        None, description="The beats of the lesson, in order; null: the default story."
    )
    expect: Claims = Field(
        (),
        description="Claims about the lesson, such as {descent: 1, outcome: converged}; a false "
        "one is a fault, and nothing is drawn.",
    )
