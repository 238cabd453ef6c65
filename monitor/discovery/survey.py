"""One saved page surveyed: the articles that it announces, and what leads from it to further lists. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from scrapy.http import TextResponse

from monitor.discovery.leads import FRAME, NEXT, SECTION, STANDING, Lead, read_leads, section_names
from monitor.listing.any_list import article_links, filled_by
from monitor.listing.paging import next_page
from monitor.listing.rows import HTML, MAPS, read_rows
from monitor.listing.section import frames_of
from monitor.listing.source import Link
from monitor.text.urls import Address
from monitor.text.zone import served_at

_PARTS = re.compile(r"[-_—–|>》·]{1,3}|\s{2,}")  # between a section's name and the site's in a page's title
_HOME = re.compile(r"首页|频道$|列表$")


class Site(Protocol):
    """What must be known of an outlet: an outlet's class knows it, so may what is only guessed of a new one."""

    def claims(self, url: str) -> bool:
        """Tell whether an address is of its hosts."""

    def identify(self, url: str) -> Address | None:
        """Return what the address of an article says, None for any other."""


@dataclass(frozen=True)
class Survey:
    """What one page is. `links` are the articles that it announces, in its order, each with its title, the day and
    whether it is a health section's; `leads` what it leads to, each address once; `sections` the names of the sections
    in which an article says that it stands; `further` the address of the page behind it, as a list; `filled`: that
    page is what a script fills the list with. `form` is one of monitor.listing.rows."""

    url: str
    name: str
    form: str
    links: tuple[Link, ...] = ()
    leads: tuple[Lead, ...] = ()
    sections: tuple[str, ...] = ()
    further: str = ""
    filled: bool = False
    is_article: bool = False


def survey(response: TextResponse, site: Site, reference: date | None = None, number: int = 1) -> Survey:
    """Return what `response` is: pure, no request, no clock. `reference` (a day, Asia/Shanghai) completes a day that a
    row prints without its year; `number` says which page of its list it is. Raises a PageError for what is no page: it
    is empty, or has no form that is known."""
    rows, own = read_rows(response), site.identify(response.url)

    def is_other(url: str) -> bool:
        return site.claims(url) and site.identify(url) is None

    served = served_at(response.headers.get("Date"))
    links = () if rows.form == MAPS else article_links(rows, site.identify, reference, served)
    filler = "" if own else filled_by(rows, response, number)
    further = "" if own else filler or next_page(rows, response, number)
    title = rows.page.title if rows.form == HTML and rows.page else ""
    leads = [Lead(further, "", NEXT)] if further else []
    if rows.page and not own:  # old sites show a section's list in a frame, beside the links of every page
        leads += [Lead(each.url, _own_name(title), FRAME) for each in frames_of(rows.page) if is_other(each.url)]
    leads += read_leads(rows, response, is_other, own is not None)
    once: dict[str, Lead] = {}
    for lead in leads:  # of those to one page the one that says most of it
        known = once.get(bare(lead.url))
        if known is None or STANDING[lead.kind] > STANDING[known.kind]:
            once[bare(lead.url)] = lead if lead.name or known is None else replace(lead, name=known.name)
        elif not known.name and known.kind != NEXT:
            once[bare(lead.url)] = replace(known, name=lead.name)
    names = [lead.name for lead in leads if lead.kind == SECTION]
    if rows.page and own:
        names += section_names(rows.page)
    return Survey(
        url=response.url,
        name=_own_name(title),
        form=rows.form,
        links=tuple(link for link in links if own is None or link.address.key != own.key),
        leads=tuple(once.values()),
        sections=tuple(dict.fromkeys(filter(None, names))),
        further=further,
        filled=bool(filler),
        is_article=own is not None,
    )


def bare(url: str) -> str:
    """Return what is the same in all addresses of one page: scheme, `index.html` and a closing stroke say nothing."""
    return re.sub(r"/(?:(?:index|default)\.(?:s?html?|php|jsp))?$", "", url.partition("#")[0].partition("://")[2])


def _own_name(title: str) -> str:
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    return next((part for part in parts if not _HOME.fullmatch(part)), "")[:20]
