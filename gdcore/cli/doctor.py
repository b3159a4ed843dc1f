"""`gdcore doctor`: what is installed, what is missing, how to get it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path

import click
import cloup

from gdcore.cli.studio import STUDIO_PACKAGES, missing_packages

_PACKAGES = ("manim", "numpy", "sympy", "pydantic", "PyYAML", "cmap", "moderngl", "av", "typst")

# Run in a process of its own, since a broken OpenGL driver may crash the process that opens it.
_OPENGL_PROBE = """
import sys
from gdcore.stage.errors import StageError
from gdcore.stage.gl.context import open_context
try:
    info = open_context().info
except StageError as error:
    sys.exit(str(error.__cause__ or error))
print(info["GL_VERSION"].split()[0], info["GL_RENDERER"], sep="|")
"""
_ENCODER_PROBE = """
from fractions import Fraction
from gdcore.stage.film.hardware import Encoder, candidates, fault_of
usual = Encoder("libx264", "mp4", 1920, 1080, Fraction(60), "yuv420p")
for encoder, family in candidates(usual):
    print(encoder.codec, family.name, fault_of(encoder), sep="|")
"""
_SOFTWARE_RENDERERS = ("llvmpipe", "softpipe", "swrast", "swiftshader", "lavapipe", "software")
# Limit for a driver that hangs; opening a context usually takes a quarter of a second.
_OPENGL_SECONDS = 60


class Missing(Exception):
    """An unmet need; the message says in a few words why."""


@dataclass(frozen=True)
class Need:
    """A program, library or device that gdcore needs.

    `find` returns its version or description, or raises; `remedy` is how to get it, by system;
    `part`: the only part of gdcore that needs it, empty if all of it does.
    """

    name: str
    find: Callable[[], str]
    remedy: dict[str, str]
    part: str = ""


_AGAIN = {"everywhere": "make setup  (without make: pip install --force-reinstall gdcore)"}


def _find_python() -> str:
    # No check of the version: an older Python can't even parse this file.
    return f"{'.'.join(str(part) for part in sys.version_info[:3])} ({sys.executable})"


def _find_packages() -> str:
    versions, faults = [], []
    for name in _PACKAGES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            faults.append(name)
    if faults:
        raise Missing(f"not installed: {', '.join(faults)}")
    # The stage uses internals of Manim that change from one minor version to the next.
    if not (manim := metadata.version("manim")).startswith("0.22."):
        raise Missing(f"Manim is {manim}, 0.22 is needed")
    return ", ".join(versions)


def _find_studio() -> str:
    missing = missing_packages()
    if missing:
        raise Missing(f"not installed: {', '.join(missing)}")
    return ", ".join(f"{name} {metadata.version(name)}" for name in STUDIO_PACKAGES)


def _finder_of(extra: str) -> Callable[[], str]:
    """Finds the packages of an extra, as gdcore's own metadata lists them."""

    def find() -> str:
        mark = re.compile(rf"""extra == ["']{extra}["']""")
        lines = [line for line in metadata.requires("gdcore") or () if mark.search(line)]
        versions, missing = [], []
        for name in (re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines):
            try:
                versions.append(f"{name} {metadata.version(name)}")
            except metadata.PackageNotFoundError:
                missing.append(name)
        if missing:
            raise Missing(f"not installed: {', '.join(missing)}")
        return ", ".join(versions)

    return find


def _extra(name: str, part: str) -> Need:
    """An extra, without which one part of gdcore does not work."""
    return Need(name, _finder_of(name), {"to get it": f"pip install 'gdcore[{name}]'"}, part=part)


def _find_cairo() -> str:
    cairo, pango = import_module("cairo"), import_module("manimpango")
    return (
        f"Cairo {cairo.cairo_version_string()} (pycairo {cairo.version}), "
        f"Pango {pango.pango_version()} (manimpango {pango.__version__})"
    )


def _find_opengl() -> str:
    try:
        probe = subprocess.run(
            [sys.executable, "-c", _OPENGL_PROBE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_OPENGL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Missing(f"no answer from the driver in {_OPENGL_SECONDS} s") from error
    if probe.returncode:
        said = probe.stderr.strip().splitlines()
        raise Missing(said[-1] if said else f"the driver fails (exit status {probe.returncode})")
    version, _, renderer = probe.stdout.strip().partition("|")
    software = any(name in renderer.lower() for name in _SOFTWARE_RENDERERS)
    how = "in software, the processor draws" if software else "on the graphics card"
    return f"OpenGL {version} {how}: {renderer}"


def _find_typst() -> str:
    typst = import_module("typst")
    try:
        picture = typst.compile(b"#set page(width: auto, height: auto)\n$x^2$", format="svg")
    except Exception as error:
        raise Missing(f"a formula does not compile: {_first_line(error)}") from error
    if b"<svg" not in picture:
        raise Missing("a formula compiles to nothing")
    return f"Typst {metadata.version('typst')} sets a formula; no LaTeX needed"


def _find_encoder() -> str:
    av = import_module("av")
    try:
        codec = av.codec.Codec("libx264", "w")
    except Exception as error:
        raise Missing("this PyAV is built without libx264") from error
    return f"{codec.name} ({codec.long_name}); no ffmpeg binary needed"


def _find_hardware() -> str:
    try:
        # In a process of its own, as for OpenGL.
        probe = subprocess.run(
            [sys.executable, "-c", _ENCODER_PROBE],
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=_OPENGL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Missing(f"no answer from the drivers in {_OPENGL_SECONDS} s") from error
    if probe.returncode:
        raise Missing(f"a driver fails (exit status {probe.returncode})")
    told = [line.split("|") for line in probe.stdout.splitlines()]
    if working := [f"{name} ({family})" for name, family, fault in told if not fault]:
        return f"{', '.join(working)}; gdcore render --encoder auto takes the first"
    faults = "; ".join(f"{name}: {fault}" for name, _, fault in told)
    # No fault: most machines have none, and nothing needs it.
    return f"no encoder works, films are encoded in software ({faults})"


def _find_cores() -> str:
    # The affinity counts the processors that a container or batch system grants.
    affinity = getattr(os, "sched_getaffinity", None)
    granted = len(affinity(0)) if affinity else os.cpu_count() or 1
    return f"{granted} of {os.cpu_count() or granted}"


def _find_specs() -> str:
    beside = Path(import_module("gdcore").__path__[0]).parent
    for folder in (Path.cwd() / "specs", beside / "specs"):
        if specs := sorted(folder.glob("*.yaml")):
            return f"{folder} ({', '.join(spec.stem for spec in specs)})"
    return "no folder specs here; gdcore takes any file"


NEEDS: tuple[Need, ...] = (
    Need("Python", _find_python, {}),
    Need("packages", _find_packages, _AGAIN),
    Need(
        "Cairo, Pango",
        _find_cairo,
        {
            "Debian, Ubuntu": "apt-get install libcairo2-dev libpango1.0-dev pkg-config gcc",
            "macOS": "brew install cairo pango pkg-config",
            "then": "make setup",
        },
    ),
    Need(
        "OpenGL",
        _find_opengl,
        {
            "Debian, Ubuntu": "apt-get install libegl1 libgl1 libgl1-mesa-dri",
            "macOS": "comes with the system; it needs a user who is logged in at the screen",
        },
    ),
    Need("text", _find_typst, _AGAIN),
    Need("encoder", _find_encoder, _AGAIN),
    Need("in hardware", _find_hardware, {}, part="gdcore render --encoder"),
    Need(
        "studio",
        _find_studio,
        {"to get it": "make studio  (without make: pip install 'gdcore[studio]')"},
        part="gdcore studio",
    ),
    _extra("forms", "gdcore page, gdcore slides"),
    _extra("voice", "voice: in a spec"),
    _extra("farm", "gdcore render --cluster"),
    Need("cores", _find_cores, {}),
    Need("specs", _find_specs, {}),
)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def examine(needs: tuple[Need, ...]) -> Iterator[tuple[Need, bool, str]]:
    """(need, whether it is met, its version or the reason why not) for each need."""
    for need in needs:
        try:
            yield need, True, need.find()
        except Exception as error:  # any error is reported as the reason
            yield need, False, _first_line(error)


def _can_print(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@cloup.command("doctor", help="What is installed, what is missing, how to get it.")
def command() -> int:
    """Print one line for each need; 1 if one that all of gdcore has is not met, else 0."""
    yes, no = ("✓", "✗") if _can_print("✓✗") else ("ok", "--")
    width = max(len(need.name) for need in NEEDS)
    healthy = True
    for need, met, finding in examine(NEEDS):
        healthy = healthy and (met or bool(need.part))
        mark = click.style(yes, fg="green") if met else click.style(no, fg="red")
        text = finding if _can_print(finding) else ascii(finding)
        if need.part and not met:
            text = f"{text}; only `{need.part}` needs it"
        click.echo(f"{mark} {need.name:{width}}  {text}")
        if not met:
            for system, remedy in need.remedy.items():
                click.echo(f"  {'':{width}}  {system}: {remedy}")
    return 0 if healthy else 1
