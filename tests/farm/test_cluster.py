"""A cluster whose parts fail: every film is complete, and frame by frame that of one process."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import psutil
import pytest

pytest.importorskip("distributed")

from gdcore.farm.cluster import LOCAL, ClusterCrew, ClusterLost
from gdcore.farm.films import Watcher
from gdcore.spec import SpecError
from gdcore.stage.errors import StageError
from tests.farm.cluster import Cluster, cluster
from tests.farm.films import (
    LESSON,
    assert_nothing_half,
    assert_same_frames,
    digest,
    drawn_alone,
    drawn_by,
    lessons,
)
from tests.farm.test_local import LONG, Count, start
from tests.stage.short_films import spec_file
from tests.stage.test_interrupted_renders import unfinished_in, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
]


WINDOW = 0.4
"""Seconds in which a worker's processor time is looked at; it is counted in hundredths."""


class NoSharedDisk(ClusterCrew):
    """Its workers can't know that they share a disk with it."""

    def _mark(self, folder: Path) -> None:
        pass


def crew_at(
    where: Cluster, told: list[str] | None = None, kind: type[ClusterCrew] = NoSharedDisk
) -> Callable[[], ClusterCrew]:
    return lambda: kind(where.address, 1, (told if told is not None else []).append)


def check(films: dict[str, Path | Exception], paths: list[Path], media: Path, alone: Path) -> None:
    """The films are those that one process makes."""
    for name, film in drawn_alone(paths, alone).items():
        assert digest(films[name]) == digest(film), name
        assert_same_frames(films[name], film)
    assert_nothing_half(media)


def test_two_of_three_workers_are_killed_and_one_of_twenty_lessons_is_broken(
    tmp_path: Path,
) -> None:
    paths = lessons(tmp_path, *(f"L{k}" for k in range(20)))
    for path in paths:  # two segments each
        text = path.read_text().replace("  - tangent_plane: {seconds: 1, at: [1, 1]}\n", "")
        path.write_text(text.replace("  - orbit: {seconds: 1}\n", ""))
    broken = paths[7]
    broken.write_text(broken.read_text() + "expect: [{saddle: [0, 0]}]\n")
    with cluster(tmp_path / "c", "a", "b", "c") as machines:

        def kill() -> None:
            machines.signal("a", signal.SIGKILL)
            machines.signal("b", signal.SIGKILL)

        count = Count(kill)
        films = drawn_by(crew_at(machines), paths, tmp_path / "m", count)
    assert count.drawn >= count.all > 0  # what was under way was drawn again
    fault = films.pop(broken.stem)
    assert isinstance(fault, SpecError)
    assert "saddle" in str(fault)
    assert len(films) == 19
    check(films, [path for path in paths if path is not broken], tmp_path / "m", tmp_path / "alone")


def test_a_worker_stops_answering(tmp_path: Path) -> None:
    paths = lessons(tmp_path, "One", "Two")
    with cluster(tmp_path / "c", "a", "b") as machines:
        films = drawn_by(
            crew_at(machines),
            paths,
            tmp_path / "m",
            Count(lambda: machines.signal("a", signal.SIGSTOP)),
        )
        assert machines.processes["a"].poll() is None  # stopped, not dead
    check(films, paths, tmp_path / "m", tmp_path / "alone")


def test_the_scheduler_dies_and_the_same_call_goes_on_from_the_cache(tmp_path: Path) -> None:
    paths = lessons(tmp_path, "One", "Two")
    media = tmp_path / "m"
    with cluster(tmp_path / "c", "a") as machines:

        class Kill(Watcher):
            def advanced(self, frames: int) -> None:
                if len(segments(media)) >= 2:
                    machines.signal("scheduler", signal.SIGKILL)

        with pytest.raises(ClusterLost, match=r"no longer answers.*the same command goes on"):
            drawn_by(crew_at(machines), paths, media, Kill())
    kept = {path: path.stat().st_mtime_ns // 10**6 for path in segments(media)}
    assert 2 <= len(kept) < 8
    assert_nothing_half(media)
    with cluster(tmp_path / "again", "a") as machines:
        films = drawn_by(crew_at(machines), paths, media)
    assert {path: path.stat().st_mtime_ns // 10**6 for path in kept} == kept
    check(films, paths, media, tmp_path / "alone")


def segments(media: Path) -> list[Path]:
    return [p for p in media.rglob("partial_movie_files/*/*.mp4") if not p.name.startswith(".")]


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one page, 4 kB, which holds no segment."""
    folder = tmp_path / "full"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can't be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_worker_s_disk_is_full(tmp_path: Path, full_disk: Path) -> None:
    paths = lessons(tmp_path, "One", "Two")
    told: list[str] = []
    with cluster(tmp_path / "c", "roomy") as machines:
        machines.worker("full", TMPDIR=str(full_disk))
        films = drawn_by(crew_at(machines, told), paths, tmp_path / "m")
    check(films, paths, tmp_path / "m", tmp_path / "alone")


def test_a_worker_fails_before_another_one_has_come(tmp_path: Path, full_disk: Path) -> None:
    paths = lessons(tmp_path, "One")
    told: list[str] = []
    with cluster(tmp_path / "c") as machines:
        machines.worker("full", TMPDIR=str(full_disk))
        machines.wait_for(1)
        later = Timer(2.0, machines.worker, ("roomy",))
        later.start()
        films = drawn_by(crew_at(machines, told), paths, tmp_path / "m")
        later.join()
    check(films, paths, tmp_path / "m", tmp_path / "alone")


def test_no_worker_can_write(tmp_path: Path, full_disk: Path) -> None:
    """What can't be had is told, in words, film by film or at once."""
    paths = lessons(tmp_path, "One")
    told: list[str] = []
    with cluster(tmp_path / "c") as machines:
        machines.worker("full", TMPDIR=str(full_disk))
        try:
            films = drawn_by(crew_at(machines, told), paths, tmp_path / "m")
        except ClusterLost as error:
            said = f"{error} {told}"
        else:
            assert isinstance(films["One"], StageError)
            said = f"{films['One']} {told}"
    assert "space" in said
    assert not list((tmp_path / "m").rglob("*.mp4"))


def test_a_worker_of_another_version_is_refused_in_words(tmp_path: Path, root: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root / "gdcore", other / "gdcore")
    changed = other / "gdcore" / "stage" / "theme.py"
    changed.write_text(changed.read_text() + "\n# another version\n")
    paths = lessons(tmp_path, "One")
    told: list[str] = []
    with cluster(tmp_path / "c") as machines:
        machines.worker("old", PYTHONPATH=str(other))
        machines.wait_for(1)
        with pytest.raises(ClusterLost, match="none of the workers"):
            drawn_by(crew_at(machines, told), paths, tmp_path / "m")
        assert "worker old at tcp://" in " ".join(told)
        assert "its files of gdcore differ from those here" in " ".join(told)
        assert not segments(tmp_path / "m")
        machines.worker("new")
        machines.wait_for(2)
        films = drawn_by(crew_at(machines, told), paths, tmp_path / "m")
    check(films, paths, tmp_path / "m", tmp_path / "alone")


def test_gdcore_is_missing_at_the_scheduler_and_at_a_worker(tmp_path: Path) -> None:
    paths = lessons(tmp_path, "One")
    told: list[str] = []
    with cluster(tmp_path / "c", "whole", bare=True) as machines:
        machines.worker("bare", bare=True)
        machines.wait_for(2)
        films = drawn_by(crew_at(machines, told), paths, tmp_path / "m")
    (refusal,) = [sentence for sentence in told if "refused" in sentence]
    assert refusal.startswith("worker bare at tcp://127.0.0.1:")
    assert "gdcore is not installed there" in refusal
    assert "pip install 'gdcore[farm]'" in refusal
    check(films, paths, tmp_path / "m", tmp_path / "alone")


def drawing(machines: Cluster) -> int:
    """How many workers of a cluster are at work: not those of which a core hears nothing."""
    workers = [
        psutil.Process(process.pid)
        for name, process in machines.processes.items()
        if name != "scheduler"
    ]
    before = [sum(worker.cpu_times()[:2]) for worker in workers]
    time.sleep(WINDOW)
    after = [sum(worker.cpu_times()[:2]) for worker in workers]
    return sum(b - a > WINDOW / 5 for a, b in zip(before, after, strict=True))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_workers_stop_when_the_client_ends_and_draw_for_the_next(
    tmp_path: Path, number: signal.Signals
) -> None:
    media = tmp_path / "m"
    paths = lessons(tmp_path, "One")
    with cluster(tmp_path / "c", "a", "b") as machines:
        client = start(spec_file(tmp_path / "specs", LONG), media, "--cluster", machines.address)
        wait_until(lambda: len(unfinished_in(media)) == 2, client)
        client.send_signal(number)
        client.communicate(timeout=20)
        asked = time.monotonic()
        while drawing(machines) or unfinished_in(media):
            assert time.monotonic() - asked < 5  # each had some 50 s to go
        films = drawn_by(crew_at(machines), paths, tmp_path / "n")
    assert client.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    check(films, paths, tmp_path / "n", tmp_path / "alone")


def test_a_shared_disk_is_used_where_there_is_one_and_the_dashboard_works(tmp_path: Path) -> None:
    paths = lessons(tmp_path, "One")
    told: list[str] = []
    pages: list[str] = []

    class Look(Watcher):
        def planned(self, frames: int) -> None:
            address = told[0].removeprefix("Dashboard: ")
            pages.append(urlopen(address, timeout=20).read().decode())

    films = drawn_by(lambda: ClusterCrew(LOCAL, 1, told.append), paths, tmp_path / "m", Look())
    check(films, paths, tmp_path / "m", tmp_path / "alone")
    assert "Dask" in pages[0]
    assert not list((tmp_path / "m").rglob(".gdcore-*"))


def test_beats_of_an_author_and_data_travel_with_the_lesson(
    tmp_path: Path, root: Path, run: Callable
) -> None:
    beats = tmp_path / "newton_step.py"
    shutil.copy(root / "scenes" / "newton_step.py", beats)
    (tmp_path / "points.csv").write_text("x,y\n0,1\n1,3\n2,5\n3,8\n")
    text = LESSON.format(title="Fit").replace("function: x^2 + 3*y^2", "function: w*x + b")
    text = text.replace("[[2, 1]]", "[[0, 0]]").replace("0.1", "0.02")
    text += "  - newton_step: {at: [1, 0], seconds: 0.6}\ndata: {file: points.csv}\n"
    (tmp_path / "Fit.yaml").write_text(text)
    call = ("gdcore", "--beats", str(beats), "render", "Fit.yaml", "-r", "160x90", "--fps", "5")
    one = run(*call, "--media-dir", "one")
    assert one.returncode == 0, one.stderr
    with cluster(tmp_path / "c", "a") as machines:
        away = tmp_path / "away"
        away.mkdir()
        for name in ("newton_step.py", "points.csv", "Fit.yaml"):
            (tmp_path / name).rename(away / name)
        call = tuple(part.replace(str(tmp_path), str(away)) for part in call)
        farm = run(*call, "--media-dir", "farm", "--cluster", machines.address, cwd=away)
    assert farm.returncode == 0, farm.stderr
    assert digest(away / farm.stdout.strip()) == digest(tmp_path / one.stdout.strip())


def test_what_can_t_be_reached_is_told_in_a_sentence(tmp_path: Path, run: Callable) -> None:
    lessons(tmp_path, "One")
    done = run("gdcore", "render", "One.yaml", "--cluster", "tcp://127.0.0.1:9", timeout=120)
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no scheduler of Dask at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
