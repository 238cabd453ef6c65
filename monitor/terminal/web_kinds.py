"""Settings that say how the web is asked. As in monitor.terminal.kinds, ValueError says what is wrong."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from monitor.terminal.kinds import line, names, whole


def header(value: Any) -> str:
    """What may stand in a header of HTTP: visible ASCII and spaces."""
    if not re.fullmatch("[ -~]*[!-~][ -~]*", str(value)):
        raise ValueError("应为一行 ASCII 字符，不空")
    return str(value)


def contact(value: Any) -> str:
    """What becomes part of the User-Agent, or nothing."""
    return header(value) if value else ""


def codes(value: Any) -> list[int]:
    """Numbers of HTTP."""
    return [whole(100, 999)(each) for each in names(value)]


def words(value: Any) -> list[str]:
    """Words with spaces between them: addresses, which may hold commas."""
    return [line(each) for each in (value.split() if isinstance(value, str) else value)]


def web_address(value: Any) -> str:
    """The address of a server."""
    try:
        parts = urlsplit(line(value))
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0  # a bad port raises
    except ValueError:
        good = False
    if good:
        return str(value)
    raise ValueError("应为 http:// 或 https:// 开头的网址")


def web_addresses(value: Any) -> str:
    """Addresses of servers, apart by commas or blanks."""
    return ",".join(web_address(each) for each in line(value).replace(",", " ").split())


def networks(value: Any) -> list[str]:
    """Networks in the notation of CIDR."""
    try:
        return [str(ip_network(each)) for each in names(value)]
    except ValueError as error:
        raise ValueError("应为网段，逗号隔开，例如 198.18.0.0/15") from error
