"""Who may be asked: the public network alone, one rule for lists, pages, pictures and redirects.

An address or a name from a page must not make this machine, or an office's proxy, ask the network that they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import ClassVar, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from tldextract import TLDExtract
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from monitor.exceptions import MonitorError
from monitor.network.failures import PORT, PRIVATE
from monitor.network.redirects import AtHome

Address = IPv4Address | IPv6Address
Networks = Sequence[IPv4Network | IPv6Network]
_EMBEDDING = (IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
_OWN_NAT64 = IPv6Network("64:ff9b:1::/48")  # a network's own (RFC 8215), global to Python 3.11
# No public top-level domains: RFC 6761, 6762, 7686, 8375, what ICANN will never delegate (internal, corp, home, mail),
# and what routers and offices use.
_LOCAL = frozenset(
    ("localhost", "local", "internal", "localdomain", "lan", "home", "intranet", "corp", "mail", "private", "test",
     "invalid", "onion", "alt", "arpa")
)  # fmt: skip
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,126}")  # RFC 1035, 2.3.4
_PORTS = (None, 80, 443)
_ADMITTED = "PRIVATE_NETWORKS_ADMITTED"


class PublicNetwork:
    """Downloader middleware, before that of robots.txt. Refuses requests to hosts that are no public address or name,
    unless the outlet's own declaration names them, and to ports of other services than the web's, unless a first
    request of the run is made there. What a name leads to is PublicResolver's to refuse; a browser resolves by itself,
    so the address that answered is looked at too. A proxy resolves names itself, and its own address is the office's
    affair."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._admitted = read_networks(crawler.settings)
        self._proxies = proxies()
        self._ports: set[tuple[str, int | None]] = set()  # host and port of first requests

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a crawler. Raises MonitorError for a bad setting."""
        # For the first cookie that it meets Scrapy fetches the list of public suffixes, beside all rules and blocking
        # the process; the package brings one along.
        cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for a request that is not to be made."""
        if request.meta.get("is_start_request") and not request.meta.get("redirect_times"):
            self._ports.add(_site(request.url))
        if why := self.refusal(request.url):
            raise IgnoreRequest(f"{why}: {request.url}")

    def refusal(self, url: str) -> str:
        """Return why `url` is not to be asked (PRIVATE, PORT); empty if it may be. No name is resolved."""
        host, port = _site(url)
        if not url.startswith(("http:", "https:")):
            return PRIVATE
        if not is_public(host) or host in self._proxies:
            if not self._is_own(url):
                return PRIVATE
            PublicResolver.own.add(host)
        return "" if port in _PORTS or (host, port) in self._ports else PORT

    def process_response(self, request: Request, response: Response) -> Response:
        """Return `response`. Raises IgnoreRequest if it came from a private address."""
        came_from = response.ip_address
        if came_from is None or "proxy" in request.meta or is_admitted(came_from, self._admitted):
            return response
        if _site(request.url)[0] in PublicResolver.own:
            return response
        raise IgnoreRequest(f"{PRIVATE}: {request.url} ({came_from})")

    def _is_own(self, url: str) -> bool:
        spider = self._crawler.spider
        return isinstance(spider, AtHome) and spider.claims(url)


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver (IPv4), set by TWISTED_DNS_RESOLVER: a name that leads to a private address leads nowhere. The
    address that is looked at is the one that is then connected to, so a name that changes between two look-ups gains
    nothing."""

    own: ClassVar[set[str]] = set()  # names without public meaning that an outlet's declaration names
    refused: ClassVar[set[str]] = set()  # names that led to a private address: Twisted drops what the failure says

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._admitted: Networks = ()
        self._proxies = proxies()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Return the resolver of a process. Raises MonitorError for a bad setting."""
        resolver = super().from_crawler(crawler, reactor)
        resolver._admitted = read_networks(crawler.settings)
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """Return the address of `name`, failing with a DNSLookupError for a private one."""
        found, host = super().getHostByName(name, timeout), name.lower().rstrip(".")
        return found if host in self._proxies or host in self.own else found.addCallback(self._check, host)

    def _check(self, address: str, host: str) -> str:
        if not is_admitted(ip_address(address), self._admitted):
            self.refused.add(host)
            raise DNSLookupError(f"{PRIVATE}: {host} ({address})")
        return address


def is_public(host: str) -> bool:
    """Tell whether `host`, an address or a name, can be one of the public network. Pure: no name is resolved."""
    try:
        return _is_global(ip_address(host.strip("[]")))
    except ValueError:
        pass
    try:
        name = host.rstrip(".").encode("idna").decode().lower()  # full-width letters and ideographic dots too
    except UnicodeError:
        return False
    # A name of digits alone is an address in another notation (127.1, 2130706433, 0x7f000001).
    last = name.rsplit(".", 1)[-1]
    return bool(_NAME.fullmatch(name)) and not last.startswith("0x") and not last.isdigit() and last not in _LOCAL


def read_networks(settings: BaseSettings) -> Networks:
    """Return the networks that the setting PRIVATE_NETWORKS_ADMITTED names. Raises MonitorError."""
    try:
        return tuple(ip_network(each.strip()) for each in settings.getlist(_ADMITTED))
    except ValueError as error:
        raise MonitorError(f"设置 {_ADMITTED} 应为网段，例如 198.18.0.0/15：{error}") from error


def proxies() -> frozenset[str]:
    """Return the hosts of the proxies that the environment names."""
    given = filter(None, map(getproxies().get, ("http", "https")))
    hosts = (urlsplit(each if "//" in each else f"//{each}").hostname for each in given)
    return frozenset(host.rstrip(".") for host in hosts if host)


def is_admitted(address: Address, networks: Networks) -> bool:
    """Tell whether `address` is of the public network, or of one of `networks`."""
    return _is_global(address) or any(address in network for network in networks)


def _site(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    return (parts.hostname or "").rstrip("."), parts.port


def _is_global(address: Address) -> bool:
    inner = _inner(address) if isinstance(address, IPv6Address) else None
    if isinstance(address, IPv6Address) and (address.is_site_local or address in _OWN_NAT64):
        return False
    return (inner or address).is_global and not (inner or address).is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, compatible, 6to4, NAT64."""
    embedded = any(address in network for network in _EMBEDDING)
    return address.ipv4_mapped or address.sixtofour or (IPv4Address(int(address) & 0xFFFFFFFF) if embedded else None)
