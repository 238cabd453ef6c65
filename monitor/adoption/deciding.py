"""What is declared of a place that was looked at, and what of it a human must look at. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from scrapy.http import TextResponse

from monitor.adoption.looked import Looked
from monitor.adoption.module import Declaration, Listed, load_module, write_module
from monitor.adoption.refusing import NoOutlet, is_chinese
from monitor.data.objects import records
from monitor.discovery.leads import FRONT
from monitor.discovery.telling import Found, find_lists, name_for
from monitor.exceptions import NotLearned, PageError
from monitor.guessing.differing import redraft
from monitor.guessing.naming import Named, printed_name, region_of
from monitor.guessing.platforms import family_of
from monitor.learning.induction import learn_from
from monitor.learning.samples import Known, know
from monitor.learning.samples import Sample as Page
from monitor.listing.rows import MAP, MAPS
from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.bylines import read_author

_FEW = 5  # articles, from which a template can be learned
_MOST = 30  # lists that are declared
_MAP = 0.3  # share of the week's articles that no list has, from which a sitemap is worth its requests
_ASLEEP = timedelta(days=21)
_HEALTH = re.compile(r"卫生|卫健|疾控|疾病|医保|医疗保障|中医|药监|药品|健康")


@dataclass(frozen=True)
class Adopted:
    """A declaration, the pages on which it is tested (name, kind, response), and what must be looked at, in words."""

    declaration: Declaration
    lists: Sequence[Found]
    unsure: Sequence[str]
    named: Named
    region: Named


def decide(looked: Looked, url: str, name: str, printed: str) -> Adopted:
    """Return what is declared. `name` is the declaration's, `printed` the printed name, if it was given. Raises
    NoOutlet where there is no list."""
    pages = [sample.response for sample in looked.samples]
    sources = [sample.item.source for sample in looked.samples if sample.item]
    named = Named(printed, "--printed", True) if printed else printed_name(looked.front, pages, sources)
    region = region_of(named.value, [looked.front, *pages[:1]])
    found = [] if looked.paper else _choose(looked)
    if not found and not looked.paper:
        raise NoOutlet(f"这里没有文章列表，不像媒体的首页（看了 {looked.asked} 页）：{looked.front.url}")
    family = looked.paper.family if looked.paper else family_of([sample.url for sample in looked.samples])
    plain = Declaration(
        name=name, printed=named.value, region=region.value, url=looked.front.url, hosts=looked.site.hosts,
        family=family, forms=looked.site.forms, card=_card(looked, found), lists=_lists(looked, found, named.value),
        paper=looked.paper,
    )  # fmt: skip
    templates, why = _learn(looked, load_module(write_module(plain), name))
    declaration = replace(plain, templates=templates)
    unsure = [*_unsure(looked, found, named, region), *_unread(looked, load_module(write_module(declaration), name))]
    return Adopted(declaration, found, [*unsure, *([f"没有学到正文模板：{why}"] if why else [])], named, region)


def _learn(looked: Looked, outlet: type[OutletSpider]) -> tuple[tuple[Template, ...], str]:
    """The templates of the pages that those of the family do not read, or why there are none."""
    pages = [
        Page(sample.response, sample.title, looked.days.get(sample.url))
        for sample in looked.samples
        if not _reads(outlet, sample.response)
    ]
    try:
        learned = learn_from(_known(pages)) if pages else ()
    except NotLearned as error:
        return (), str(error)
    names = (f"web-{number}" if number > 1 else "web" for number in count(1))
    seen = f"SEEN {looked.window.until}"
    return tuple(
        replace(
            each.template,
            name=name,
            evidence=f"{seen}, {len(each.pages)} pages",
            repeated=tuple(line for line in each.template.repeated if not _is_signature(line)),
        )
        for name, each in zip(names, learned, strict=False)
    ), ""


def _is_signature(line: str) -> bool:
    """Tell whether a line is a reporter's name in brackets: of the article, though all that were read are one's."""
    return line[:1] in "（(" and line[-1:] in "）)" and bool(read_author([line]))


def _known(pages: Sequence[Page]) -> list[Known]:
    known = know(pages)
    redraft(known)
    return known


def _reads(outlet: type[OutletSpider], response: TextResponse) -> bool:
    try:
        return outlet.read(response).reader.startswith("own:")
    except PageError:
        return False


def _choose(looked: Looked) -> list[Found]:
    """The lists that are worth asking each week: each adds something to those before it."""
    found = find_lists(looked.steps, looked.window, lambda title, health: True, ())
    pages = [each for each in found if each.worth.form not in (MAP, MAPS)]
    chosen = [each for each in pages if each.worth.added or (each.worth.health and each.worth.in_window)]
    total = sum(each.worth.added for each in found)
    maps = [each for each in found if each.worth.form == MAP and each.worth.added > _MAP * total]
    return [*(chosen or pages[:1])[:_MOST], *maps[:1]]


def _lists(looked: Looked, found: Sequence[Found], printed: str) -> tuple[Listed, ...]:
    taken: set[str] = set()
    listed = []
    for each in found:
        name = "front" if each.lead.kind == FRONT else name_for(each.worth.url, taken)
        taken.add(name)
        page = looked.pages.get(each.worth.url.partition("://")[2])
        jpage = isinstance(page, TextResponse) and bool(records(page.text))
        listed.append(Listed(name, each.worth.url, each.worth.health or bool(_HEALTH.search(printed)), jpage))
    return tuple(listed)


def _card(looked: Looked, found: Sequence[Found]) -> str:
    days = (
        "网址里有日期"
        if all("(?P<y>" in form.pattern for form in looked.site.forms)
        else "网址里没有日期，日期从页面读"
    )
    if looked.paper:
        how = f"数字报，按日期逐版读，认出的一天是 {looked.paper.day}"
    else:
        how = f"从首页找到 {len(found)} 个，续页照页面自己写的读"
    return (
        f"列表：{how}；{days}。这个模块由 scrapy adopt 写出，依据是 {looked.window.until} 看到的 {looked.asked} 页，"
        f"其中文章 {len(looked.samples)} 篇；名称、地区、列表和读出的文字还没有人核对过，核对以后请改写这一段。"
    )


def _unsure(looked: Looked, found: Sequence[Found], named: Named, region: Named) -> list[str]:
    said = []
    if not named.sure:
        said.append(f"名称“{named.value}”只有一处依据（{named.why}）：用 --printed 写明，或在模块里改")
    if not region.sure:
        said.append(f"地区“{region.value}”是推测（{region.why}）")
    if any(not cluster.dated for cluster in looked.clusters):
        said.append("网址里的日期和页面上的发布日期不符，没有采用")
    foreign = [each for each in looked.samples if each.item and not is_chinese(each.item.article_body)]
    if 2 * len(foreign) > len(looked.samples):
        said.append(f"{len(foreign)} 篇文章不是中文的：词表和读法只管中文，这样的媒体选不出文章；有中文站的请换它")
    if len(looked.samples) < _FEW:
        said.append(f"只看到 {len(looked.samples)} 篇文章")
    newest = max((each.worth.newest for each in found if each.worth.newest), default=None)
    if newest and looked.window.until - newest > _ASLEEP:
        said.append(f"最新的文章是 {newest} 的，网站可能不更新了")
    if looked.left:
        said.append(f"限额用完，还有 {looked.left} 处没有看（设置 DISCOVERY_MAX_PAGES）")
    if found and not any(each.worth.health for each in found):
        said.append("没有找到健康栏目")
    if any(each.worth.form == MAP for each in found):
        said.append("有的文章只见于站点地图，站点地图里没有标题，每篇都要打开看")
    return said


def _unread(looked: Looked, outlet: type[OutletSpider]) -> Iterator[str]:
    """What the outlet as it is declared does not read of the articles."""
    lacking: Counter[str] = Counter()
    for sample in looked.samples:
        try:
            item = outlet.read(sample.response)
        except PageError:
            lacking["标题和正文"] += 1
            continue
        lacking.update(name for name, value in (("日期", item.date_published), ("来源", item.source)) if not value)
    yield from (
        f"{len(looked.samples)} 篇文章里有 {number} 篇读不出{what}" for what, number in lacking.items() if number
    )
