"""Outlets, each with one fault: the spiders of tests/outlet/test_verdicts.py, loaded by the setting SPIDER_MODULES."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from scrapy import Request
from scrapy.http import TextResponse

from monitor.items import ArticleItem
from monitor.listing.search import JsonSearch, by_address
from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.urls import AddressForm


class Sound(OutletSpider):
    """An outlet without a fault: a section with three articles."""

    name = "sound"
    outlet = "健全报"
    region = "全国"
    hosts: ClassVar[tuple[str, ...]] = ("sound.example",)
    articles = (
        AddressForm(
            r"^http://(?P<host>[\w.:-]+)/(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)/(?P<id>\d+)\.html",
            "http://{host}/{y}{m}{d}/{id}.html",
        ),
    )
    sources: ClassVar[tuple] = (SectionList(name="list", url="http://sound.example/list/", rows=("ul.list a",)),)
    templates = (Template(name="own", evidence="made", headline="h1", published=".time", body=".text"),)


def _section(host: str) -> tuple[SectionList, ...]:
    return (SectionList(name="list", url=f"http://{host}/list/", rows=("ul.list a",)),)


class CrashesAtStart(Sound):
    name = "crashes_at_start"
    outlet = "开头出错报"
    hosts = ("crashes-at-start.example",)

    async def start(self) -> AsyncIterator[Request]:
        raise RuntimeError("start")
        yield


class CrashesInRead(Sound):
    name = "crashes_in_read"
    outlet = "读时出错报"
    hosts = ("crashes-in-read.example",)
    sources = _section("crashes-in-read.example")

    @classmethod
    def read(cls, response: TextResponse, learned: Sequence[Template] = ()) -> ArticleItem:
        raise RuntimeError("read")


class OldHabit(Sound):
    """A start method that Scrapy no longer knows is never called."""

    name = "old_habit"
    outlet = "旧习报"
    hosts = ("old-habit.example",)
    sources = ()

    def start_requests(self) -> None:
        raise AssertionError("never called")


def made(fault: str, printed: str, host: str = "", module: str = __name__, **given: object) -> type[Sound]:
    domain = host or f"{fault.replace('_', '-')}.example"
    facts = {"name": fault, "outlet": printed, "hosts": (domain.split(":")[0],), "sources": _section(domain)}
    return type(fault.title().replace("_", ""), (Sound,), {**facts, **given, "__module__": module})


Refused = made("refused", "拒连报", "127.0.0.1:9")
NoDns = made("no_dns", "无名报", "no-such-host.invalid")
Forbidden = made("forbidden", "禁入报")
Unavailable = made("unavailable", "停机报")
Slow = made("slow", "迟缓报", download_timeout=3)
Empty = made("empty", "空白报")
Reset = made("reset", "断线报")
Away = made("away", "归家报")
Wall = made("wall", "高墙报")
Redesign = made("redesign", "改版报")
Robots = made("robots", "谢客报")
NoLandmark = made("no_landmark", "无标志报")
Outside = made("outside", "窗外报")
OffTopic = made("off_topic", "闲话报")
NoLinks = made(
    "no_links",
    "零链报",
    sources=(
        JsonSearch(
            name="search", ask=by_address("http://no-links.example/s?q={term}&p={page}"), rows="data", page_size=9
        ),
    ),
)


def _search(host: str, **given: object) -> JsonSearch:
    address = f"http://{host}.example/s?q={{term}}&p={{page}}"
    return JsonSearch(name="search", ask=by_address(address), rows="data", page_size=9, **given)  # type: ignore[arg-type]


MuteSearch = made("mute_search", "哑巴报", sources=(*_section("mute-search.example"), _search("mute-search")))
MuteChannels = made("mute_channels", "四哑报", sources=(_search("mute-channels", terms=tuple("12345")),))
Loading = made("loading", "加载报")
LastRung = made("last_rung", "末级报")
Endless = made(
    "endless",
    "无尽报",
    sources=(
        SectionList(
            name="list", url="http://endless.example/list/", rows=("ul.list a",), next_name="/page{n}", second=1
        ),
    ),
)
Lossy = made("lossy", "缺页报")
LookAlike = made("look_alike", "相像报")  # its forms take any host, its hosts do not
StrangeList = made(
    "strange_list",
    "异址报",
    sources=(
        *_section("strange-list.example"),
        SectionList(name="other", url="http://evilstrange-list.example/list/", rows=("ul.list a",)),
    ),
)
