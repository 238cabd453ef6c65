"""What an outlet is: facts as class attributes, and the pure functions that follow from them. And how the declarations
are found: one that cannot be loaded costs none of the others, and is told."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import ClassVar

from scrapy import Request
from scrapy.http import TextResponse
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.spider import iter_spider_classes

from monitor.exceptions import MonitorError
from monitor.items import ArticleItem
from monitor.listing.source import Source
from monitor.reading.article import read_article
from monitor.reading.template import Template
from monitor.terminal.code_kinds import file_of, tell_import, text_of
from monitor.terminal.output import in_one_line, say
from monitor.text.urls import Address, AddressForm, host_of, is_web_address, tidied

_SERIES = ("hosts", "articles", "templates", "sources")
_HOST = re.compile(r"[^\sA-Z/:]+")
_NAMED = 5  # outlets in one line
_told: set[str] = set()  # what this process has said: a command looks for the outlets more than once


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


@dataclass(frozen=True)
class Unloaded:
    """An outlet whose module cannot be loaded: what its text says of it, and why."""

    name: str
    outlet: str
    region: str
    on_trial: bool
    why: str

    def is_government(self) -> bool:
        """What is not known is not claimed."""
        return False


class OutletLoader(SpiderLoader):
    """Scrapy's, but an address has one spider, and a module that cannot be loaded costs no other: what is wrong is said
    once, and `unloaded` are the outlets that there are not, by name."""

    unloaded: dict[str, Unloaded]
    faults: list[str]

    def find_by_request(self, request: Request) -> list[str]:
        """Return the name of the outlet whose hosts hold the request's address, the most particular one: a paper may
        live under a site's domain."""
        outlets = self._outlets()
        claimants = [name for name, outlet in sorted(outlets.items()) if outlet.claims(request.url)]
        return [max(claimants, key=lambda name: max(map(len, outlets[name].hosts)))] if claimants else []

    def _outlets(self) -> dict[str, type[Outlet]]:
        return {name: spider for name, spider in self._spiders.items() if issubclass(spider, Outlet)}

    def _load_all_spiders(self) -> None:
        self.unloaded, self.faults = {}, []
        lost: dict[str, list[str]] = {}  # what is wrong → the outlets that it costs
        for package in self.spider_modules:
            for name, why in (*self._load(package), *self._namesakes()):
                costs = lost.setdefault(why, [])
                if name.count(".") == package.count(".") + 1 and not name.endswith(".families"):
                    own = _from_text(name, why, self._spiders)
                    self.unloaded[own.name] = own
                    costs.append(own.name)
        self.faults += lost
        for why, names in lost.items():
            named = f"；因此没有媒体 {'、'.join(names[:_NAMED])}{' 等' if len(names) > _NAMED else ''}" if names else ""
            others = "其余媒体照常；" if self._spiders else ""
            _say(f"{why}{named}。{others}改好这个文件，用 scrapy check 核对。")
        for line in self._shared_hosts():
            _say(line)

    def _load(self, name: str) -> Iterator[tuple[str, str]]:
        """Load a module and those inside it; yield the names of those that cannot be, and why."""
        try:
            module = import_module(name)
            self._load_spiders(module)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever a module raises when it is imported)
            yield name, tell_import(error, name)
            return
        for each in iter_modules(getattr(module, "__path__", ()), f"{name}."):
            yield from self._load(each.name)

    def _load_spiders(self, module: ModuleType) -> None:
        for spider in iter_spider_classes(module):
            if issubclass(spider, Outlet) and (lacking := _lacks(spider)):
                raise MonitorError(f"{spider.__name__} {lacking}")
        if not hasattr(module, "__path__") and all(name.startswith("__") for name in vars(module)):
            raise MonitorError("文件是空的")  # as a full disk leaves it
        super()._load_spiders(module)

    def _namesakes(self) -> Iterator[tuple[str, str]]:
        """Keep of several outlets of one name the one in the module of that name, or the first; yield the others."""
        for name, places in self._found.items():
            modules = list(dict.fromkeys(module for module, _ in places))
            if len(modules) > 1:
                kept = next((each for each in modules if each.endswith(f".{name}")), modules[0])
                classes = iter_spider_classes(import_module(kept))
                self._spiders[name] = next(each for each in classes if each.name == name)
                for other in filter(lambda each: each != kept, modules):
                    yield other, f"{file_of(other)}：它的 name 是 {name}，与 {file_of(kept)} 的相同"
        self._found.clear()

    def _shared_hosts(self) -> Iterator[str]:
        first: dict[str, str] = {}
        for name, outlet in sorted(self._outlets().items()):
            for host in outlet.hosts:
                if (other := first.setdefault(host, name)) != name:
                    (used,) = self.find_by_request(Request(f"https://{host}/"))
                    yield f"{other} 和 {name} 的 hosts 都有 {host}：它的网址现在都算 {used} 的；请只留在一家。"


def _say(line: str) -> None:
    if line not in _told:
        _told.add(line)
        say(f"注意：{in_one_line(line)}")


def _lacks(outlet: type[Outlet]) -> str:
    """What a declaration must have for any command, and has not."""
    for name in ("name", "outlet", "region", *_SERIES):
        value, series = getattr(outlet, name, None), name in _SERIES
        if value is None:
            return f"没有写 {name}"
        if not isinstance(value, (tuple, list) if series else str):
            return f"的 {name} 应为{'元组，只有一项也要有逗号：(…,)' if series else '文字'}"
    if not outlet.hosts or not all(isinstance(each, str) and _HOST.fullmatch(each) for each in outlet.hosts):
        return "的 hosts 应为小写的域名，不带 https:// 和 /"
    return ""


def _from_text(module: str, why: str, taken: Container[str]) -> Unloaded:
    """An outlet as far as its text tells; it goes by its module where another has its name."""
    says, stem = text_of(module, ("name", "outlet", "region", "on_trial")), module.rpartition(".")[2]
    name = stem if says.get("name", stem) in taken else says.get("name", stem)
    return Unloaded(name, says.get("outlet", name), says.get("region", "全国"), says.get("on_trial") == "True", why)


def tell_gone(name: str, unloaded: Mapping[str, Unloaded]) -> str:
    """Return in Chinese why there is no outlet of this `name`, and what to do."""
    if name in unloaded:
        return f"媒体 {name} 装不上（{unloaded[name].why}），请改好这个文件"
    return f"媒体 {name} 在 spiders/ 里已经没有，请把它的模块放回来，改过名称的把 name 改回 {name}"
