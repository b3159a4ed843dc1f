"""Where OpenGL cannot start, one sentence says what to do."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PAINT = """
import numpy as np
from gdcore.stage import Ball, MeshCamera, StageError
camera = MeshCamera()
try:
    camera.reset()
    camera.capture_mobjects([Ball()])
except StageError as error:
    print(error)
else:
    print("painted")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="EGL's vendor files are Linux's")
def test_without_a_driver_it_says_what_to_install(tmp_path) -> None:  # type: ignore[no-untyped-def]
    hidden = {"__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PAINT], capture_output=True, text=True, timeout=60,
        env={**os.environ, **hidden}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("OpenGL cannot start")
    assert "apt-get install" in lines[0]
    assert "gdcore doctor" in lines[0]


def test_the_stage_offers_what_authors_need_without_importing_manim_first() -> None:
    code = (
        "import sys, gdcore.stage as stage; assert 'manim' not in sys.modules; "
        "[getattr(stage, name) for name in stage.__all__]; assert 'manim' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_an_unknown_name_is_an_attribute_error() -> None:
    import gdcore.stage

    with pytest.raises(AttributeError, match="Spotlight"):
        gdcore.stage.Spotlight  # noqa: B018
    assert "MeshScene" in dir(gdcore.stage)
