"""A step along the sign of the gradient beside a step along the gradient: arrows and a diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.regions import Region
from gdcore.stage.layout.ticks import nice_step
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
from gdcore.stage.props.parts.ground import GroundLine
from gdcore.stage.props.parts.inner import LONGEST, SHORTEST
from gdcore.stage.props.registry import in_panel, on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.story import Cue, Rounding
from gdcore.story.track import smooth

MOST = 6
"""The most components in the diagram; a viewer can't compare more arrows."""
LEAST = 6.5
"""Least height of a diagram, ems."""
_ARROW = 0.06  # scene units: width of the arrows on the surface
_TURNS = (
    0.0,
    0.16,
    0.42,
)  # shares of the cue's time at which the gradient, the sign step and the gradient step appear
_COMING = 0.6  # seconds in which each fades in


@dataclass(frozen=True)
class SignStep:
    """The numbers of the two steps from a point; all (d,).

    size: S; rate: α.
    """

    point: Array
    gradient: Array
    size: float
    rate: float

    @classmethod
    def of(cls, setting: Setting, cue: Cue) -> SignStep:
        """The steps from a cue's point, with the cue's values (S, α)."""
        point = np.asarray(setting.where(cue, cue.start), dtype=np.float64)
        gradient = np.nan_to_num(np.asarray(setting.lesson.function.gradient(point), float))
        size, rate = cue.values if len(cue.values) == 2 else (0.1, 0.1)
        return cls(point, gradient, float(size), float(rate))

    @property
    def signs(self) -> Array:
        """−S·sign(∇f)"""
        return _drawable(-self.size * np.sign(self.gradient) + 0.0)

    @property
    def sized(self) -> Array:
        """−α·∇f"""
        with np.errstate(over="ignore"):
            return _drawable(-self.rate * self.gradient + 0.0)


def _drawable(step: Array) -> Array:
    """The step, shortened if its length would overflow a float."""
    return np.clip(step, -1e100, 1e100)


@in_panel("sign_step", order=56)
class SignArrows:
    """The two steps as arrows on the surface, both drawn to the same scale."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._cue = cue
        theme = setting.theme
        steps = SignStep.of(setting, cue)
        self._arrows = [
            GroundLine(setting, color, _ARROW) for color in (theme.velocity, theme.step)
        ]
        ways = [steps.signs, steps.sized]
        scale = arrow_scale(setting, steps)
        for arrow, way in zip(self._arrows, ways, strict=True):
            arrow.put(steps.point, scale * way)
        shown = [] if setting.panel.inset else self._arrows
        self.mobjects: list[Mesh] = [mesh for arrow in shown for mesh in arrow.mobjects]

    def show(self, t: float) -> None:
        for arrow, coming in zip(self._arrows, turns(self._cue, t)[1:], strict=True):
            arrow.set_opacity(self._cue.opacity(t) * coming)


@on_frame("sign_step", order=28)
class SignStepProp:
    """The diagram on the frame: ∇f and both steps as arrows for each variable, and their rules."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._cue = cue
        layout = setting.layout
        steps = SignStep.of(setting, cue)
        left, bottom, right, top = setting.slots.aside(cue)
        em = layout.em
        scale = arrow_scale(setting, steps) if setting.slots.beside_pictures else 1.0
        self._groups: list[list[Mesh]] = [[], [], []]
        rules, height = self._rules(setting, steps, (right - left, top - bottom), scale)
        free = top - bottom - height - 0.8 * em
        tall = min(free, 13 * em)
        if tall < LEAST * em:
            tall = -0.8 * em  # no diagram where it would be too low to be read
        y = top - max(free - tall, 0.0) / 2
        if tall > 0:
            self._diagram(setting, steps, (left, y - tall, right, y))
        y -= tall + 0.8 * em
        for group, label in rules:
            label.put(left, y, align=(-1, 1))
            y -= label.height + 0.75 * em
            self._groups[group].append(label)
        self.mobjects: list[Mesh] = [mesh for group in self._groups for mesh in group]

    def _rules(
        self, setting: Setting, steps: SignStep, room: tuple[float, float], scale: float
    ) -> tuple[list[tuple[int, Label]], float]:
        """The update rule for each step, with its numbers, as large as there is room for.

        room: width and height, scene units.
        """
        theme, layout, em = setting.theme, setting.layout, setting.layout.em
        write = setting.lesson.rounding
        p, g = _numbers(steps.point, write), _numbers(steps.gradient, write)
        size, rate = f'"{write.number(steps.size)}"', f'"{write.number(steps.rate)}"'
        signs = _numbers(np.sign(steps.gradient), write)
        times = ""
        if scale != 1.0:
            longer = setting.lesson.language.say("sign_step.arrows", scale=write.number(scale))
            times = f'quad "{longer}"'
        rules = [(0, theme.text, [f'nabla f "{p}"', f'= "{g}"', times])]
        for group, color, rule, share, vector_, way in (
            (1, theme.velocity, 'S dot op("sign")(nabla f)', size, signs, steps.signs),
            (2, theme.step, "alpha nabla f", rate, g, steps.sized),
        ):
            there = _numbers(steps.point + way, write)
            numbers = [f'= "{p}"', f'− {share} dot "{vector_}"']
            parts = [f"bold(p) − {rule}", *numbers, f'= "{there}"']
            rules.append((group, color, parts))
        # In one line as large as it fits, else broken: before the numbers, before the equals signs,
        # at each part, and at last without the numbers on the way to the result.
        forms = [(size, 0) for size in setting.slots.aside_sizes]
        labels: list[tuple[int, Label]] = []
        height = 0.0
        for share_, broken in [*forms, (1.0, 1), (1.0, 2), (1.0, 3), (1.0, 4)]:
            labels = []
            for group, color, parts in rules:
                first, *rest = [part for part in parts if part]
                if broken >= 3 or (broken and group):
                    lines = rest if broken == 3 else [" ".join(rest)]
                    if broken == 2:
                        lines = [" ".join(rest[:-1]), rest[-1]]
                    if broken == 4:
                        lines = rest[-1:]
                    markup = "".join(f" \\ #h(1em) ${line}$" for line in lines)
                    markup = f"${first}${markup}"
                else:
                    markup = f"${' '.join([first, *rest])}$"
                labels.append((group, layout.label(markup, share_ * em, color)))
            height = sum(label.height + 0.75 * em for _, label in labels)
            wide = max(label.width for _, label in labels)
            if wide <= room[0] and height <= room[1] + 0.75 * em:
                break
        return labels, height

    def _diagram(self, setting: Setting, steps: SignStep, region: Region) -> None:
        """Three groups of arrows, one arrow for each variable: ∇f and the two steps."""
        theme, layout = setting.theme, setting.layout
        left, bottom, right, top = region
        em = layout.em
        count = min(len(steps.point), MOST)
        heads = ("$nabla f$", '$−S dot op("sign")(nabla f)$', "$−alpha nabla f$")
        colors = (theme.gradient, theme.velocity, theme.step)
        vectors = (steps.gradient, steps.signs, steps.sized)
        wide = (right - left) / 3
        zero = (bottom + top) / 2 - 0.2 * em
        half = (top - bottom) / 2 - 2.6 * em
        longest = max(float(np.abs(v).max()) for v in vectors[1:]) or 1.0
        for group, (head, color, values) in enumerate(zip(heads, colors, vectors, strict=True)):
            x0 = left + group * wide
            parts = self._groups[group]
            parts.append(layout.label(head, em, color).put(x0 + wide / 2, top, align=(0, 1)))
            ends = [[x0 + 0.4 * em, zero, 0], [x0 + wide - 0.4 * em, zero, 0]]
            parts.append(_line(ends, 0.022, theme.lines))
            # Both steps have one scale, so that they can be compared; the gradient has its own.
            unit = longest if group else float(np.abs(values).max()) or 1.0
            texts = _components(values, setting.lesson.rounding)
            room = (wide - 0.8 * em) / count
            numbered = [layout.label(text, em, theme.text) for text in texts[:count]]
            fits = max(label.width for label in numbered) <= room + 0.1 * em
            for k in range(count):
                x = x0 + 0.4 * em + (k + 0.5) * room
                tip = zero + half * float(values[k]) / unit
                if abs(tip - zero) > 0.1 * em:
                    arrow = ArrowStroke(
                        (x, zero, 0), (x, tip, 0), 0.22 * em, color=color, head=2.6,
                        over_all=True, fixed_in_frame=True, swell=0.0,
                    )  # fmt: skip
                    parts.append(arrow)
                up = tip >= zero
                if fits:
                    gap = 0.35 * em if up else -0.35 * em
                    parts.append(numbered[k].put(x, tip + gap, align=(0, -1 if up else 1)))
                name = layout.label(
                    f"${symbol_name(setting.lesson.variables[k])}$", em, theme.muted
                )
                # The name stands on the side to which the arrow does not point.
                parts.append(
                    name.put(x, zero + (-0.4 if up else 0.4) * em, align=(0, 1 if up else -1))
                )

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        for group, coming in zip(self._groups, turns(self._cue, t), strict=True):
            for mobject in group:
                mobject.opacity = opacity * coming


def turns(cue: Cue, t: float) -> tuple[float, float, float]:
    """Opacities, 0 to 1, of gradient, sign step and gradient step at `t` seconds."""
    lasts = cue.end - cue.start
    shares = [smooth((t - cue.start - start * lasts) / _COMING) for start in _TURNS]
    return 1.0, shares[1], shares[2]


def arrow_scale(setting: Setting, steps: SignStep) -> float:
    """The factor from steps to arrows on the surface: 1 unless the steps are too short to see."""
    if setting.space.dimension > 2:
        return 1.0
    unit = setting.space.scale[:-1]
    longest = max(float(np.linalg.norm(way * unit)) for way in (steps.signs, steps.sized))
    if longest >= 2 * SHORTEST or longest == 0.0:
        return 1.0
    return nice_step(0.0, 0.7 * LONGEST / longest, 1)


def _numbers(values: Array, write: Rounding) -> str:
    """A vector in brackets as Typst math, with at most MOST components."""
    text = write.vector((np.asarray(values, float)[:MOST] + 0.0).tolist())
    return text if len(values) <= MOST else f"{text[:-1]}, …)"


def _components(values: Array, write: Rounding) -> Sequence[str]:
    return write.numerals.components(values.tolist(), 2)


def _line(ends: Sequence[Sequence[float]], width: float, color: str) -> Stroke:
    return Stroke(
        ends, width, color=color, fixed_in_frame=True, over_all=True, in_front=True, swell=0.0
    )
