"""The n-th step of writing a film fails, or the process dies there, for every n: the next render
heals it, and nothing incomplete ever has a final name."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import config

from gdcore.stage.errors import StageError
from gdcore.stage.film import encoder, files, joining
from gdcore.stage.film.beside import beside
from gdcore.stage.film.seal import sealed_frames
from gdcore.stage.manim_adapter import file_writer
from tests.stage.short_films import final_file, render, spec_file, watch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that begin as copies"),
]

SHORT = "function: x^2\nstory: [{surface: {seconds: 0.2, caption: A}}, {descend: {seconds: 0.2}}]\n"
STEPS: list[tuple[Any, str]] = [
    (os, "open"),  # of an unfinished file
    (encoder.SegmentEncoder, "_encode"),  # of a frame
    (encoder, "seal"),
    (files.Unfinished, "complete"),  # the rename
    (files.Unfinished, "_let_go"),  # right after it
    (joining, "_packets"),
    (file_writer, "join"),
    (file_writer.FilmWriter, "write_subcaption_file"),
    (Path, "write_bytes"),  # of the captions and all else that stands beside a film
    (file_writer, "write_record"),
    (Path, "write_text"),  # of the record
]
NONE = 10**9
DIED, FAILED = 9, 3
Ending = Callable[[], None]


def fail() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def die() -> None:
    os._exit(DIED)


def in_a_copy(work: Callable[[], None]) -> int:
    """Do something in a copy of this process; its exit status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except (StageError, OSError):
            os._exit(FAILED)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def disturb(at: int, end: Ending, after: bool) -> list[int]:
    """Let the step of this number, counted from 0 on, end by `end`; the list counts the steps."""
    count = [0]

    def disturbed(step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **keywords: Any) -> Any:
            count[0] += 1
            is_it = count[0] - 1 == at
            if is_it and not after:
                end()
            result = step(*arguments, **keywords)
            if is_it:
                end()
            return result

        return call

    for owner, name in STEPS:
        setattr(owner, name, disturbed(getattr(owner, name)))
    return count


def steps_of(path: Path) -> int:
    """How many steps an undisturbed render takes."""
    reader, writer = os.pipe()

    def work() -> None:
        count = disturb(NONE, die, False)
        render(path)
        os.write(writer, str(count[0]).encode())

    assert in_a_copy(work) == 0
    os.close(writer)
    with os.fdopen(reader) as told:
        return int(told.read())


@pytest.mark.parametrize(
    ("end", "after", "status"), [(fail, False, FAILED), (die, False, DIED), (die, True, DIED)],
    ids=["fails", "dies before", "dies after"],
)  # fmt: skip
def test_whatever_step_ends_it_the_next_render_is_right(
    tmp_path: Path, media_dir: Path, end: Ending, after: bool, status: int
) -> None:
    path = spec_file(tmp_path, SHORT)
    film = final_file(render(path))
    expected, texts = watch(film).frames, {file.name: file.read_text() for file in beside(film)}
    config.media_dir = str(tmp_path / "counted")
    total = steps_of(path)
    assert total > 20
    disturbed = 0
    for number in range(total):
        config.media_dir = str(tmp_path / f"m{number}")
        media = Path(config.media_dir)

        def work(number: int = number) -> None:
            disturb(number, end, after)
            render(path)

        ended = in_a_copy(work)
        disturbed += ended == status
        # Where only the sweep of old files failed, or the encoder's thread was quicker and took a
        # step less, the film is made.
        assert ended == status or (ended == 0 and list(media.rglob("Bowl.mp4"))), number
        for file in media.rglob("*.*"):
            if file.name.startswith(".") or file.is_dir():
                continue
            if "partial_movie_files" in file.parts:
                assert sealed_frames(file), (number, file)
            elif file.name in texts:
                assert file.read_text() == texts[file.name], number
            else:
                np.testing.assert_array_equal(watch(file).frames, expected, str(number))
        if end is fail:
            assert not list(media.rglob(".unfinished*")), number
        healed = final_file(render(path))
        np.testing.assert_array_equal(watch(healed).frames, expected, str(number))
        assert {file.name: file.read_text() for file in beside(healed)} == texts
        assert not list(media.rglob(".unfinished*")), number
    assert disturbed > total - 4
