"""What an outlet is: facts as class attributes, and the pure functions that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from scrapy.http import TextResponse

from monitor.items import ArticleItem
from monitor.listing.source import Source
from monitor.reading.article import read_article
from monitor.reading.template import Template
from monitor.text.urls import Address, AddressForm, host_of, is_web_address, tidied


class Outlet:
    """A declaration. Overriding `identify` or `read` is the trapdoor for what is odd."""

    name: str
    outlet: ClassVar[str]  # the printed name
    region: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]]  # domains; sub-domains included
    on_trial: ClassVar[bool] = False  # until a live run has shown that it works, it is asked only when named
    challenged: ClassVar[bool] = False  # a script asks each visitor first: only a browser is shown anything
    family: ClassVar[str] = ""  # the publishing platform: a module of spiders.families
    articles: ClassVar[tuple[AddressForm, ...]]
    # Host → the host that serves the same articles and is the canonical one.
    twins: ClassVar[Mapping[str, str]] = MappingProxyType({})
    # Host (exactly) → in which way its certificate is wrong, and the day on which that was seen. It is believed all the
    # same, and its articles say so.
    wrong_certificates: ClassVar[Mapping[str, str]] = MappingProxyType({})
    templates: ClassVar[tuple[Template, ...]]
    sources: ClassVar[tuple[Source, ...]]

    @classmethod
    def is_government(cls) -> bool:
        """Tell whether this is the site of an authority: its hosts are under gov.cn, which nobody else is given."""
        return all(f".{host}".endswith(".gov.cn") for host in cls.hosts)

    @classmethod
    def claims(cls, url: str) -> bool:
        """Tell whether `url` is an address of this outlet's hosts."""
        host = host_of(url)
        return is_web_address(url) and any(host == domain or host.endswith("." + domain) for domain in cls.hosts)

    @classmethod
    def identify(cls, url: str) -> Address | None:
        """Return what the address of one of this outlet's articles says, None for any other address."""
        url = tidied(url)
        return next(filter(None, (form.match(url, cls.twins) for form in cls.articles)), None)

    @classmethod
    def read(cls, response: TextResponse, learned: Sequence[Template] = ()) -> ArticleItem:
        """Return the article on `response`: pure, no request, no clock, no settings. `learned` are the templates of
        this outlet that nobody wrote. Raises a PageError."""
        address = cls.identify(response.url)
        day = address.day if address else None
        return read_article(response, cls.name, cls.outlet, cls.templates, day, learned)
