"""A desk that others on the network open: by name and password, not too often, and out again."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from pathlib import Path

import pytest
import trustme
from conftest import Scrapy
from scrapy.utils.project import get_project_settings
from starlette.testclient import TestClient

from desk import serving
from desk.application import make_application
from monitor.accounts import passwords
from monitor.accounts.book import Accounts, read_accounts, write_account
from monitor.accounts.opening import Opening
from monitor.accounts.passwords import hash_password
from monitor.accounts.sessions import DAYS
from monitor.exceptions import MonitorError

SECRET = "正确的马 电池 八个字"
HERE = "https://desk.example"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_N", 16)


def test_who_has_an_account_enters_and_leaves(tmp_path: Path) -> None:
    settings = get_project_settings()
    settings.set("MONITOR_HOME", str(tmp_path), priority="cmdline")
    desk = make_application(settings, 653, (HERE,), accounts=Accounts({"王某": hash_password(SECRET)}))
    with TestClient(desk, HERE, headers={"Origin": HERE}, follow_redirects=False) as client:
        assert client.get("/653").headers["location"] == "/enter"
        assert 'type="password"' in client.get("/enter").text
        key = desk.sessions.make_key()
        assert client.post("/enter", data={"key": key, "name": "王某"}).status_code == 401, "no key opens it"
        wrong = client.post("/enter", data={"name": "王某", "password": SECRET + "x"})
        assert wrong.status_code == 401 and "名字或密码不对。" in wrong.text and SECRET not in wrong.text
        stranger = client.post("/enter", data={"name": "张某", "password": SECRET})
        assert stranger.status_code == 401 and "名字或密码不对。" in stranger.text, "which of both is not told"
        right = client.post("/enter", data={"name": "王某", "password": SECRET})
        assert right.status_code == 303
        cookie = right.headers["set-cookie"]
        assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Secure", f"Max-Age={DAYS * 86400}"))
        assert re.match(r"zhoubao-[0-9A-Za-z-]+=", cookie), cookie
        assert "王某" in client.get("/653").text
        client.post("/leave")
        assert client.get("/653").headers["location"] == "/enter"
        answers = [client.post("/enter", data={"name": "王某", "password": "x"}).status_code for _ in range(7)]
        assert answers == [401] * 5 + [429] * 2
        late = client.post("/enter", data={"name": "王某", "password": SECRET})
        assert late.status_code == 429 and "请过一分钟再试" in late.text
    assert not list(tmp_path.rglob("desk-sessions*")), "nobody stays entered when the desk ends"


def test_the_command_keeps_a_password_and_refuses_an_open_door(scrapy: Scrapy, tmp_path: Path) -> None:
    home = tmp_path / "home"
    refused = scrapy("desk", "653", "--host", "192.168.1.5", "--no-browser")
    assert refused.returncode == 2 and "--account" in refused.stderr
    write_account(home, "王某", SECRET)
    assert read_accounts(home).admits("王某", SECRET)
    refused = scrapy("desk", "653", "--host", "192.168.1.5", "--no-browser")
    assert refused.returncode == 2 and "--plain-http" in refused.stderr


def test_it_is_served_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a name that leads to this machine; a certificate that is none is told before anything is opened."""
    settings = get_project_settings()
    settings.set("MONITOR_HOME", str(tmp_path), priority="cmdline")
    write_account(tmp_path, "王某", SECRET)
    authority = trustme.CA()
    issued = authority.issue_cert("localhost")
    for name, pem in (("c.pem", issued.cert_chain_pems[0]), ("k.pem", issued.private_key_pem)):
        pem.write_to_path(str(tmp_path / name))
    (tmp_path / "bad.pem").write_text("x")
    issue = make_application(settings, 653, (HERE,)).app.app.state.desk.weeks.issue(653)  # type: ignore[attr-defined]
    bad = Opening("localhost", 0, str(tmp_path / "bad.pem"), str(tmp_path / "k.pem"))
    with pytest.raises(MonitorError, match=r"bad\.pem"):
        serving.serve(settings, issue, bad, False)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    answers: list[bytes] = []
    run = serving.uvicorn.Server.run

    def ask(server: serving.uvicorn.Server, port: int) -> None:
        try:
            line = socket.create_connection(("localhost", port))
            with line, context.wrap_socket(line, server_hostname="localhost") as safe:
                safe.sendall(f"GET /enter HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode())
                answers.append(b"".join(iter(lambda: safe.recv(65536), b"")))
        finally:
            server.should_exit = True

    def serve(server: serving.uvicorn.Server, sockets: list[socket.socket]) -> None:
        assert sockets[0].proto == socket.IPPROTO_TCP, "without it asyncio lets the end of an answer wait for 40 ms"
        asking = threading.Thread(target=ask, args=(server, sockets[0].getsockname()[1]))
        asking.start()  # the line is listened to already
        run(server, sockets)
        asking.join()

    monkeypatch.setattr(serving.uvicorn.Server, "run", serve)
    serving.serve(settings, issue, Opening("localhost", 0, str(tmp_path / "c.pem"), str(tmp_path / "k.pem")), False)
    assert answers[0].startswith(b"HTTP/1.1 200") and b'type="password"' in answers[0]
