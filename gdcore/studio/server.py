"""The server: routes, and the life of the process."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import click
from fastapi import Request, Response
from fastapi.responses import JSONResponse
from nicegui import app, ui

from gdcore.studio.completion import complete
from gdcore.studio.folder import Folder, FolderError
from gdcore.studio.guard import TOKEN, Guard
from gdcore.studio.pages.folder_page import folder_page
from gdcore.studio.pages.lesson_page import lesson_page
from gdcore.studio.studio import Studio

HOST = "127.0.0.1"
FIRST_PORT, PORTS = 8765, 50
"""The port, or the first free one of so many after it."""
AT_MOST = 0.5
"""Seconds after Ctrl-C at which the process ends, whatever it does."""


def serve(folder: Path, lesson: str | None, port: int | None, browser: bool) -> None:
    """Show a folder, or one lesson in it, until Ctrl-C.

    Args:
        folder: what the pages may read and write.
        lesson: the file to open first, relative to the folder; None: the page of all lessons.
        port: to listen on; None: the first free one from 8765.
        browser: whether to open the page in the browser.

    Raises:
        OSError: the port is taken.
    """
    port = _free_port(port)
    token = secrets.token_urlsafe(24)
    studio = Studio(Folder(folder))
    _add_routes(studio)
    app.on_startup(studio.start)
    app.on_startup(lambda: _end_at_once(studio))
    app.on_shutdown(studio.stop)
    # Added last, so that it stands before everything, NiceGUI's own websocket included.
    app.add_middleware(Guard, port=port, token=token)
    where = f"/lesson?name={quote(lesson)}&" if lesson else "/?"
    address = f"http://{HOST}:{port}{where}{TOKEN}={token}"
    click.echo(f"The studio is open at\n  {address}\nCtrl-C ends it.")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):  # the way in which a studio ends
        ui.run(
            host=HOST,
            port=port,
            title="gdcore studio",
            favicon=ICON,
            show=f"{where}{TOKEN}={token}" if browser else False,
            reload=False,
            show_welcome_message=False,
            reconnect_timeout=30.0,
            # What is cut short when the server ends is no error to be told of.
            uvicorn_logging_level="critical",
        )


ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path d="M2 5 Q16 45 30 5" fill="none" stroke="#4c78b5" stroke-width="4"/>'
    '<circle cx="8.5" cy="13" r="4.5" fill="#e08b3c"/></svg>'
)


NO_STILL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 270">'
    '<rect width="480" height="270" fill="#8a94a3" opacity="0.25"/>'
    '<text x="240" y="140" text-anchor="middle" font-family="sans-serif" font-size="20" '
    'fill="#8a94a3">no picture: faults, or too heavy</text></svg>'
)
FRESH = {"cache-control": "no-cache"}


def _add_routes(studio: Studio) -> None:
    @ui.page("/")
    def first() -> None:
        folder_page(studio)

    @ui.page("/lesson")
    async def lesson(name: str) -> None:
        await lesson_page(studio, name)

    @app.get("/picture/{tab}/{number}")
    def picture(tab: str, number: int) -> Response:
        found = studio.fetch(tab, number)
        if found is None:
            return Response(status_code=404)
        return Response(found[0], media_type=found[1], headers={"cache-control": "no-store"})

    @app.get("/still")
    async def still(name: str) -> Response:
        try:
            data = await studio.still(name)
        except FolderError:
            data = None
        if data is None:
            return Response(NO_STILL, media_type="image/svg+xml", headers=FRESH)
        return Response(data, media_type="image/jpeg", headers=FRESH)

    @app.post("/complete")
    async def completions(request: Request) -> Response:
        text, position = json.loads(await request.body())
        return JSONResponse(complete(str(text), int(position)))


def _end_at_once(studio: Studio) -> None:
    """Let Ctrl-C end the process without waiting for anything: every text is on the disk.

    Called in the event loop, when the server has set its own handlers, which these replace.
    """
    loop = asyncio.get_running_loop()

    def leave(*_: object) -> None:
        studio.kill()
        # Between two callbacks, so that a file that is being written is written whole …
        loop.call_soon_threadsafe(os._exit, 0)
        # … unless something holds up the loop.
        last = threading.Timer(AT_MOST, os._exit, (0,))
        last.daemon = True
        last.start()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)


def _free_port(wanted: int | None) -> int:
    """The wanted port, or the first free one; OSError if there is none."""
    ports = [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS)
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    taken = f"port {wanted} is" if wanted else f"the ports {FIRST_PORT} to {ports[-1]} are"
    raise OSError(os.EX_UNAVAILABLE, f"{taken} taken: choose another one with --port")
