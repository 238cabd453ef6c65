"""A database's address: read, and shown without what is secret in it."""

from __future__ import annotations

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from monitor.exceptions import StoreError, reason_of

STORE = "库："  # in the log of a scrapyd's job: what follows is the database in which it keeps its run
_HIDDEN = "***"
_OPEN = frozenset(("host", "port", "sslmode"))  # parameters that an operator must see to mend them; no secret is there
_SHORT = 3  # characters: a "5" is no password, and would be struck out of every "port 5432"
_REMEDY = (
    "设置 MONITOR_DATABASE_URL 读不出来；应为 postgresql+psycopg://用户:密码@主机:端口/库名 或 sqlite:////路径，"
    "密码里的 @ : / ? # % 和空格写成 %40 %3A %2F %3F %23 %25 %20（地址含密钥，不在此显示）。"
)


def read_address(given: str | URL) -> URL:
    """Return the address that `given` writes. Raises StoreError, which shows nothing of it, where it cannot be read, or
    was cut inside the password, so that a part of that would be taken for the name of a host or a database."""
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):  # their text may hold any part of it
        raise StoreError(_REMEDY) from None
    if url.get_backend_name() == "sqlite":  # a file has no host: with a slash too few its folder is taken for one
        misread = bool(url.host or url.username)
    else:
        misread = bool(re.search(r"[@=\s]", url.host or "") or re.search(r"[@:=\s]", url.database or ""))
    if misread:
        raise StoreError(_REMEDY)
    return url


def show_address(url: URL) -> str:
    """Return `url` with its password hidden, wherever it is written: a driver takes one as a parameter too."""
    hidden = {name: value if name in _OPEN else _HIDDEN for name, value in url.query.items()}
    return url.set(query=hidden).render_as_string(hide_password=True).replace("%2A%2A%2A", _HIDDEN)


def reason_without_secrets(error: BaseException, url: URL) -> str:
    """Return what `error` says, in one line, less the secrets of `url`."""
    reason = reason_of(error)
    for name, value in (("password", url.password or ""), *url.query.items()):
        for secret in (value,) if isinstance(value, str) else value:
            if name not in _OPEN and len(secret) > _SHORT:
                reason = reason.replace(secret, _HIDDEN)
    return reason
