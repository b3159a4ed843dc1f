"""The lessons of ``specs/`` as Manim scenes: ``specs/my_lesson.yaml`` is the scene `MyLesson`.

manim render scenes/descent.py            the default lesson
manim render scenes/descent.py Saddle     one of the others
manim render scenes/descent.py -a         all of them
"""

from pathlib import Path

from gdcore.stage.spec_scenes import offer_scenes

globals().update(offer_scenes(Path(__file__).resolve().parent.parent / "specs", __name__))
