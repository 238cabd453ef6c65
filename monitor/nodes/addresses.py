"""Where the scrapyd servers are, and with which account each is asked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from monitor.exceptions import MonitorError

_USER, _PASSWORD = "SCRAPYD_USERNAME", "SCRAPYD_PASSWORD"


class NodeAddress(NamedTuple):
    """A server's address without a slash at the end, and its account; empty: none was given."""

    url: str
    user: str
    password: str


def read_addresses(given: str, environment: Mapping[str, str]) -> list[NodeAddress]:
    """Return the servers that SCRAPYD_URL names, apart by commas or blanks. The account of the second is
    SCRAPYD_USERNAME_2 and SCRAPYD_PASSWORD_2 in `environment`, and so on; where these are not set, and for the first,
    it is SCRAPYD_USERNAME and SCRAPYD_PASSWORD. Raises MonitorError that shows no address it could not read."""
    urls = [_read(word) for word in given.replace(",", " ").split()]
    if not urls:
        raise MonitorError("设置 SCRAPYD_URL 是空的；应为 http://主机:端口，几台之间用逗号隔开。")
    if twice := sorted({url for url in urls if urls.count(url) > 1}):
        raise MonitorError(f"设置 SCRAPYD_URL 里 {twice[0]} 写了两次；一台只写一次。")
    return [NodeAddress(url, *_account(number, environment)) for number, url in enumerate(urls, 1)]


def _account(number: int, environment: Mapping[str, str]) -> tuple[str, str]:
    own = (f"{_USER}_{number}", f"{_PASSWORD}_{number}")
    names = own if any(environment.get(name) for name in own) else (_USER, _PASSWORD)
    return environment.get(names[0], ""), environment.get(names[1], "")


def _read(given: str) -> str:
    """With a slash at the end //listjobs.json would be asked for. Nobody between is asked for a server on this
    machine, least of all with its account."""
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
        if "@" in given or parts.scheme not in ("http", "https") or not host or parts.port == 0:
            raise ValueError
    except ValueError:  # whose text may hold a password
        raise MonitorError(
            "设置 SCRAPYD_URL 读不出来；应为 http://主机:端口，几台之间用逗号隔开，账号不写在里面"
            "（可能含密钥，不在此显示），而在 SCRAPYD_USERNAME 和 SCRAPYD_PASSWORD 里。"
        ) from None
    if is_here(given) and not proxy_bypass(host):
        os.environ["no_proxy"] = ",".join(filter(None, (getproxies().get("no"), host)))
    return given.rstrip("/")


def is_here(url: str) -> bool:
    """Tell whether the server at `url` is on this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
