"""Several processes draw one film: the same bytes, whatever happens to the processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gdcore.farm.films import Watcher
from gdcore.farm.local import LocalCrew
from gdcore.stage.errors import StageError
from gdcore.stage.rendering import render_lesson
from tests.farm.films import (
    SEGMENTS,
    assert_nothing_half,
    digest,
    drawn_alone,
    drawn_by,
    lessons,
    options,
)
from tests.stage.short_films import BOWL, spec_file
from tests.stage.test_interrupted_renders import unfinished_in, wait_until

pytestmark = pytest.mark.slow

LONG = BOWL.replace("pause: 0.4", "orbit: {seconds: 60}") + "  - descend: {seconds: 60}\n"


class Count(Watcher):
    """Counts what it is told, and does something when the first frames have been drawn."""

    def __init__(self, first: Callable[[], None] = lambda: None) -> None:
        self.all, self.drawn, self.films = 0, 0, 0
        self.first = first

    def planned(self, frames: int) -> None:
        self.all += frames

    def advanced(self, frames: int) -> None:
        if frames and not self.drawn:
            self.first()
        self.drawn += frames

    def completed(self) -> None:
        self.films += 1


def nobody() -> LocalCrew:
    pytest.fail("processes were started for nothing")


def test_films_are_byte_for_byte_those_of_one_process(tmp_path: Path) -> None:
    paths = lessons(tmp_path, "One", "Two", "Three")
    # A false claim is found when the lesson is computed; it stops no other film.
    false = paths[1].read_text() + "expect: [{saddle: [0, 0]}]\n"
    broken = tmp_path / "Broken.yaml"
    broken.write_text(false)
    count = Count()
    films = drawn_by(lambda: LocalCrew(2), [paths[0], broken, *paths[1:]], tmp_path / "a", count)
    alone = drawn_alone(paths, tmp_path / "b")
    assert isinstance(films.pop("Broken"), Exception)
    assert {name: digest(film) for name, film in films.items()} == {
        name: digest(film) for name, film in alone.items()
    }
    assert count.all == count.drawn == 3 * 26
    assert count.films == 3
    assert not multiprocessing.active_children()
    # Now they are in the cache: nobody is called, and nothing changes.
    again = drawn_by(nobody, paths, tmp_path / "a")
    assert again == films
    # Another caption: one segment is drawn, the others are recognised though their keys differ.
    paths[0].write_text(paths[0].read_text().replace("A bowl", "The bowl"))
    names = {path.name for path in (tmp_path / "a").rglob("partial_movie_files/One/*.mp4")}
    drawn_by(lambda: LocalCrew(1), paths[:1], tmp_path / "a")
    more = {path.name for path in (tmp_path / "a").rglob("partial_movie_files/One/*.mp4")}
    assert len(names) == SEGMENTS
    assert len(more - names) == 1
    assert_nothing_half(tmp_path / "a")


def test_a_killed_process_is_replaced_and_its_segment_drawn_again(tmp_path: Path) -> None:
    paths = lessons(tmp_path, "One", "Two")

    def kill() -> None:
        for child in multiprocessing.active_children():
            os.kill(child.pid or 0, signal.SIGKILL)

    films = drawn_by(lambda: LocalCrew(2), paths, tmp_path / "a", Count(kill))
    alone = drawn_alone(paths, tmp_path / "b")
    assert {name: digest(film) for name, film in films.items()} == {
        name: digest(film) for name, film in alone.items()
    }
    assert_nothing_half(tmp_path / "a")


DEADLY = """
import os
from gdcore import story
from gdcore.spec import Captioned
from gdcore.stage import on_frame

story.declare(story.Traits("deadly"))

class Deadly(Captioned):
    "Ends the process that draws it."

@story.beat("deadly")
def direct(score, options):
    story.show_for_beat(score, "deadly", 1.0)
    return story.Shot(1.0, "Deadly", None)

@on_frame("deadly", order=1)
class DeadlyProp:
    def __init__(self, setting, cues):
        self.mobjects = []
    def show(self, t):
        os._exit(9)
"""


def test_a_segment_that_kills_whoever_draws_it_stops_its_film_alone(
    tmp_path: Path, run: Callable
) -> None:
    (tmp_path / "deadly.py").write_text(DEADLY)
    good, bad = lessons(tmp_path, "Good", "Bad")
    bad.write_text(bad.read_text() + "  - deadly\n")
    program = (
        "import sys, tests.farm.films as films\n"
        "from pathlib import Path\n"
        "from gdcore.cli.beats import import_beats\n"
        "from gdcore.farm.local import LocalCrew\n"
        "if __name__ == '__main__':\n"
        "    import_beats(['deadly.py'])\n"
        "    paths = [Path('Bad.yaml'), Path('Good.yaml')]\n"
        "    for name, film in films.drawn_by(lambda: LocalCrew(2), paths, Path('m')).items():\n"
        "        print(name, film)\n"
    )
    (tmp_path / "program.py").write_text(program)
    done = run(sys.executable, "program.py", timeout=120)
    assert done.returncode == 0, done.stderr
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert "3 processes have died over this segment" in told["Bad"]
    alone = render_lesson(good, options=options(tmp_path / "b"))
    assert digest(tmp_path / told["Good"]) == digest(alone)
    assert_nothing_half(tmp_path / "m")


def test_what_can_t_be_written_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    paths = lessons(tmp_path, "One", "Two")
    media = tmp_path / "m"
    blocked = media / "videos" / "descent" / "90p5" / "partial_movie_files" / "One"
    blocked.parent.mkdir(parents=True)
    blocked.write_text("a file where a folder should be")
    films = drawn_by(lambda: LocalCrew(2), paths, media)
    assert isinstance(films["One"], (OSError, StageError))
    assert isinstance(films["Two"], Path)


def start(path: Path, media: Path, *by: str) -> subprocess.Popen[str]:
    """A render of two minutes, in a process group of its own; `by`: the options that say whose."""
    program = Path(sys.executable).parent / "gdcore"
    arguments = ["-r", "640x360", "--fps", "30", "--media-dir", str(media), *by]
    return subprocess.Popen(
        [str(program), "render", str(path), *arguments],
        cwd=path.parent, start_new_session=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def group(leader: int) -> list[str]:
    """The processes of a group that live."""
    listed = subprocess.run(
        ["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [row[2] for row in rows if int(row[0]) == leader and not row[1].startswith("Z")]


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_an_interrupt_or_the_end_of_the_first(
    tmp_path: Path, number: signal.Signals
) -> None:
    media = tmp_path / "media"
    process = start(spec_file(tmp_path / "specs", LONG), media, "-j", "2")
    wait_until(lambda: len(unfinished_in(media)) >= 2, process)
    assert len(group(process.pid)) >= 3
    asked = time.monotonic()
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
    else:
        process.kill()
    out, err = process.communicate(timeout=20)
    while group(process.pid) and time.monotonic() - asked < 8:
        time.sleep(0.05)
    assert not group(process.pid)
    assert "Traceback" not in out + err
    assert not list(media.rglob("Bowl.mp4"))
    if number == signal.SIGINT:
        assert (process.returncode, out, err.strip()) == (130, "", "interrupted")
        assert time.monotonic() - asked < 8
        assert_nothing_half(media)


def test_beats_of_an_author_are_known_to_every_process(
    tmp_path: Path, root: Path, run: Callable
) -> None:
    beats, spec = (root / "scenes" / f"newton_step.{end}" for end in ("py", "yaml"))
    call = ("gdcore", "--beats", beats, "render", spec, "-r", "320x180", "--fps", "50")
    many = run(*call, "-j", "2", "--media-dir", "many")
    one = run(*call, "-j", "1", "--media-dir", "one")
    assert (many.returncode, one.returncode) == (0, 0), many.stderr + one.stderr
    assert digest(tmp_path / many.stdout.strip()) == digest(tmp_path / one.stdout.strip())


def test_a_short_film_is_drawn_by_one_process(tmp_path: Path, run: Callable) -> None:
    lessons(tmp_path, "Short")
    done = run("gdcore", "render", "Short.yaml", "-r", "160x90", "--fps", "5", "-j", "64")
    assert done.returncode == 0, done.stderr
    done = run("gdcore", "render", "Short.yaml", "-j", "0")
    assert done.returncode == 2
    assert "--jobs" in done.stderr
