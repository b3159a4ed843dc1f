"""Who may speak to the server: pages that it served itself, opened with its token."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOKEN = "token"  # the parameter's name in the address
_FIXED = [
    (b"cache-control", b"no-store"),
    (b"content-type", b"text/plain; charset=utf-8"),
]
_ALWAYS = [
    # No other page may frame this one, embed its pictures, or learn its address.
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


class Guard:
    """An ASGI application that lets through to `app` only what comes from the studio's own page.

    A request needs a Host header that names this server (so that a foreign name that resolves to
    127.0.0.1 is refused), no Origin header or this server's, and the token: in the address at
    first, in a cookie from then on. Websockets need the same.

    port: the server's; token: a secret of this run.
    """

    def __init__(self, app: App, port: int, token: str) -> None:
        self._app, self._token, self._port = app, token, port
        self._hosts = {f"{host}:{port}" for host in ("127.0.0.1", "localhost")}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        origin = headers.get(b"origin")
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        if headers.get(b"host") not in self._hosts:
            await _refuse(scope, send, "this server answers to 127.0.0.1 alone")
        elif origin is not None and origin not in self._origins:
            await _refuse(scope, send, "this server does not answer to other pages")
        elif self._same(_cookie(headers.get(b"cookie", ""), self._cookie_name)):
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "http" and self._same(dict(query).get(TOKEN, "")):
            await self._admit(scope, send, [pair for pair in query if pair[0] != TOKEN])
        else:
            await _refuse(
                scope, send, "please open the address that `gdcore studio` printed, with its token"
            )

    @property
    def _cookie_name(self) -> str:
        # Cookies don't tell ports apart: two studios must not overwrite each other's.
        return f"gdcore-studio-{self._port}"

    def _same(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())

    async def _admit(self, scope: Scope, send: Send, query: list[tuple[str, str]]) -> None:
        """Give the cookie, and lead to the same address without the token."""
        where = scope["path"] + (f"?{urlencode(query)}" if query else "")
        cookie = f"{self._cookie_name}={self._token}; Path=/; HttpOnly; SameSite=Strict"
        # A path with two slashes in front would be an address of another server.
        where = "/" + where.lstrip("/")
        headers = [
            (b"location", where.encode("latin-1")),
            (b"set-cookie", cookie.encode()),
            *_FIXED,
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_ALWAYS]
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send, reason: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
        return
    await send({"type": "http.response.start", "status": 403, "headers": _FIXED})
    await send({"type": "http.response.body", "body": f"gdcore studio: {reason}\n".encode()})
