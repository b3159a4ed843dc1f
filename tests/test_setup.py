"""The set-up script on machines that are made up: a bin folder decides what is there."""

from __future__ import annotations

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
# All that the script may count on besides what it looks for.
TOOLS = (
    *("cat", "cksum", "cp", "dirname", "env", "flock", "grep", "head"),
    *("id", "mkdir", "mv", "rm", "sh", "tr", "uname"),
)

# Answers as Python does, and makes a virtual environment that writes down what pip was asked.
PYTHON = f"""#!/bin/sh
case "$1 $2" in
"-m venv")
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    printf '#!%s\\n' "$PWD/$3/bin/python" >"$3/bin/pip"
    echo venv >>log ;;
"-m pip")
    echo "pip $* ($PIP_CONSTRAINT)" >>log
    [ ! -e pip-is-killed ] || kill -9 $$
    [ ! -e pip-fails ] ;;
*) exec {sys.executable} "$@" ;;
esac
"""
NPM = """#!/bin/sh
echo "npm $*" >>../../npm-log
"""
SUCCEEDS, FAILS = "#!/bin/sh\nexit 0\n", "#!/bin/sh\nexit 1\n"


class Machine:
    """A checkout, and a bin folder that holds all the commands there are."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.bin = folder / "bin"
        for part in ("tools", "tests"):
            (self.checkout / part).mkdir(parents=True)
        self.bin.mkdir()
        for name in ("pyproject.toml", "constraints.txt", "tools/setup.sh", "tests/package.json"):
            shutil.copy(ROOT / name, self.checkout / name)
        for name in TOOLS:
            if found := shutil.which(name):
                (self.bin / name).symlink_to(found)
        self.put("python3", PYTHON)
        self.put("pkg-config", SUCCEEDS)
        self.put("cc", SUCCEEDS)
        self.put("chromium", SUCCEEDS)
        self.put("npm", NPM)

    def put(self, name: str, text: str) -> None:
        """Put a command there, in place of what was."""
        (self.bin / name).unlink(missing_ok=True)
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def set_up(self, *extras: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        return subprocess.run(
            [self.checkout / "tools/setup.sh", *extras],
            env={"PATH": str(self.bin), **env},
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def log(self) -> list[str]:
        """What was installed, one line each."""
        path = self.checkout / "log"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine that lacks nothing but the environment."""
    return Machine(tmp_path)


def test_it_installs_pinned_versions_once(machine: Machine) -> None:
    first = machine.set_up()
    assert (first.returncode, first.stderr) == (0, "")
    venv, pip = machine.log()
    assert venv == "venv"
    assert pip.endswith("--editable . (constraints.txt)")
    second = machine.set_up()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert len(machine.log()) == 2


def test_an_extra_is_added_and_does_not_undo_the_rest(machine: Machine) -> None:
    machine.set_up()
    machine.set_up("test")
    assert machine.log()[-1].endswith("--editable .[test] (constraints.txt)")
    for extras in ((), ("test",), ()):
        assert machine.set_up(*extras).stdout == ""
    assert len(machine.log()) == 3


def test_packages_for_pages_come_with_the_tests_alone_and_leave_no_addresses(
    machine: Machine,
) -> None:
    machine.set_up()
    log = machine.checkout / "npm-log"
    assert not log.exists()
    machine.set_up("test")
    assert "--no-package-lock" in log.read_text()
    assert (machine.checkout / ".venv/npm/package.json").is_file()


def test_without_npm_the_rest_is_installed(machine: Machine) -> None:
    machine.put("npm", FAILS)
    done = machine.set_up("test")
    assert done.returncode == 0
    assert "npm could not install" in done.stdout


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "tests/package.json"])
def test_a_change_of_requirements_is_installed(machine: Machine, name: str) -> None:
    machine.set_up()
    with (machine.checkout / name).open("a") as file:
        file.write("# changed\n")
    machine.set_up()
    assert [line.split()[0] for line in machine.log()] == ["venv", "pip", "pip"]


@pytest.mark.parametrize(
    ("accident", "steps"),
    [
        ("pip-fails", ["venv", "pip", "pip"]),
        ("pip-is-killed", ["venv", "pip", "venv", "pip"]),  # what it left is not trusted
    ],
)
def test_what_went_wrong_is_done_again(machine: Machine, accident: str, steps: list[str]) -> None:
    (machine.checkout / accident).touch()
    failed = machine.set_up()
    assert failed.returncode == 1
    assert "The same command tries again" in failed.stderr
    (machine.checkout / accident).unlink()
    assert machine.set_up().returncode == 0
    assert [line.split()[0] for line in machine.log()] == steps


def test_a_moved_checkout_gets_an_environment_of_its_own(machine: Machine) -> None:
    machine.set_up()
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("moved"))
    assert machine.set_up().returncode == 0
    assert [line.split()[0] for line in machine.log()] == ["venv", "pip", "venv", "pip"]


def test_an_old_python_is_told_apart_from_a_new_one(machine: Machine) -> None:
    machine.put("python3", FAILS)
    refused = machine.set_up()
    assert refused.returncode == 1
    assert "Python 3.11 or later" in refused.stderr
    machine.put("python3.12", PYTHON)
    assert machine.set_up().returncode == 0
    machine.put("python3.12", FAILS)
    machine.put("elsewhere", PYTHON)
    (machine.checkout / "constraints.txt").write_text("")
    assert machine.set_up(PYTHON=str(machine.bin / "elsewhere")).returncode == 0


def test_debian_installs_what_is_missing_without_a_question(machine: Machine) -> None:
    machine.put("pkg-config", FAILS)
    apt = '#!/bin/sh\necho "apt-get $* ($DEBIAN_FRONTEND)" >>log\n'
    machine.put("apt-get", apt)
    machine.put("sudo", '#!/bin/sh\nwhile [ "$1" = -n ]; do shift; done\nexec "$@"\n')
    done = machine.set_up()
    assert done.returncode == 0, done.stderr
    update, install = (line for line in machine.log() if line.startswith("apt-get"))
    assert update.endswith("update (noninteractive)")
    assert "libcairo2-dev libpango1.0-dev" in install
    assert " install -y " in install
    assert "gcc" not in install  # it is there


@pytest.mark.parametrize("works", [True, False])
def test_the_tests_bring_a_browser_or_do_without(machine: Machine, works: bool) -> None:
    (machine.bin / "chromium").unlink()
    machine.put("apt-get", f'#!/bin/sh\necho "apt-get $*" >>log\n{"true" if works else "false"}\n')
    machine.put("sudo", '#!/bin/sh\nwhile [ "$1" = -n ]; do shift; done\nexec "$@"\n')
    assert machine.set_up().returncode == 0
    assert not any("chromium" in line for line in machine.log())
    done = machine.set_up("test")
    assert done.returncode == 0, done.stderr
    assert any("chromium" in line for line in machine.log())
    assert ("could not be installed" in done.stdout) is not works


def test_another_linux_is_told_what_is_missing_by_purpose(machine: Machine) -> None:
    machine.put("pkg-config", FAILS)
    refused = machine.set_up()
    assert refused.returncode == 1
    assert "Cairo's headers: libcairo2-dev (elsewhere: cairo" in refused.stderr
    assert "compiler" not in refused.stderr
    assert machine.log() == []


def test_a_mac_is_told_what_to_brew(machine: Machine) -> None:
    machine.put("uname", "#!/bin/sh\necho Darwin\n")
    (machine.bin / "flock").unlink(missing_ok=True)
    machine.put("pkg-config", FAILS)
    refused = machine.set_up()
    assert refused.returncode == 1
    assert "brew install cairo pango pkg-config" in refused.stderr
    machine.put("pkg-config", SUCCEEDS)
    assert machine.set_up().returncode == 0


def test_make_has_what_the_readme_promises() -> None:
    for target in ("setup", "video", "studio", "test", "check", "bench", "clean", "help"):
        done = subprocess.run(
            ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    steps = subprocess.run(
        ["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for step in ("setup.sh test", "ruff check", "ruff format --check", "mypy", "pytest"):
        assert step in steps
    assert "make test" in (ROOT / ".ci" / "run").read_text()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_direct_dependency_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = {}
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            pin = Requirement(line)
            (exact,) = pin.specifier
            assert exact.operator == "=="
            pins[normal(pin.name)] = exact.version
    extras = project["optional-dependencies"].values()
    wanted = chain(project["dependencies"], *extras)
    for requirement in map(Requirement, wanted):
        if requirement.name == "gdcore":  # one extra in another
            continue
        assert requirement.specifier.contains(pins[normal(requirement.name)]), requirement


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {normal(Requirement(line).name) for line in project["dependencies"]}
    declared.add("pydantic-core")  # one half of pydantic, of one version with it
    extras = {
        room: {normal(Requirement(line).name) for line in project["optional-dependencies"][extra]}
        for room, extra in {
            "studio": "studio",
            "forms": "forms",
            "speech": "voice",
            "farm": "farm",
        }.items()
    }
    extras["studio"].add("starlette")  # what FastAPI is made of
    extras["forms"].add("markupsafe")  # what Jinja escapes with
    owners = packages_distributions()
    for path in (ROOT / "gdcore").rglob("*.py"):
        for module in imports(path) - set(sys.stdlib_module_names) - {"gdcore"}:
            room = path.relative_to(ROOT / "gdcore").parts[0]
            known = declared | extras.get(room, set())
            assert {normal(owner) for owner in owners[module]} & known, f"{path}: {module}"


def test_manim_cfg_is_read_by_manim() -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "manim.cfg")
    assert parser.getint("CLI", "max_files_cached") == -1
    assert not parser.getboolean("CLI", "notify_outdated_version")


def normal(name: str) -> str:
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imports(path: Path) -> set[str]:
    """The top-level names that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found
