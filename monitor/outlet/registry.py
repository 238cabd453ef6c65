"""The outlets by name: which there are, which a run asks, which one an address belongs to, how each is printed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scrapy import Request
from scrapy.http import TextResponse
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoaderProtocol
from scrapy.utils.misc import load_object

from monitor.exceptions import MonitorError
from monitor.items import BY_HAND, ArticleItem
from monitor.outlet.declaration import Unloaded
from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.hygiene import printable, tidy
from monitor.text.urls import Address, host_of, is_web_address, plain_address

# The provinces in the order of GB/T 2260, each with the paper of its party committee.
PARTY_PAPERS = {
    "北京": "北京日报", "天津": "天津日报", "河北": "河北日报", "山西": "山西日报", "内蒙古": "内蒙古日报",
    "辽宁": "辽宁日报", "吉林": "吉林日报", "黑龙江": "黑龙江日报", "上海": "解放日报", "江苏": "新华日报",
    "浙江": "浙江日报", "安徽": "安徽日报", "福建": "福建日报", "江西": "江西日报", "山东": "大众日报",
    "河南": "河南日报", "湖北": "湖北日报", "湖南": "湖南日报", "广东": "南方日报", "广西": "广西日报",
    "海南": "海南日报", "重庆": "重庆日报", "四川": "四川日报", "贵州": "贵州日报", "云南": "云南日报",
    "西藏": "西藏日报", "陕西": "陕西日报", "甘肃": "甘肃日报", "青海": "青海日报", "宁夏": "宁夏日报",
    "新疆": "新疆日报",
}  # fmt: skip


NATIONWIDE = "全国"
_BY_HAND = "手工:"  # in the store before the printed name, where no spider's stands
LONGEST_NAME = 40  # characters of a printed name; the store holds 64 with what stands before


class Stranger(OutletSpider):
    """Reads a page of no outlet, asked for by its address alone: nothing is known of it but what all pages have in
    common. Private addresses are not its own."""

    name = "by-hand"
    outlet = ""
    region = NATIONWIDE
    hosts = ()
    articles = ()
    templates = ()
    sources = ()

    @classmethod
    def is_government(cls) -> bool:
        """Nobody says so of a stranger."""
        return False

    @classmethod
    def claims(cls, url: str) -> bool:
        """Tell whether `url` lies on the public web, as far as its name says."""
        from monitor.network.public_network import is_public  # with it comes the list of public suffixes

        return is_web_address(url) and is_public(host_of(url))

    @classmethod
    def identify(cls, url: str) -> Address | None:
        """Return the address as it stands: it alone is the article's."""
        return plain_address(url) if cls.claims(url) else None

    @classmethod
    def read(cls, response: TextResponse, learned: Sequence[Template] = ()) -> ArticleItem:
        """Return the article, which says how it came. Raises a PageError."""
        item = super().read(response, learned)
        item.outlet = f"{_BY_HAND}{cls.outlet}"
        item.flags.append(BY_HAND)
        return item


@dataclass(frozen=True)
class OutletFacts:
    """What ranking, printing and reporting need to know of an outlet: its printed name, its region (province or 全国),
    and whether it is still on trial."""

    printed: str
    region: str
    on_trial: bool = False
    own: str = ""  # the name by which others cite it, where the office prints another
    government: bool = False
    unloaded: str = ""  # why its module cannot be loaded

    @property
    def cited(self) -> str:
        """The name by which others cite it."""
        return self.own or self.printed


def load_outlets(settings: BaseSettings) -> dict[str, type[OutletSpider]]:
    """Return the outlets by spider name, in alphabetical order. Raises MonitorError if none can be loaded."""
    loader = _loader(settings)
    if (faults := getattr(loader, "faults", ())) and not loader.list():
        raise MonitorError(f"一家媒体也装不上：{faults[0]}；请改好，或从备份、版本库取回。")
    spiders = map(loader.load, sorted(loader.list()))
    return {spider.name: spider for spider in spiders if issubclass(spider, OutletSpider)}


def unloaded_outlets(settings: BaseSettings) -> dict[str, Unloaded]:
    """Return the outlets whose modules cannot be loaded, by name, in alphabetical order."""
    return dict(sorted(getattr(_loader(settings), "unloaded", {}).items()))  # Scrapy's own has none


def regular_outlets(settings: BaseSettings) -> list[str]:
    """Return the names of the outlets that a run asks when none is named, loaded or not: those that are not on trial,
    and those of OUTLETS_ADMITTED. Raises MonitorError for a name that does not exist."""
    unloaded, given = unloaded_outlets(settings), [*map(str.strip, settings.getlist("OUTLETS_ADMITTED"))]
    lost = {word: each.name for each in unloaded.values() for word in (each.name, each.outlet)}
    sound = [name for name in given if name not in lost]
    admitted = {*(pick_outlets(settings, sound) if sound else ()), *(lost[name] for name in given if name in lost)}
    known: dict[str, type[OutletSpider] | Unloaded] = {**load_outlets(settings), **unloaded}
    return sorted(name for name, each in known.items() if not each.on_trial or name in admitted)


def pick_outlets(settings: BaseSettings, names: Iterable[str]) -> dict[str, type[OutletSpider]]:
    """Return the outlets called `names` (people, or as it is printed, 人民网), by spider name. Raises MonitorError
    naming the first that does not exist, or that several are printed as."""
    outlets = load_outlets(settings)
    asked = [name.strip() for name in names]
    if not any(asked):
        raise MonitorError(f"没有写明媒体；现有：{'、'.join(outlets)}。")
    picked: dict[str, type[OutletSpider]] = {}
    for name in asked:
        found = [name] if name in outlets else [own for own, each in outlets.items() if each.outlet == name]
        if len(found) > 1:
            raise MonitorError(f"“{name}”有 {len(found)} 家：{'、'.join(found)}；请写这里的名称。")
        for lost in unloaded_outlets(settings).values() if not found else ():
            if name in (lost.name, lost.outlet):
                raise MonitorError(f"媒体 {name} 装不上：{lost.why}；请改好这个文件再运行。")
        if not found:
            raise MonitorError(f"没有媒体“{name}”；{_near(name, outlets)}现有：{'、'.join(outlets)}。")
        picked[found[0]] = outlets[found[0]]
    return picked


def _near(name: str, outlets: dict[str, type[OutletSpider]]) -> str:
    words = {word: own for own, each in outlets.items() for word in (own, each.outlet)}
    near = difflib.get_close_matches(name, words, 1)
    return f"是不是 {words[near[0]]}（{outlets[words[near[0]]].outlet}）？" if near else ""


def find_outlet(settings: BaseSettings, url: str) -> type[OutletSpider] | None:
    """Return the outlet to which `url` belongs (`OutletLoader.find_by_request`), None if it is nobody's."""
    loader = _loader(settings)
    try:
        asked = Request(url)
    except ValueError:  # a host that is none
        return None
    found = [loader.load(name) for name in loader.find_by_request(asked)]
    return next((spider for spider in found if issubclass(spider, OutletSpider)), None)


def _loader(settings: BaseSettings) -> SpiderLoaderProtocol:
    # Scrapy's get_spider_loader copies all settings first, which takes three times as long as to look for the spiders.
    loader: SpiderLoaderProtocol = load_object(settings["SPIDER_LOADER_CLASS"]).from_settings(settings)
    return loader


def make_stranger(printed: str) -> type[Stranger]:
    """Return the spider of a page of no outlet, which is printed under this name. Raises MonitorError for none."""
    name = printable(tidy(printed))
    if not 0 < len(name) <= LONGEST_NAME:
        raise MonitorError(f"刊登名称应为 1 到 {LONGEST_NAME} 字：“{name:.60}”")
    return type("Stranger", (Stranger,), {"outlet": name})


def outlet_called(outlets: Mapping[str, type[OutletSpider]], name: str) -> type[OutletSpider] | None:
    """Return that of `outlets` under whose `name` the store keeps an article, or the stranger's; None if it is gone."""
    return make_stranger(name.removeprefix(_BY_HAND)) if name.startswith(_BY_HAND) else outlets.get(name)


def facts_called(facts: Mapping[str, OutletFacts], name: str) -> OutletFacts:
    """Return what is known of the outlet under whose `name` the store keeps an article, be it a stranger or gone."""
    return facts.get(name) or OutletFacts(name.removeprefix(_BY_HAND), NATIONWIDE)


def outlet_facts(settings: BaseSettings) -> dict[str, OutletFacts]:
    """Return the printed name and region of every outlet by its spider's name. Raises MonitorError if a setting names
    an outlet that does not exist."""
    try:
        names = settings.getdict("BULLETIN_OUTLET_NAMES")
    except ValueError as error:
        raise MonitorError('设置 BULLETIN_OUTLET_NAMES 应为对照表，例如 {"cnr": "央广"}。') from error
    outlets: dict[str, type[OutletSpider] | Unloaded] = {**load_outlets(settings), **unloaded_outlets(settings)}
    if unknown := sorted(set(names) - set(outlets)):
        raise MonitorError(f"设置 BULLETIN_OUTLET_NAMES 里没有媒体“{unknown[0]}”；现有：{'、'.join(outlets)}。")
    regular = set(regular_outlets(settings))
    return {
        name: OutletFacts(
            names.get(name, each.outlet), each.region, name not in regular, each.outlet, each.is_government(),
            each.why if isinstance(each, Unloaded) else "",
        )
        for name, each in sorted(outlets.items())
    }  # fmt: skip
