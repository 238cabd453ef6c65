"""A week of sound outlets and hostile ones, for tests/run/test_hostile.py, loaded by the setting SPIDER_MODULES."""

from __future__ import annotations

from faulty_outlets import made

from monitor.listing.search import JsonSearch, by_address
from monitor.listing.section import SectionList
from monitor.listing.sitemap import SitemapIndex
from monitor.listing.source import Source
from monitor.outlet.spider import OutletSpider

Steady = made("steady", "甲报", module=__name__)
Quiet = made("quiet", "乙报", module=__name__)


def _list(name: str, host: str = "http://hostile.example", **given: object) -> SectionList:
    return SectionList(name=name, url=f"{host}/{name}/", rows=("ul.list a",), **given)  # type: ignore[arg-type]


def _search(name: str) -> JsonSearch:
    ask = by_address(f"http://hostile.example/{name}?q={{term}}&p={{page}}")
    return JsonSearch(name=name, ask=ask, rows="data", page_size=9, terms=("医院",))


SOURCES: tuple[Source, ...] = (
    _list("list"), _list("endless", next_name="page{n}", second=1), _list("many"), _list("waiting"), _list("frozen"), _list("strange"),
    _list("headers"), _list("half"), _list("port"), _list("office"), _search("mute"), _search("nested"),
    SitemapIndex(name="maps", url="http://hostile.example/maps"),
    _list("refuses", "http://refuses.hostile.example"),
    _list("wrong", "https://wrong.hostile.example"),
)  # fmt: skip
Hostile = made("hostile", "恶报", module=__name__, sources=SOURCES, custom_settings={"DOWNLOAD_TIMEOUT": 8})

Unread = made("unread", "无框报", module=__name__)  # none of its templates reads its pages


def _insatiable(name: str, printed: str, setting: str, value: int) -> type[OutletSpider]:
    return made(name, printed, module=__name__, custom_settings={setting: value})


OverPages = _insatiable("over_pages", "无底报", "OUTLET_MAX_PAGES", 40)
OverBytes = _insatiable("over_bytes", "无量报", "OUTLET_MAX_BYTES", 1 << 20)
OverLinks = _insatiable("over_links", "无数报", "OUTLET_MAX_LINKS", 10)
TooLong = _insatiable("too_long", "无期报", "CLOSESPIDER_TIMEOUT", 15)
