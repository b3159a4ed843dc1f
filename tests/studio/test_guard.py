"""Who is let through to the server, and who is not."""

import asyncio

import pytest

from gdcore.studio.guard import Guard

TOKEN = "correct-horse"
HOST, COOKIE = (b"host", b"127.0.0.1:8765"), (b"cookie", b"gdcore-studio-8765=correct-horse")


def ask(headers, query=b"", kind="http", path="/lesson"):
    """What the server answers, and whether the application behind the guard was reached."""
    sent, reached = [], []

    async def app(scope, receive, send):
        reached.append(scope["path"])

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "headers": headers, "query_string": query}
    asyncio.run(Guard(app, 8765, TOKEN)(scope, None, send))
    return sent, bool(reached)


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers",
    [
        [HOST],
        [HOST, (b"cookie", b"gdcore-studio-8765=wrong")],
        [HOST, (b"cookie", b"gdcore-studio-9999=correct-horse")],
        [COOKIE],
        [COOKIE, (b"host", b"127.0.0.1:80")],
        [COOKIE, (b"host", b"evil.example:8765")],  # a name that resolves to this machine
        [HOST, COOKIE, (b"origin", b"http://evil.example")],
        [HOST, COOKIE, (b"origin", b"http://127.0.0.1:9000")],
        [HOST, COOKIE, (b"origin", b"null")],
    ],
)
def test_others_are_refused(headers, kind):
    sent, reached = ask(headers, kind=kind)
    assert not reached
    if kind == "http":
        assert sent[0]["status"] == 403
        assert TOKEN.encode() not in sent[1]["body"]
    else:
        assert sent[0]["type"] == "websocket.close"


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_its_own_page_is_let_through(kind):
    for more in ([], [(b"origin", b"http://127.0.0.1:8765")]):
        assert ask([HOST, COOKIE, *more], kind=kind)[1]


def test_the_token_is_exchanged_for_a_cookie():
    sent, reached = ask([HOST], b"name=a%20b.yaml&token=correct-horse")
    headers = dict(sent[0]["headers"])
    assert not reached
    assert sent[0]["status"] == 303
    assert headers[b"location"] == b"/lesson?name=a+b.yaml"
    assert b"HttpOnly; SameSite=Strict" in headers[b"set-cookie"]
    assert ask([HOST], b"token=wrong")[0][0]["status"] == 403
    # A path with two slashes must not lead to another server.
    sent, _ = ask([HOST], b"token=correct-horse", path="//evil.example")
    assert dict(sent[0]["headers"])[b"location"] == b"/evil.example"
