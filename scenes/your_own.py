"""A scene of your own: the stage's camera and meshes together with Manim's animations.

manim render scenes/your_own.py

A pass between two hills is the lowest place on the way from hill to hill and the highest on the
way from valley to valley. `MeshScene` is a `ThreeDScene` in which nearer things hide farther ones;
what Manim itself draws (here the title) lies on top.
"""

import numpy as np
from manim import DEGREES, LEFT, ORIGIN, UL, Create, FadeIn, FadeOut, Typst, UpdateFromAlphaFunc

from gdcore.stage import ArrowStroke, Ball, Label, MeshScene, Patch, Stroke, SurfaceMesh

GOLD, CORAL, WHITE = "#FFD166", "#FF5C39", "#F4F6FA"


def height(x, y):
    """Two hills; the pass between them is at the origin."""
    return 2.1 * (np.exp(-((x - 1.6) ** 2) - y**2) + np.exp(-((x + 1.6) ** 2) - y**2)) - 0.8


def path(x, y, lift=0.02):
    """Points (n, 3) on the surface above the points (x, y)."""
    x, y = np.broadcast_arrays(x, y)
    return np.column_stack([x, y, height(x, y) + lift])


class YourOwn(MeshScene):
    """The pass between two hills."""

    def construct(self):
        """Play the scene."""
        self.camera.background_color = "#0E1116"
        self.set_camera_orientation(phi=62 * DEGREES, theta=-68 * DEGREES, zoom=1.1)

        # Text and formulas by Manim, in front of everything.
        title = Typst("*A pass:* lowest along one way, highest along the other", font_size=40)
        title.to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.remove(title)

        # A function as a surface: level curves every 0.2, a colour map of your choice.
        hills = SurfaceMesh.of_function(
            height, (-3.4, 3.4), (-2.4, 2.4), resolution=121, colours="viridis", level_step=0.2
        )
        self.play(FadeIn(title, shift=0.2 * LEFT), Create(hills), run_time=2)

        # Lines on the surface: `lift` keeps the surface from cutting into them.
        t = np.linspace(-1, 1, 120)
        ridge = Stroke(path(1.6 * t, 0), 0.07, color=GOLD, lift=0.1)
        valley = Stroke(path(0, 2.2 * t), 0.07, color=CORAL, lift=0.1)
        self.play(Create(ridge), run_time=1.5)
        self.play(Create(valley), run_time=1.5)

        # The tangent plane of the pass is level, and translucent.
        top = height(0.0, 0.0)
        plane = Patch([[x, y, top] for y in (-1, 1) for x in (-1, 1)], color=WHITE, opacity=0.35)
        # A label stands beside a point of the scene and always faces the viewer.
        name = Label("$nabla f = 0$", 0.4, WHITE, anchor=(0, 0, top + 0.9))
        pointer = ArrowStroke((0, 0, top + 0.7), (0, 0, top + 0.32), 0.05, color=WHITE)
        ball = Ball((0, 0, top + 0.14), 0.14, color=CORAL)
        self.play(FadeIn(plane), FadeIn(ball), FadeIn(name), Create(pointer))
        self.move_camera(phi=55 * DEGREES, theta=-42 * DEGREES, run_time=3)
        self.play(FadeOut(plane), FadeOut(name), FadeOut(pointer))

        # Any function of time can move a mesh.
        def roll(ball, alpha):
            y = -2.1 * alpha**3
            slope = (height(0.0, y + 1e-4) - height(0.0, y - 1e-4)) / 2e-4
            normal = np.array([0.0, -slope, 1.0]) / np.hypot(1.0, slope)
            ball.put(np.array([0.0, y, height(0.0, y)]) + 0.14 * normal)

        self.play(UpdateFromAlphaFunc(ball, roll), run_time=2)
        self.play(*[FadeOut(line) for line in (ball, ridge, valley)])
        self.play(hills.animate.stretch(0.02, 2, about_point=ORIGIN), run_time=2)
        self.wait(0.5)
