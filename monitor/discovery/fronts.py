"""Where a walk begins: the front pages of an outlet, by what its declaration says of hosts and lists. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from monitor.discovery.leads import FRONT, MENU, Lead
from monitor.text.urls import host_of

_MOST = 4  # front pages; an outlet with more domains has them for other things


def fronts(hosts: Sequence[str], lists: Iterable[str], lost: Iterable[str] = ()) -> list[Lead]:
    """Return the front pages of an outlet with the domains `hosts`, whose declared `lists` (addresses) say which of
    their servers there are and by which scheme these are asked; a domain of which they name none is asked as www. and
    bare. Further servers of theirs, a channel's, and the folders above `lost` lists are worth a look as well."""
    schemes = {host_of(url): urlsplit(url).scheme for url in reversed([*lists]) if host_of(url)}
    usual = next(reversed(schemes.values()), "https")
    first: list[str] = []
    for domain in hosts:
        known = [name for name in (f"www.{domain}", domain) if name in schemes]
        first += known[:1] or [f"www.{domain}", domain]
    leads = [Lead(f"{schemes.get(host, usual)}://{host}/", "", FRONT) for host in first[:_MOST]]
    for url in lost:
        parts = urlsplit(url)
        folders = parts.path.rstrip("/").split("/")[:-1]
        above = ["/".join(folders[: depth + 1]) + "/" for depth in range(len(folders))]
        leads += [Lead(f"{parts.scheme}://{parts.netloc}{path}", "", MENU) for path in reversed(above) if parts.netloc]
    leads += [Lead(f"{scheme}://{host}/", "", MENU) for host, scheme in schemes.items() if host not in first]
    return leads
