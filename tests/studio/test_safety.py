"""A running studio, spoken to by clients that are no browsers and keep to no rules."""

from __future__ import annotations

import http.client
import socket
from pathlib import Path

import pytest

from tests.studio.conftest import TEXT, Served

pytestmark = pytest.mark.slow

SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def ask(served: Served, path: str, headers: dict[str, str], method: str = "GET") -> tuple[int, str]:
    """Status and body of an answer; a header of ours replaces the client's own."""
    connection = http.client.HTTPConnection("127.0.0.1", port(served), timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = "" if answer.status == 101 else answer.read().decode(errors="replace")
    connection.close()
    return answer.status, body


def port(served: Served) -> int:
    return int(served.base.rpartition(":")[2])


def cookie(served: Served) -> dict[str, str]:
    return {"Cookie": f"gdcore-studio-{port(served)}={served.token}"}


def test_who_is_let_in(served: Served) -> None:
    mine = cookie(served)
    own = {"Origin": served.base}
    foreign = [
        {},  # no token
        {"Cookie": mine["Cookie"][:-1]},
        mine | {"Origin": "http://evil.example"},
        mine | {"Origin": "null"},
        mine | {"Origin": f"https://127.0.0.1:{port(served)}"},
        mine | {"Host": f"evil.example:{port(served)}"},  # a name that leads to this machine
        mine | {"Host": "127.0.0.1"},
    ]
    for path in ("/", SOCKET, SOCKET.replace("websocket", "polling"), "/complete"):
        for headers in foreign:
            more = UPGRADE if path == SOCKET else {}
            method = "POST" if path == "/complete" else "GET"
            status, body = ask(served, path, headers | more, method)
            assert status == 403, (path, headers)
            assert served.token not in body
    assert ask(served, "/", mine)[0] == 200
    assert ask(served, SOCKET, mine | own | UPGRADE)[0] == 101
    assert ask(served, f"/?token={served.token}", {})[0] == 303
    assert ask(served, f"/?token={served.token[:-1]}", {})[0] == 403


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: asks for our address on the network
        except OSError:
            pytest.skip("this machine is on no network")
        outside = probe.getsockname()[0]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((outside, port(served)), 2)


def test_nothing_outside_the_folder_is_read(served: Served) -> None:
    mine = cookie(served)
    outside = served.folder.parent
    (outside / "secret.yaml").write_text(TEXT.replace("A bowl", "Swordfish"))
    (outside / "secret.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    (served.folder / "link.yaml").symlink_to(outside / "secret.yaml")
    (served.folder / "link.csv").symlink_to(outside / "secret.csv")
    (served.folder / "inside.csv").write_text("x,y\n1,2\n2,3\n3,5\n")
    for name in ("../secret.yaml", "link.yaml", str(outside / "secret.yaml"), "..%2Fsecret.yaml"):
        status, body = ask(served, f"/lesson?name={name}", mine)
        assert "Swordfish" not in body
        assert "outside the opened folder" in body or status >= 400
        assert "no picture" in ask(served, f"/still?name={name}", mine)[1]
    for data in ("../secret.csv", "link.csv", "inside.csv"):
        path = served.folder / f"{Path(data).stem}-{'up' if '..' in data else 'in'}.yaml"
        path.write_text(f"function: w*x + b\ndata: {data}\nstory: [{{pause: 1}}]\n")
        is_drawn = "no picture" not in ask(served, f"/still?name={path.name}", mine)[1]
        assert is_drawn == (data == "inside.csv"), data
        path.unlink()
    (served.folder / "link.yaml").unlink()
