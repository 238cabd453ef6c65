"""The archive that several machines share: a folder at any address that fsspec knows."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from monitor.exceptions import ArchiveError, MonitorError

T = TypeVar("T")
_WINDOW = 1 << 18  # bytes asked for at a time: a page of 40 KB is packed into 10, a picture has some hundred
_PIECE = 1 << 20  # bytes read at a time where a file is read whole
_SECONDS = 30  # of silence, after which a server hangs: left to themselves the libraries wait for ever, or half an hour
_SLOWEST = 1 << 17  # bytes a second; a line that takes less in is none: s3fs has no clock of its own while it sends
_SSH = ("sftp", "ssh")
_S3 = ("s3", "s3a")
# What these say of each request may hold an account, or a token of it.
_LIBRARIES = (
    "aiobotocore",
    "asyncssh",
    "botocore",
    "fsspec",
    "httpcore",
    "httpx",
    "s3fs",
    "smbprotocol",
    "sshfs",
    "webdav4",
)


class Unreachable(ArchiveError):
    """Raised when the shared archive does not do what is asked, so that it need not be asked for the next file."""


class SharedArchive:
    """The folder at `url`; its files are named as in a home's archive. Every method raises ArchiveError where it cannot
    do what it says, with the kind of error alone: what a library says of one may hold an account."""

    def __init__(self, url: str) -> None:
        self.url = url

    def put(self, name: str, file: Path, sha256: str, index: bytes) -> None:
        """Copy `file` there, with its CDXJ `index` and the line of sha256sum beside it; return when what is read back
        has that digest."""
        self._do(name, partial(_put, file))
        if self.digest(name) != sha256:
            raise ArchiveError(f"共享存档里的与本机的不同：{name}")
        line = f"{sha256}  {name.rpartition('/')[2]}\n".encode()
        for suffix, content in ((".cdxj", index), (".sha256", line)):
            self._do(name + suffix, partial(_write, content))

    def digest(self, name: str) -> str:
        """Return the SHA-256 of what lies there."""
        found = hashlib.sha256()

        def read(files: Any, target: str) -> None:
            with files.open(target, "rb", block_size=8 * _PIECE) as stream:
                while piece := stream.read(_PIECE):
                    found.update(piece)

        self._do(name, read)
        return found.hexdigest()

    @contextmanager
    def reading(self, name: str, offset: int) -> Iterator[BinaryIO]:
        """The file `name` from the byte `offset` on, of which no more is asked for than is read, and a window."""

        def open_at(files: Any, target: str) -> Any:
            stream = files.open(target, "rb", block_size=_WINDOW)
            stream.seek(offset)
            return stream

        with self._do(name, open_at) as stream, self._told(name):
            yield stream

    def fetch(self, name: str, file: Path) -> None:
        """Copy `name` to `file`, which nobody reads yet."""
        self._do(name, lambda files, target: files.get_file(target, str(file)))

    def holds(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return self._do(name, lambda files, target: bool(files.exists(target)))

    def remove(self, name: str) -> None:
        """Remove the file and what stands beside it, if they are there."""

        def remove(files: Any, target: str) -> None:
            for suffix in (".sha256", ".cdxj", ""):
                with suppress(FileNotFoundError):
                    files.rm_file(target + suffix)

        self._do(name, remove)

    def _do(self, name: str, work: Callable[[Any, str], T]) -> T:
        with self._told(name):
            files, root = _connect(self.url)
            files.invalidate_cache()
            return work(files, f"{root.rstrip('/')}/{name}")

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except MonitorError:
            raise
        except FileNotFoundError as error:
            raise ArchiveError(f"共享存档里没有：{name}") from error
        except Exception as error:  # noqa: BLE001 (each library has errors of its own)
            _forget(self.url)
            why = getattr(error, "strerror", None) or type(error).__name__
            raise Unreachable(f"共享存档连不上，或读写不了：{name}（{why}）") from None


def open_shared(settings: BaseSettings) -> SharedArchive | None:
    """Return the archive at ARCHIVE_URL, None if there is none; nothing is asked of it. Raises MonitorError for an
    address that cannot be used, without showing it where it holds a password."""
    url: str = settings["ARCHIVE_URL"]
    if not url:
        return None
    try:
        parts = urlsplit(url)
        secret = parts.password is not None or bool(parts.query)
        known = url.startswith("/") or (re.fullmatch("[a-z0-9+]{2,20}", parts.scheme) and "://" in url)
    except ValueError:
        secret, known = True, None
    if secret or not known:
        raise MonitorError(
            "设置 ARCHIVE_URL 读不出来；应为 s3://桶/目录、sftp://用户@主机/目录 或本机的绝对路径，密钥不写在里面"
            "（可能含密钥，不在此显示），放在环境变量里。"
        )
    try:
        import fsspec  # an extra

        fsspec.get_filesystem_class(parts.scheme or "file")
    except (ImportError, ValueError):
        raise MonitorError(
            f"设置 ARCHIVE_URL 的 {parts.scheme or '本机路径'} 缺少组件；请 pip install -e '.[shared]'，"
            "webdav 另装 webdav4，smb 另装 smbprotocol。"
        ) from None
    return SharedArchive(url.rstrip("/"))


def _connect(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
    protocol = urlsplit(url).scheme
    given: dict[str, Any] = {}
    if protocol in _SSH:
        given = {"connect_timeout": _SECONDS, "keepalive_interval": _SECONDS / 3, "keepalive_count_max": 2}
        if f"FSSPEC_{protocol.upper()}_KNOWN_HOSTS" not in os.environ:
            given["known_hosts"] = ()  # those of ~/.ssh; left to itself the library believes any host
    if protocol in _S3:
        once = {"total_max_attempts": 1}  # s3fs tries each request again itself
        given["config_kwargs"] = {"connect_timeout": _SECONDS, "read_timeout": _SECONDS, "retries": once}
    files, root = url_to_fs(url, **given)
    if protocol in _S3:
        files.retries = 2
    return files, str(root)


def _forget(url: str) -> None:
    """Have the next one connect anew: the library keeps a connection that broke."""
    import fsspec

    fsspec.get_filesystem_class(urlsplit(url).scheme or "file").clear_instance_cache()


def _put(file: Path, files: Any, target: str) -> None:
    given = _in_time(files, file.stat().st_size)
    try:
        files.put_file(str(file), target, **given)
    except FileNotFoundError:  # a day's folder; not its parents, nor a bucket: those are a mistake in the address
        files.mkdir(target.rpartition("/")[0], create_parents=False)
        files.put_file(str(file), target, **given)


def _write(content: bytes, files: Any, target: str) -> None:
    files.pipe_file(target, content, **_in_time(files, len(content)))


def _in_time(files: Any, size: int) -> dict[str, float]:
    """By when so many bytes must be there, for the libraries that take it."""
    return {"timeout": _SECONDS + size / _SLOWEST} if files.async_impl else {}
