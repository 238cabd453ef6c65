"""Addresses: what makes two of them the same article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url


@dataclass(frozen=True)
class Address:
    """What an article's address says: its canonical form, the outlet's stable id, the day (Asia/Shanghai) if the
    path holds one, and which page of a long article it is (from 1)."""

    url: str
    key: str
    day: date | None = None
    page: int = 1


def host_of(url: str) -> str:
    """Return the host name of `url` in lower case, without a port; empty if it has none or is no address."""
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:
        return ""


def is_web_address(url: str) -> bool:
    """Tell whether `url` is an absolute http or https address with a host."""
    return re.match(r"https?://", url.strip(), re.IGNORECASE) is not None and bool(host_of(url))


def plain_address(url: str) -> Address:
    """Return the address of a page that no outlet claims: query sorted, fragment gone, key without the scheme."""
    canonical = canonicalize_url(url.strip())
    return Address(canonical, canonical.split("://", 1)[-1])


def day_of(match: re.Match[str]) -> date | None:
    """Return the day in the groups `date` (YYYYMMDD) or `y`, `m`, `d` of an address; None if absent or impossible."""
    groups = match.groupdict()
    digits = groups.get("date") or "".join(groups.get(name) or "" for name in ("y", "m", "d"))
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if len(digits) == 8 else None
    except ValueError:
        return None
