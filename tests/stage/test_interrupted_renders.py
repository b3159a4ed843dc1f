"""What a render leaves behind when it is killed, interrupted, or fails half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from gdcore.stage.errors import StageError
from gdcore.stage.film import files
from gdcore.stage.film.seal import sealed_frames
from tests.stage.short_films import BOWL, Counted, StandIn, final_file, render, spec_file, watch

LONG = BOWL.replace("seconds: 0.8", "seconds: 2").replace("pause: 0.4", "orbit: {seconds: 60}")


def start(path: Path, media: Path, command: str = "gdcore") -> subprocess.Popen[str]:
    """A render that takes a minute, as a user would start it."""
    scripts = Path(sys.executable).parent
    arguments = ["-r", "640x360", "--fps", "30", "--media-dir", str(media)]
    if command == "manim":
        arguments = ["-r", "640,360", "--fps", "30", "--media_dir", str(media)]
        scene = path.parent.parent / "scenes" / "descent.py"
        scene.parent.mkdir(exist_ok=True)
        root = Path(__file__).resolve().parents[2]
        scene.write_text((root / "scenes" / "descent.py").read_text())
        path = scene
    return subprocess.Popen(
        [str(scripts / command), "render", str(path), *arguments],
        cwd=path.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Until the render has come so far."""
    for _ in range(1200):
        if condition():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.kill()
    pytest.fail("the render came not so far within a minute")


def segments_in(media: Path) -> list[Path]:
    return [p for p in media.rglob("partial_movie_files/*/*.mp4") if not p.name.startswith(".")]


def unfinished_in(media: Path) -> list[Path]:
    return [p for p in media.rglob(".unfinished*") if p.stat().st_size > 0]


@pytest.mark.slow
def test_after_a_kill_the_next_render_succeeds(tmp_path: Path, media_dir: Path) -> None:
    path = spec_file(tmp_path / "specs", LONG)
    process = start(path, media_dir)
    wait_until(lambda: len(segments_in(media_dir)) >= 2 and bool(unfinished_in(media_dir)), process)
    process.kill()
    assert process.wait(10) == -signal.SIGKILL
    process.communicate()
    done = segments_in(media_dir)
    for segment in done:
        assert watch(segment).times, segment
    assert not list(media_dir.rglob("Bowl.mp4"))
    # The same two beats again, with a short end: what was finished is trusted, and rightly.
    short = spec_file(tmp_path / "specs", LONG.replace("seconds: 60", "seconds: 0.5"))
    size = {"pixel_width": 640, "pixel_height": 360, "frame_rate": 30}
    scene = render(short, **size)
    assert len(watch(final_file(scene)).times) == scene.timeline.frames


@pytest.mark.slow
@pytest.mark.parametrize(("command", "status"), [("gdcore", 130), ("manim", 1)])
def test_an_interrupt_ends_it_at_once_and_leaves_the_old_video(
    tmp_path: Path, media_dir: Path, command: str, status: int
) -> None:
    path = spec_file(tmp_path / "specs", LONG)
    video = media_dir / "videos" / "descent" / "360p30" / "Bowl.mp4"
    video.parent.mkdir(parents=True)
    video.write_bytes(b"the old one")
    process = start(path, media_dir, command)
    wait_until(lambda: bool(segments_in(media_dir)) and bool(unfinished_in(media_dir)), process)
    process.send_signal(signal.SIGINT)
    asked = time.monotonic()
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - asked < 5
    assert process.returncode == status, err
    assert "Traceback" not in out + err
    assert video.read_bytes() == b"the old one"
    assert not unfinished_in(media_dir)
    for segment in segments_in(media_dir):
        assert watch(segment).times


def test_a_failure_in_the_middle_leaves_no_half_file(tmp_path: Path, media_dir: Path) -> None:
    class Failing(StandIn):
        def show(self, t: float, camera: object) -> float:
            if t > 1:
                raise StageError("the light went out")
            return t

    base = type("Base", (Counted,), {"make_stage": Failing})
    path = spec_file(tmp_path)
    with pytest.raises(StageError, match="light"):
        render(path, base)
    assert len(segments_in(media_dir)) == 1
    assert not list(media_dir.rglob(".unfinished*"))
    assert not list(media_dir.rglob("Bowl.*"))


def test_an_encoder_that_fails_is_told_in_one_sentence(tmp_path: Path, media_dir: Path) -> None:
    with pytest.raises(StageError, match="libx264 can't encode"):
        render(spec_file(tmp_path), video_encoder_options={"preset": "impossible"})
    assert not [p for p in media_dir.rglob("*") if p.is_file()]


def flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "no video": lambda content: b"no video",
    "empty": lambda content: b"",
    "one bit": flip,
    "head cut off": lambda content: content[100:],
    "tail cut off": lambda content: content[:-100],
    "a byte more": lambda content: content + b"-",
    "seal cut off": lambda content: content[:-56],
}


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_a_damaged_segment_is_drawn_again_with_a_line_that_says_so(
    tmp_path: Path, media_dir: Path, format: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = spec_file(tmp_path)
    film = final_file(render(path, format=format))
    before = watch(film).frames
    segment, other = sorted(film.parent.rglob(f"partial_movie_files/*/*.{format}"))[:2]
    whole = segment.read_bytes()
    for what, damage in DAMAGE.items():
        segment.write_bytes(damage(whole))
        caplog.clear()
        scene = render(path, format=format)
        assert 0 < len(StandIn.shown) < scene.timeline.frames, what
        assert segment.name in "".join(caplog.text.split()), what
        assert sealed_frames(segment), what
        np.testing.assert_array_equal(watch(film).frames, before)
    # Two whole segments that have exchanged their names.
    segment.rename(tmp_path / "aside")
    other.rename(segment)
    (tmp_path / "aside").rename(other)
    assert sealed_frames(segment) is None
    assert sealed_frames(other) is None


@pytest.mark.parametrize("format", ["mp4", "webm", "mov"])
def test_a_sealed_segment_plays_without_a_word(
    tmp_path: Path, media_dir: Path, format: str
) -> None:
    """FFmpeg reads to the end of the file and finds nothing to complain about."""
    scene = render(spec_file(tmp_path), format=format)
    for name in scene.renderer.file_writer.partial_movie_files:
        with av.logging.Capture() as log:
            frames = len(watch(Path(name)).frames)
        assert frames == sealed_frames(Path(name))
        assert not [line for level, _, line in log if level <= av.logging.WARNING]


HOLDER = """
import sys, time
from pathlib import Path
from gdcore.stage.film.files import Unfinished
file = Unfinished(Path(sys.argv[1]))
file.path.write_bytes(b"half")
print(file.path, flush=True)
time.sleep(60)
"""


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "a.mp4")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    theirs = Path(process.stdout.readline().strip())
    ours, finished = files.Unfinished(tmp_path / "a.mp4"), tmp_path / "b.mp4"
    for path in (ours.path, finished):
        path.write_bytes(b"-")
    for path in (theirs, ours.path, finished):
        os.utime(path, (0, 0))  # a lock tells who is alive, whatever the age
    files.sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([theirs, ours.path, finished])
    process.kill()
    process.wait()
    files.sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([ours.path, finished])
    ours.complete()
    ours.discard()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mp4", "b.mp4"]


def test_unfinished_files_of_one_target_never_meet(tmp_path: Path) -> None:
    target = tmp_path / ("\N{GRINNING FACE}" * 60 + ".mp4")  # 244 bytes
    names = {files.Unfinished(target).path.name for _ in range(20)}
    assert len(names) == 20
    assert all(str(os.getpid()) in name for name in names)


def test_a_film_is_swept_of_what_a_killed_join_left(tmp_path: Path, media_dir: Path) -> None:
    film = final_file(render(spec_file(tmp_path)))
    left = film.with_name(".unfinished-elsewhere-1-00000000-Bowl.mp4")
    left.write_bytes(b"half")
    render(spec_file(tmp_path))
    assert film.exists()
    assert not left.exists()


def test_complete_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "new" / "film.mp4"
    with files.complete_or_nothing(target) as path:
        path.write_text("one")
        assert not target.exists()
    assert target.read_text() == "one"

    def interrupted() -> None:
        with files.complete_or_nothing(target) as path:
            path.write_text("two")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_text() == "one"
    assert list(target.parent.iterdir()) == [target]
