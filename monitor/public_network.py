"""Downloader middleware: an address from an article must not make this machine ask its own network."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from monitor.failures import PRIVATE

# No public top-level domains.
_LOCAL = frozenset(("localhost", "local", "internal", "localdomain", "lan", "home", "intranet"))


class PublicNetwork:
    """Refuses requests to hosts that are no public address or name, redirects to them too; and what a public name
    answered from a private address, unless a proxy stands between."""

    def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for a private address, or a name that no public DNS holds."""
        host = (urlparse_cached(request).hostname or "").rstrip(".")
        if urlparse_cached(request).scheme not in ("http", "https") or not is_public(host):
            raise IgnoreRequest(f"{PRIVATE}: {request.url}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Return `response`. Raises IgnoreRequest if it came from a private address."""
        came_from = response.ip_address
        if came_from is not None and not _is_global(came_from) and "proxy" not in request.meta:
            raise IgnoreRequest(f"{PRIVATE}: {request.url} ({came_from})")
        return response


def is_public(host: str) -> bool:
    """Tell whether `host`, an address or a name, can be one of the public network. Pure: no name is resolved."""
    try:
        return _is_global(ip_address(host.strip("[]")))
    except ValueError:
        # A name of digits alone is an address in another notation (127.1, 2130706433, 0x7f000001).
        last = host.rsplit(".", 1)[-1]
        return "." in host and not last.startswith("0x") and not last.isdigit() and last not in _LOCAL


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_global and not (mapped or address).is_multicast
