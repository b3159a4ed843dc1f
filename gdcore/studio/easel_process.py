"""The easel's process: answers calls through a pipe. Ending it ends whatever it computes."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from gdcore.studio.easel import Easel

MOST_LITTER = 8
"""Stages after which memory is given back; earlier in a pause of so many seconds:"""
IDLE = 0.5
_MODEST = 10
"""Niceness of processes that yield: a tenth of the time of one that does not, if both want it."""


def run(pipe: Connection, yields: bool = False) -> None:
    """Answer calls (method, arguments) by (True, result) or (False, exception), until the pipe is
    closed.

    yields: let other processes have the processor first.
    """
    # Ctrl-C in the terminal reaches this process, too; the server decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("manim").setLevel("ERROR")
    if yields:
        give_precedence()
    easel = Easel()
    with contextlib.suppress(Exception):  # where OpenGL is missing, the first picture says so
        easel.warm_up()
    while True:
        try:
            method, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, Any] = True, getattr(easel, method)(*arguments)
        except Exception as error:
            answer = False, _portable(error)
        try:
            pipe.send(answer)
        except (BrokenPipeError, OSError):
            return
        if easel.litter >= MOST_LITTER or (easel.litter and not pipe.poll(IDLE)):
            easel.tidy()


def give_precedence() -> None:
    """Let processes that somebody waits for have the processor first, where the system can."""
    if hasattr(os, "nice"):
        os.nice(_MODEST)


def _portable(error: Exception) -> Exception:
    """An exception that can travel to another process; a mistake of ours is printed here."""
    from gdcore.spec import SpecError
    from gdcore.stage.errors import StageError

    if isinstance(error, SpecError):
        return ValueError(str(error))
    if not isinstance(error, StageError):
        traceback.print_exc(file=sys.stderr)
    return RuntimeError(f"{error}" or type(error).__name__)
