"""The process around a command: its standard streams, environment, interrupts, and memory."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def prepare() -> None:
    """Put right what a process may have been started without.

    Standard streams that are closed, as after ``2>&-``, are connected to the null device: otherwise
    the next file that is opened gets the free number, and whatever a library writes to standard
    error goes into that file, such as a segment of a film. A missing PATH gets the system's default
    one, since pydub, which Manim imports, fails without.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
    os.environ.setdefault("PATH", os.defpath)


@contextmanager
def loading() -> Iterator[None]:
    """While modules are imported here, an interrupt ends the process at once with status 130.

    Nothing is being written then that would have to be cleared away. The usual exception could be
    lost or changed on its way: Python turns it into another one where a class is being made, and
    swallows it in callbacks.
    """
    try:
        before = signal.signal(signal.SIGINT, _leave)
    except ValueError:  # not the main thread, which alone gets interrupts
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(number: int, frame: object) -> None:
    os.write(2, b"interrupted\n")
    os._exit(130)


def give_up_on(number: int) -> None:
    """Send what is still buffered for a stream that fails, and all that follows, to the null
    device; Python would try once more when it exits, and complain."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, number)
    os.close(null)


def return_memory() -> None:
    """Give memory that is free back to the operating system.

    The C library keeps what was freed between arrays that still live. In a process that draws one
    lesson after the other these gaps grow by about half a megabyte a lesson, although nothing
    leaks. It takes well below a millisecond.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; musl has none
        if trim is not None:
            trim(0)
