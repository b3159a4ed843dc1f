"""A beat of your own: Newton's step −H⁻¹∇f from p, to the bottom of the parabola q that fits f."""

import numpy as np
from pydantic import Field

from gdcore import story
from gdcore.spec import AT, Pictured, Place
from gdcore.stage import in_panel

story.declare(story.Traits("newton_step", explains=True, on_map=False))


class NewtonStep(Pictured):
    """The parabola (of two variables the paraboloid) that fits f best, and its lowest point."""

    shorthand, on_map = "at", False
    at: Place = Field("start", description=AT)


def parabola(f, p):
    """q: the Taylor polynomial of degree 2 (None without an H); H; q's lowest point (or None)."""
    value, g, h = f.value(p), f.gradient(p), f.hessian(p)
    if not np.isfinite([value, *g, *h.ravel()]).all():
        return None, h, None
    low = p - np.linalg.solve(h, g) if np.linalg.eigvalsh(h)[0] > 1e-9 * abs(h).max() else None
    return lambda x: value + (x - p) @ g + (((x - p) @ h) * (x - p)).sum(-1) / 2, h, low


@story.beat("newton_step")
def direct(score, options):
    """Show q, and say where its lowest point is."""
    lesson, p = score.lesson, story.point_of(score.lesson, options.at)
    q, _, low = parabola(lesson.function, np.array(p))
    fit = f"parabol{'oid' if p[1:] else 'a'} that fits f best at {lesson.rounding.place(p)}"
    words = f"There is no {fit}: f has no second derivatives there."
    if low is not None:
        words = f"The {fit} is lowest at {lesson.rounding.place(low)}: Newton's step leads there."
    elif q is not None:
        words = f"The {fit} has no lowest point for a step to reach: H is not positive definite."
    caption = story.caption_of(options, words)
    seconds = story.beat_seconds(score, options, 7.0, caption)
    story.show_for_beat(score, "newton_step", seconds, missing=q is None, point=p)
    story.speak(score, caption, seconds)
    return story.Shot(seconds, "Newton's step", caption)


@in_panel("newton_step", order=60)
class NewtonStepProp:
    """A net of lines on q; the way from p to the lowest point of q, and from there to f."""

    def __init__(self, setting, cue):
        self.cue, f, theme, p = cue, setting.lesson.function, setting.theme, np.array(cue.point)
        (q, h, low), d, share = parabola(f, p), len(p), np.linspace(0, 1, 41)[:, None]
        turn = np.linspace(0, 2 * np.pi, 49 if d == 2 else 3)
        ways = np.column_stack([np.cos(turn), np.sin(turn)])[:, :d] / setting.space.scale[:-1]
        if low is not None:  # to points of equal height: that of p, and a little more
            rise = max(1.3 * (q(p) - q(low)), 0.1 * np.ptp(setting.space.values))
            ways *= np.sqrt(2 * rise / ((ways @ h) * ways).sum(1, keepdims=True))
        spread = (p if low is None else low) + share[..., None] * ways
        net = [*spread.swapaxes(0, 1)[:: 4 if d == 2 else 1], *(spread[10::10] if d == 2 else [])]
        self.parts = [  # each with the share of the cue at which it comes
            (0.0, setting.lines(net, q, 0.015, theme.velocity, over_all=True)),
            (0.0, setting.lines(net, q, 0.045, theme.velocity, lift=0.05)),
        ]
        if low is not None:
            step, dot, fall = p + share * (low - p), [low, low], [q(low), f.value(low)]
            self.parts += [
                (0.3, setting.lines([step], q, 0.07, theme.step, over_all=True)),
                (0.45, setting.lines([dot], q, 0.2, theme.step, over_all=True)),
                (0.6, setting.lines([dot], lambda x: fall, 0.03, theme.step, over_all=True)),
            ]
        self.mobjects = [mesh for _, mesh in self.parts]

    def show(self, t):
        """Let the net come, then the step, then the fall from q to f; t: seconds."""
        share = (t - self.cue.start) / (self.cue.end - self.cue.start)
        for comes, mesh in self.parts:
            mesh.opacity = self.cue.opacity(t) * story.smooth((share - comes) / 0.15)
