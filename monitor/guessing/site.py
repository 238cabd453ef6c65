"""What is guessed of a new outlet: its domains and the forms of its articles' addresses. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from tldextract import TLDExtract

from monitor.text.urls import Address, AddressForm, host_of

_SAME = ("www.", "m.", "wap.", "3g.")  # hosts that are the domain's own
_MANY = 0.4  # share of a front page's headlines that lie on another host of its domain, if that is the outlet's too


class GuessedSite:
    """An outlet by its `hosts` (domains) and `forms`, as discovery asks of it."""

    def __init__(self, hosts: tuple[str, ...], forms: Iterable[AddressForm] = ()) -> None:
        self.hosts, self.forms = hosts, tuple(forms)

    def claims(self, url: str) -> bool:
        """Tell whether `url` is an address of its hosts."""
        host = host_of(url)
        return url.startswith(("http:", "https:")) and any(f".{host}".endswith(f".{own}") for own in self.hosts)

    def identify(self, url: str) -> Address | None:
        """Return what the address of one of its articles says, None for any other address."""
        if not self.claims(url):
            return None
        return next(filter(None, (form.match(url, {}) for form in self.forms)), None)


def hosts_of(front: str, links: Mapping[str, int]) -> tuple[str, ...]:
    """Return the domains of an outlet from its front page's address and the hosts of the headlines there (host → how
    many): a site's domain with all of its hosts where it is the site of the domain, else that host alone, and those of
    the same domain on which many of its articles lie."""
    host, domain = host_of(front), domain_of(host_of(front))
    bare = next((host.removeprefix(prefix) for prefix in _SAME if host.startswith(prefix)), host)
    if bare == domain or bare != host:
        return (bare,)
    total = sum(links.values())
    kin = [
        name for name, count in links.items() if domain_of(name) == domain and count >= _MANY * total and name != host
    ]
    return tuple(dict.fromkeys((host, *kin)))


@cache
def _extract() -> TLDExtract:
    """By the list that the package brings along: to fetch it would be a request beside all rules."""
    return TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


def domain_of(host: str) -> str:
    """Return the domain that somebody has registered, of which `host` is a part: a.com.cn for www.a.com.cn."""
    found = _extract()(host)
    return found.top_domain_under_public_suffix or ".".join(host.split(".")[-2:])


def by_host(urls: Iterable[str]) -> dict[str, int]:
    """Return how many of `urls` lie on each host."""
    return dict(Counter(map(host_of, urls)))
