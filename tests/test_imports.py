"""Which room may know which: the house's plan, checked in its own source and in a fresh process."""

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import gdcore

PACKAGE = Path(gdcore.__file__).parent
FLOORS = [
    ("words",),
    ("maths",),
    ("spec",),
    ("speech",),
    ("story",),
    ("stage",),
    ("studio", "forms", "farm"),
    ("cli",),
]
"""Rooms beside each other do not know each other."""
ROOMS = [room for floor in FLOORS for room in floor]
ONLY_STAGE = {"manim", "moderngl", "av", "cmap", "typst"}
# Recordings are sound files, which somebody has to read before a story can be told.
ALSO_THERE = {"speech": {"av"}}
ONLY_SPEC = {"yaml", "pydantic", "pydantic_core"}
MATHS_MAY = {"sympy", "numpy", "scipy"}


def imports(path: Path) -> set[str]:
    """The full names of all modules that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def files(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_the_floors_below(room):
    below = set()
    for floor in FLOORS:
        if room in floor:
            break
        below |= set(floor)
    for path in files(room):
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "gdcore" and len(parts) > 1 and parts[1] in ROOMS:
                assert parts[1] in below | {room}, f"{path} imports {name}"


def test_no_files_import_each_other_in_a_circle():
    """Nor for the sake of types alone: who is above whom can be told of any two files."""
    paths = sorted(PACKAGE.rglob("*.py"))
    names = {
        ".".join(("gdcore", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in paths
    }
    below = {}
    for name, path in names.items():
        found = imports(path) & set(names)
        # From a package a file of it, or a name that the package's own file holds.
        packages = {f.rpartition(".")[0] for f in found if f.rpartition(".")[0] in found}
        own = {p for p in packages if _own_names(path, p, set(names))}
        below[name] = found - (packages - own) - {name}
    try:
        list(TopologicalSorter(below).static_order())
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def _own_names(path, package, names):
    """Whether a file imports from a package what is no file of it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        f"{package}.{alias.name}" not in names
        for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == package
        for alias in node.names
    )  # fmt: skip


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "stage"])
def test_only_the_stage_draws(room):
    # The doctor asks each package for its version; the commands render through the stage.
    for path in files(room):
        found = {name.split(".")[0] for name in imports(path)} & ONLY_STAGE
        found -= ALSO_THERE.get(room, set())
        assert not found, f"{path} imports {found}"


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "spec"])
def test_only_the_spec_knows_yaml(room):
    for path in files(room):
        found = {name.split(".")[0] for name in imports(path)} & ONLY_SPEC
        assert not found, f"{path} imports {found}"


def test_the_lowest_floor_stands_on_mathematics_alone():
    allowed = MATHS_MAY | sys.stdlib_module_names | {"gdcore"}
    for path in files("maths"):
        assert {name.split(".")[0] for name in imports(path)} <= allowed, path


LOADED = """
import sys
{statement}
heavy = {{"manim", "moderngl", "sympy", "numpy", "pydantic", "yaml", "cloup"}} & set(sys.modules)
print(*sorted(heavy))
"""


@pytest.mark.parametrize(
    ("statement", "heavy"),
    [
        ("import gdcore", ""),
        ("import gdcore; gdcore.load_spec, gdcore.descend", "numpy pydantic sympy yaml"),
        ("import gdcore; gdcore.compute_lesson, gdcore.make_timeline", "numpy pydantic sympy yaml"),
        ("import gdcore.maths", "numpy sympy"),
        ("from gdcore.cli import main; main(['--help'])", "cloup"),
    ],
)
def test_nothing_is_imported_before_it_is_needed(run, statement, heavy):
    finished = run(sys.executable, "-c", LOADED.format(statement=statement))
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines()[-1] == heavy


def test_every_public_name_is_there():
    for name in gdcore.__all__:
        assert getattr(gdcore, name) is not None
    assert set(gdcore.__all__) <= set(dir(gdcore))
    with pytest.raises(AttributeError, match="no attribute 'lode_spec'"):
        gdcore.lode_spec  # noqa: B018


def test_the_example_of_the_design():
    f = gdcore.Function.parse("x^2 + 3*y^2")
    adam = gdcore.optimizers.Adam()
    t = gdcore.descend(f, start=(2, 1), optimizer=adam, learning_rate=0.1, steps=100)
    assert t.points.shape == t.gradients.shape == (101, 2)
    assert t.values.shape == (101,)
    assert t.outcome == gdcore.Outcome.STEPS_EXHAUSTED


def test_the_version_is_the_package_s():
    from importlib.metadata import version

    assert gdcore.__version__ == version("gdcore")


INTERNAL = {
    "animations_hashes", "display_funcs", "file_writer", "final_file_path", "output_plan",
    "partial_movie_files", "pixel_array", "session_spec",
}  # fmt: skip


def test_manim_s_internals_are_touched_in_one_folder():
    adapter = PACKAGE / "stage" / "manim_adapter"
    for path in files("stage"):
        if path.is_relative_to(adapter):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in INTERNAL, f"{path}:{node.lineno} touches {node.attr}"
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
                assert not any(name.startswith("manim.") for name in names), path
            elif isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "manim":
                assert node.module == "manim", f"{path} imports {node.module}"
                private = [alias.name for alias in node.names if alias.name.startswith("_")]
                assert set(private) <= {"__version__"}, f"{path} imports {private}"
