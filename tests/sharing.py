"""Real servers behind ARCHIVE_URL: S3 by moto, SFTP by OpenSSH, WebDAV by WsgiDAV, SMB by Samba."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from conftest import wait_until

SECRET = "buck3t+word"  # of the S3 account


class Shared(NamedTuple):
    """An address for ARCHIVE_URL, and what a command's environment needs to use it."""

    url: str
    env: dict[str, str]


@contextmanager
def s3(folder: Path, port: int = 0) -> Iterator[Shared]:
    """A server with one empty bucket; what is in it goes with the server."""
    from moto.core.models import DEFAULT_ACCOUNT_ID
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer
    from moto.s3.models import s3_backends

    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    backend = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
    backend.reset()
    backend.create_bucket("evidence", "us-east-1")
    try:
        yield Shared(
            "s3://evidence/zhoubao",
            {
                "AWS_ACCESS_KEY_ID": "office",
                "AWS_SECRET_ACCESS_KEY": SECRET,
                "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{port}",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_MAX_ATTEMPTS": "1",
            },
        )
    finally:
        server.stop()


def open_bucket(folder: Path) -> list[Path]:
    """Put what is in the bucket into a `folder`, and return its files."""
    from moto.core.models import DEFAULT_ACCOUNT_ID
    from moto.s3.models import s3_backends

    files = []
    for name, key in s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets["evidence"].keys.items():
        files.append(folder / name)
        files[-1].parent.mkdir(parents=True, exist_ok=True)
        files[-1].write_bytes(key.value)
    return files


@contextmanager
def sftp(folder: Path) -> Iterator[Shared]:
    """A server with keys of its own, for the user of the tests."""
    program = shutil.which("sshd") or "/usr/sbin/sshd"
    if not Path(program).exists():
        pytest.skip("there is no OpenSSH server")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    keys, there = folder / ".ssh", folder / "there"  # the user's home is the test's
    keys.mkdir()
    there.mkdir()
    for name in ("host", "id_ed25519"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys / name], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lines = (
        f"Port {port}", "ListenAddress 127.0.0.1", f"HostKey {keys / 'host'}", "PidFile none", "StrictModes no",
        f"AuthorizedKeysFile {keys / 'id_ed25519.pub'}", "PasswordAuthentication no", "Subsystem sftp internal-sftp",
        "UsePAM no", "PermitRootLogin prohibit-password",
    )  # fmt: skip
    (keys / "config").write_text("\n".join(lines) + "\n", "utf-8")
    host = (keys / "host.pub").read_text("utf-8")
    (keys / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}", "utf-8")
    with (
        (keys / "log").open("wb") as log,
        subprocess.Popen([program, "-D", "-e", "-f", keys / "config"], stderr=log) as server,
    ):
        try:
            wait_until(lambda: server.poll() is not None or b"listening" in (keys / "log").read_bytes())
            assert server.poll() is None, (keys / "log").read_text("utf-8")
            yield Shared(f"sftp://{getpass.getuser()}@127.0.0.1:{port}{there}", {"HOME": str(folder)})
        finally:
            server.terminate()


@contextmanager
def webdav(folder: Path) -> Iterator[Shared]:
    """A server with an account and an empty folder."""
    missing = "needs a server and what asks it: pip install -e '.[dev]'"
    pytest.importorskip("webdav4", reason=missing)
    served = pytest.importorskip("cheroot.wsgi", reason=missing)
    dav = pytest.importorskip("wsgidav.wsgidav_app", reason=missing)
    (folder / "there" / "evidence").mkdir(parents=True)
    config = {
        "provider_mapping": {"/": str(folder / "there")}, "verbose": 0, "logging": {"enable": False},
        "simple_dc": {"user_mapping": {"*": {"office": {"password": SECRET}}}},
    }  # fmt: skip
    server = served.Server(("127.0.0.1", 0), dav.WsgiDAVApp(config))
    server.prepare()
    threading.Thread(target=server.serve, daemon=True).start()
    address = f"http://office:{quote(SECRET, safe='')}@127.0.0.1:{server.bind_addr[1]}"
    known = pytest.importorskip("fsspec.config", reason=missing).conf  # read from the environment once in a process
    known["webdav"] = {"base_url": address}
    try:
        yield Shared("webdav:///evidence", {"FSSPEC_WEBDAV_BASE_URL": address})
    finally:
        del known["webdav"]
        server.stop()


@contextmanager
def smb(folder: Path) -> Iterator[Shared]:
    """A server with one share, whose account is the user of the tests."""
    pytest.importorskip("smbprotocol", reason="needs what asks the server: pip install -e '.[dev]'")
    program = shutil.which("smbd") or "/usr/sbin/smbd"
    if not Path(program).exists():
        pytest.skip("there is no Samba server: apt-get install samba")
    own, there, user = folder / "own", folder / "there", getpass.getuser()
    own.mkdir()
    there.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = ("private dir", "lock directory", "state directory", "cache directory", "pid directory", "ncalrpc dir")
    lines = (
        "[global]", "server role = standalone server", f"smb ports = {port}", "interfaces = 127.0.0.1",
        "bind interfaces only = yes", "disable netbios = yes", *(f"{each} = {own}" for each in places),
        f"log file = {own / 'log'}", f"passdb backend = tdbsam:{own / 'passdb.tdb'}",
        "[evidence]", f"path = {there}", "read only = no",
    )  # fmt: skip
    (own / "smb.conf").write_text("\n".join(lines) + "\n", "utf-8")
    subprocess.run(
        ["smbpasswd", "-c", own / "smb.conf", "-s", "-a", user], input=f"{SECRET}\n{SECRET}\n".encode(), check=True
    )
    command = [program, "-F", "--no-process-group", "-s", own / "smb.conf"]
    # A session of its own: as it ends, it ends its whole group.
    with (
        (own / "out").open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True) as server,
    ):

        def answers() -> bool:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                return True
            return server.poll() is not None

        try:
            wait_until(answers)
            assert server.poll() is None, (own / "out").read_text("utf-8")
            account = {"FSSPEC_SMB_USERNAME": user, "FSSPEC_SMB_PASSWORD": SECRET}
            known = pytest.importorskip("fsspec.config").conf  # read from the environment once in a process
            known["smb"] = {"username": user, "password": SECRET}
            yield Shared(f"smb://127.0.0.1:{port}/evidence", account)
        finally:
            pytest.importorskip("fsspec.config").conf.pop("smb", None)
            server.terminate()


Open = Callable[[str], Shared]


@pytest.fixture
def shared_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Starts a server of a kind for this test, whose processes, and this one, can use it."""
    with ExitStack() as servers:

        def start(kind: str) -> Shared:
            (folder := tmp_path / kind).mkdir()
            shared = servers.enter_context({"s3": s3, "sftp": sftp, "webdav": webdav, "smb": smb}[kind](folder))
            for name, value in shared.env.items():
                monkeypatch.setenv(name, value)
            return shared

        yield start
