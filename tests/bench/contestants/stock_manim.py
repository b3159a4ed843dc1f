"""What the two stock renderers of Manim have in common: one scene, timed at the file writer."""

from __future__ import annotations

from pathlib import Path

import manim
from manim import DEGREES, DOWN, RED, UP, MathTypst, ThreeDAxes, ThreeDScene, Typst, tempconfig
from manim.scene.scene_file_writer import SceneFileWriter

from tests.bench.contest import Job, Watch
from tests.bench.picture import DEGREES_PER_FRAME, EXTENT, FORMULA_TYPST, HEIGHT, TITLE, path, peaks

RATE = 60


def surface_point(u: float, v: float) -> tuple[float, float, float]:
    """The point of the surface over (u, v), in scene units."""
    return u, v, HEIGHT * float(peaks(u, v))


class Picture(ThreeDScene):
    """The picture; the subclass knows the classes of its renderer."""

    frames = 2
    line_class: type[manim.Mobject] = manim.VMobject

    def make_surface(self) -> manim.Mobject:
        """The surface, in the renderer's own class."""
        raise NotImplementedError

    def make_ball(self) -> manim.Mobject:
        """The ball, anywhere."""
        return manim.Dot3D(radius=0.1, color=RED)

    def make_texts(self) -> tuple[manim.Mobject, manim.Mobject]:
        """Title and formula."""
        return Typst(TITLE, font_size=36), MathTypst(FORMULA_TYPST, font_size=24)

    def construct(self) -> None:
        points = path() * (1, 1, HEIGHT)
        line = self.line_class(stroke_color=RED, stroke_width=6).set_points_as_corners(points)
        ball = self.make_ball().move_to(points[-1])
        self.set_camera_orientation(phi=60 * DEGREES, theta=-60 * DEGREES)
        axes = ThreeDAxes((-EXTENT, EXTENT), (-EXTENT, EXTENT), (-2, 2), 6, 6, 4)
        self.add(axes, self.make_surface(), line, ball)
        title, formula = self.make_texts()
        self.add_fixed_in_frame_mobjects(title.to_edge(UP), formula.to_edge(DOWN))
        self.move_camera(
            theta=(-60 + self.frames * DEGREES_PER_FRAME) * DEGREES,
            run_time=self.frames / RATE,
            rate_func=manim.linear,
        )


def render(scene: type[Picture], renderer: str, job: Job, watch: Watch) -> Path:
    """Render the scene with Manim as it is, but for this project's encoder settings."""
    original = SceneFileWriter.write_frame

    def timed(self, *args, **keywords):
        original(self, *args, **keywords)
        watch.frame(keywords.get("repeat", 1))

    SceneFileWriter.write_frame = timed
    settings = {
        "renderer": renderer,
        "media_dir": job.folder,
        "pixel_width": job.width,
        "pixel_height": job.height,
        "frame_rate": RATE,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "notify_outdated_version": False,
        "video_encoder_options": job.encoder,
    }
    with tempconfig(settings):
        scene.frames = job.frames
        made = scene()
        made.render()
        watch.done()
        return Path(made.renderer.file_writer.movie_file_path)
