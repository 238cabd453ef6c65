"""What a new outlet is called, where it is, and under which name it is declared, from what its pages say. Pure."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scrapy.http import TextResponse

from monitor.exceptions import PageError
from monitor.guessing.site import domain_of
from monitor.markup.page import Page, text_of
from monitor.outlet.registry import PARTY_PAPERS
from monitor.text.hygiene import tidy
from monitor.text.urls import host_of

NATION = "全国"
_SHORT = dict(
    zip("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新", PARTY_PAPERS, strict=True)
) | {"黔": "贵州", "滇": "云南", "蜀": "四川", "陇": "甘肃"}  # fmt: skip
_PARTS = re.compile(r"\s?[-_—–|｜丨>》·,，]{1,3}\s?|\s{2,}|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])")
_AROUND = re.compile(r"^(?:欢迎(?:光临|访问|来到)|首页)+|(?:[官门][方户]?网站?|首页|欢迎您?|官网|新版|主页|\.com)+$")
_PAPER = re.compile(r"[（(]?(?:多媒体)?(?:数字|电子|网络)(?:报刊?|版)(?:平台|系统)?[）)]?$")
_NO_NAME = re.compile(
    r"[。！？：:；、“”]|^\d|^(?:首页|正文|新闻|要闻|频道|列表|index|home|第\S{1,4}版)$", re.IGNORECASE
)
_OWNER = re.compile(
    r"(?:版权所有|主办(?:单位)?|Copyright|©|&copy;)\s*[:：]?\s*(?:©|\(c\)|20\d\d|[-–—至,，.]|\s)*"
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,20})", re.IGNORECASE,
)  # fmt: skip
_HOUSE = re.compile(r"(?:(?<=报)社|报业(?:传媒)?集团|传媒集团|有限(?:责任)?公司|版权所有|All.*)$", re.IGNORECASE)
_LICENCE = re.compile(r"([京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘青宁新])(?:ICP[备证]|公网安备)")
_ADDRESS = re.compile(r"地址\s*[:：]?\s*(?P<place>[\u4e00-\u9fff]{2,8})")
_OF_ALL = re.compile(r"^(?:中国|中华|全国|国家|人民|新华|中新|环球)")
_LONGEST = 16  # characters of a printed name
_SURE = 4  # weight of what agrees on a name, from which it is no guess
_WORDS = {"www", "m", "wap", "epaper", "paper", "news", "szb", "dzb", "digital", "3g"}


@dataclass(frozen=True)
class Named:
    """A name or a place, what it rests on in words, and whether that is enough."""

    value: str
    why: str
    sure: bool


def printed_name(front: TextResponse, articles: Sequence[TextResponse], sources: Iterable[str]) -> Named:
    """Return the printed name: of the site's name in metas, the front page's title, what all articles' titles end
    with, the line of copyright and whom the articles credit, that on which most agrees. `sources` are the articles'."""
    votes: Counter[str] = Counter()
    whys: dict[str, list[str]] = {}

    def vote(name: str, weight: int, why: str) -> None:
        name = _clean(name)
        if 2 <= len(name) <= _LONGEST and not _NO_NAME.search(name) and re.search(r"[\u4e00-\u9fff]", name):
            votes[name] += weight
            whys.setdefault(name, []).append(why)

    for name, weight, why in (*_of_front(front), *_of_articles(articles)):
        vote(name, weight, why)
    credited = Counter(filter(None, sources)).most_common(1)
    if credited and credited[0][1] >= 2:
        vote(credited[0][0], 2, "来源")
    for name in list(votes):  # 松云日报 and 松云日报社 are one; a name that others hold is what they have in common
        kin = [other for other in votes if other != name and name in other and len(name) > 2]
        votes[name] += sum(min(votes[other], 2) for other in kin)
    if not votes:
        return Named(host_of(front.url), "网址", False)
    best = max(votes, key=lambda name: (votes[name], -len(name)))
    return Named(best, "、".join(dict.fromkeys(whys[best])), votes[best] >= _SURE)


def region_of(name: str, pages: Sequence[TextResponse]) -> Named:
    """Return the province, or 全国, from the printed name, the address in a line at the foot, the licence."""
    for province in PARTY_PAPERS:
        if name.startswith(province) or name == PARTY_PAPERS[province]:
            return Named(province, "名称", True)
    if _OF_ALL.match(name):
        return Named(NATION, "名称", True)
    text = " ".join(map(_shown, pages))
    for place in _ADDRESS.finditer(text):
        if province := next((each for each in PARTY_PAPERS if place["place"].startswith(each)), ""):
            return Named(province, "地址", True)
    owners = " ".join(match["name"] for match in _OWNER.finditer(text))
    if province := next((each for each in PARTY_PAPERS if each in owners), ""):
        return Named(province, "版权行", True)
    licences = Counter(_SHORT[mark] for mark in _LICENCE.findall(text))
    if licences:
        province = licences.most_common(1)[0][0]
        return Named(NATION, "备案号在北京", False) if province == "北京" else Named(province, "备案号", True)
    return Named(NATION, "页面上没有写", False)


def spider_name(url: str, taken: Collection[str]) -> str:
    """Return the name of the declaration: the domain's own word, with the host's where it says more or the first is
    taken."""
    host = host_of(url)
    domain = domain_of(host)
    word, own = domain.split(".")[0], host.removesuffix(domain).strip(".")
    parts = [part for part in own.split(".") if part and part not in _WORDS]
    names = ["_".join([word, *parts]), "_".join([word, *filter(None, own.split("."))]), "_".join([word, *parts, "2"])]
    for name in names:
        name = re.sub(r"[^a-z0-9_]", "_", name.lower())
        name = name if re.match("[a-z]", name) else f"site_{name}"
        if name not in taken and not keyword.iskeyword(name) and name != "families":
            return name
    return ""


def _of_front(front: TextResponse) -> Iterator[tuple[str, int, str]]:
    page = _page(front)
    if page is None:
        return
    for meta in ("og:site_name", "sitename", "application-name"):
        yield page.meta(meta), 3, meta
    for number, part in enumerate(_PARTS.split(page.title)):
        yield part, 3 if number == 0 else 2, "首页标题"
    for owner in list(_OWNER.finditer(_shown(front)))[:3]:
        yield _HOUSE.sub("", owner["name"]), 2, "版权行"
    for node in page.all('[class*="logo"] img, [id*="logo"] img, img[class*="logo"]')[:2]:
        yield tidy(node.get("alt")), 2, "台标"


def _of_articles(articles: Sequence[TextResponse]) -> Iterator[tuple[str, int, str]]:
    """What most articles' titles end or begin with, and the name that their metas say."""
    ends: Counter[str] = Counter()
    for page in filter(None, map(_page, articles)):
        parts = _PARTS.split(page.title)
        ends.update({_clean(parts[-1]), _clean(parts[0])} if len(parts) > 1 else ())
        ends.update(filter(None, {page.meta("og:site_name"), page.meta("sitename")}))
    for name, count in ends.items():
        if len(articles) > 1 and count > len(articles) / 2:
            yield name, 3, "文章标题"


def _clean(name: str) -> str:
    name = tidy(name)
    for _ in range(2):
        name = _PAPER.sub("", _AROUND.sub("", name)).strip()
    return name


def _page(response: TextResponse) -> Page | None:
    try:
        return Page(response)
    except PageError:
        return None


def _shown(response: TextResponse) -> str:
    page = _page(response)
    return text_of(page.root) if page else ""
