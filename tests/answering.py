"""A proxy whose every answer is given by a test, and a receiver that hears what is sent to it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Answer = Callable[["Handler"], None]


def wait_for_ever(handler: Handler) -> None:
    """Answer nothing, until the client hangs up."""
    handler.rfile.read(1)


class Handler(BaseHTTPRequestHandler):
    answer: Answer
    robots = "User-agent: *\nAllow: /\n"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.endswith("/robots.txt"):
            self.send(200, self.robots.encode(), kind="text/plain")
        else:
            type(self).answer(self)

    do_POST = do_GET

    def send(self, status: int, body: bytes = b"", kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], dict[str, str]]]:
    servers = []

    def start(answer: Answer) -> dict[str, str]:
        Handler.answer = staticmethod(answer)  # type: ignore[assignment]
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return {"http_proxy": f"http://127.0.0.1:{server.server_port}", "no_proxy": ""}

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class Receiver(BaseHTTPRequestHandler):
    """Hears notifications."""

    status = 200
    heard: list[tuple[str, str]]  # path and body

    def do_POST(self) -> None:
        self.heard.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass

    @classmethod
    def messages(cls) -> list[dict[str, str]]:
        """Return what was heard so far, and forget it."""
        told, cls.heard = [json.loads(body) for _, body in cls.heard], []
        return told


@pytest.fixture
def listening() -> Iterator[str]:
    """The place, host and port, of a receiver."""
    Receiver.heard, Receiver.status = [], 200
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
