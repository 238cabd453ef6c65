"""An office's proxy that signs what it passes on with an authority of its own; behind it stands the sample week."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
from conftest import SAMPLE_WEEK
from scrapy import Request

from monitor.archive.index import ArchiveIndex, open_index


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # a country's outlets knock at once


class Office(BaseHTTPRequestHandler):
    """Answers plain requests, and inside a tunnel that it opens itself those over TLS."""

    protocol_version = "HTTP/1.1"
    index: ArchiveIndex
    context: ssl.SSLContext
    agents: set[str]
    asked: list[str]
    redesign: Callable[[str, bytes], bytes]
    tunnel = ""

    def do_CONNECT(self) -> None:
        self.tunnel = "https://" + self.path.removesuffix(":443")
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.connection = self.context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        self.close_connection = False

    def finish(self) -> None:
        super().finish()
        if self.tunnel:
            self.connection.close()

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.agents.add(self.headers.get("User-Agent", ""))
        url = self.tunnel + self.path
        self.asked.append(url)
        status, kind, answer = self.find(url, body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET

    def find(self, url: str, body: bytes) -> tuple[int, str, bytes]:
        """Return status, content type and body of the answer to the `url`, to which a `body` was sent."""
        capture = self.index.find(Request(url, method=self.command, body=body))
        if not capture:
            return 404, "text/html", b"not found"
        found = capture.load().response
        kind = found.headers.get("Content-Type") or b"text/html"
        return found.status, kind.decode(), type(self).redesign(url, found.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def certified(authority: trustme.CA) -> ssl.SSLContext:
    """Return a context that shows each host a certificate of its own, made by `authority`."""
    certificates: dict[str, ssl.SSLContext] = {}

    def certify(socket: ssl.SSLSocket, name: str, context: ssl.SSLContext) -> None:
        if name not in certificates:
            certificates[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            with authority.issue_cert(name).private_key_and_cert_chain_pem.tempfile() as own:
                chain = Path(own).read_bytes() + authority.cert_pem.bytes()  # a browser is told the authority so
                Path(own).write_bytes(chain)
                certificates[name].load_cert_chain(own)
        socket.context = certificates[name]

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_servername_callback(certify)  # type: ignore[arg-type]
    return context


@contextmanager
def serve(handler: type[Office], folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of a command whose network is that `handler`; its authority's certificate is in `folder`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "office.pem"))
    handler.context, handler.agents, handler.asked = certified(authority), set(), []
    handler.index = open_index((SAMPLE_WEEK,))
    handler.redesign = staticmethod(lambda url, body: body)  # type: ignore[assignment]
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        yield {"http_proxy": address, "https_proxy": address, "no_proxy": "",
               "MONITOR_CERTIFICATE_AUTHORITIES": str(folder / "office.pem")}  # fmt: skip
        server.shutdown()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[dict[str, str]]:
    with serve(Office, tmp_path) as environment:
        yield environment
