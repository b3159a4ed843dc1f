"""`gdcore doctor` on a healthy machine, and on one where things are missing."""

from __future__ import annotations

import os

import pytest
from click.testing import CliRunner

from gdcore.cli import doctor

NAMES = [need.name for need in doctor.NEEDS]


def test_a_healthy_machine(run) -> None:
    done = run("gdcore", "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == len(NAMES)
    assert all(line.startswith(f"✓ {name}") for line, name in zip(lines, NAMES, strict=True))
    assert "libx264" in done.stdout
    hardware = next(line for line in lines if line.startswith("✓ in hardware"))
    assert "--encoder auto takes the first" in hardware or "in software (" in hardware


def test_without_opengl_it_says_how_to_get_it(run) -> None:
    # What a machine without Mesa looks like to the loader of OpenGL libraries.
    done = run("gdcore", "doctor", env={"__EGL_VENDOR_LIBRARY_FILENAMES": "/none"})
    assert done.returncode == 1
    missing = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert len(missing) == 1
    assert missing[0].startswith("✗ OpenGL")
    assert "libgl1-mesa-dri" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_without_the_studio_it_says_how_to_get_it_and_all_else_is_well(run, tmp_path) -> None:
    # A package of this name that holds nothing stands before the installed one.
    (tmp_path / "ruamel").mkdir()
    (tmp_path / "ruamel" / "__init__.py").write_text("")
    path = f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    done = run("gdcore", "doctor", env={"PYTHONPATH": path})
    assert done.returncode == 0
    missing = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert missing == ["✗ studio        not installed: ruamel.yaml; only `gdcore studio` needs it"]
    assert "make studio" in done.stdout
    refused = run("gdcore", "studio", "--no-browser", env={"PYTHONPATH": path})
    assert refused.returncode == 1
    assert "the studio needs ruamel.yaml: run `make studio`" in refused.stderr


def test_a_terminal_that_knows_only_ascii(run) -> None:
    done = run("gdcore", "doctor", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert done.stdout.startswith("ok Python")


@pytest.mark.parametrize(
    "fault", [ImportError("libcairo.so.2: cannot open"), RuntimeError(), KeyError("x")]
)
def test_whatever_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def find() -> str:
        raise fault

    needs = (
        doctor.Need("this", find, {"macOS": "brew install it"}),
        doctor.Need("that", lambda: "there", {}),
    )
    monkeypatch.setattr(doctor, "NEEDS", needs)
    result = CliRunner().invoke(doctor.command, standalone_mode=False)
    assert (result.return_value, result.exception) == (1, None)
    assert "macOS: brew install it" in result.output
    assert "that  there" in result.output


def test_another_minor_version_of_manim_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.metadata, "version", lambda name: "0.23.1")
    with pytest.raises(doctor.Missing, match=r"0\.22 is needed"):
        doctor._find_packages()
