"""Downloader middleware: an address from an article must not make this machine ask its own network."""

from __future__ import annotations

import asyncio
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from monitor.network.failures import PRIVATE

_EMBEDDING = (IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
# No public top-level domains.
_LOCAL = frozenset(("localhost", "local", "internal", "localdomain", "lan", "home", "intranet"))


class PublicNetwork:
    """Refuses requests to hosts that are no public address or name, or that the resolver leads to a private address;
    redirects to them too. It stands behind HttpProxyMiddleware: a proxy resolves names itself, and its own address is
    the office's. A name that changes between look-up and connection is caught by the address that answered."""

    async def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for a private address, or a name that no public DNS holds."""
        parts = urlparse_cached(request)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in ("http", "https") or not is_public(host):
            raise IgnoreRequest(f"{PRIVATE}: {request.url}")
        if "proxy" not in request.meta:
            for address in await _resolve(host):
                if not _is_global(address):
                    raise IgnoreRequest(f"{PRIVATE}: {request.url} ({address})")

    def process_response(self, request: Request, response: Response) -> Response:
        """Return `response`. Raises IgnoreRequest if it came from a private address."""
        came_from = response.ip_address
        if came_from is not None and not _is_global(came_from) and "proxy" not in request.meta:
            raise IgnoreRequest(f"{PRIVATE}: {request.url} ({came_from})")
        return response


async def _resolve(host: str) -> list[IPv4Address | IPv6Address]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None)
    except OSError:
        return []  # the downloader will say so
    return [ip_address(str(address[0]).split("%")[0]) for *_, address in found]


def is_public(host: str) -> bool:
    """Tell whether `host`, an address or a name, can be one of the public network. Pure: no name is resolved."""
    try:
        return _is_global(ip_address(host.strip("[]")))
    except ValueError:
        # A name of digits alone is an address in another notation (127.1, 2130706433, 0x7f000001).
        last = host.rsplit(".", 1)[-1]
        return "." in host and not last.startswith("0x") and not last.isdigit() and last not in _LOCAL


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    inner = _inner(address) if isinstance(address, IPv6Address) else None
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    return (inner or address).is_global and not (inner or address).is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, compatible, 6to4, NAT64."""
    embedded = any(address in network for network in _EMBEDDING)
    return address.ipv4_mapped or address.sixtofour or (IPv4Address(int(address) & 0xFFFFFFFF) if embedded else None)
