"""What became of an address: not fetched, outside the window, a reprint, below the line, printed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scrapy.settings import BaseSettings
from sqlalchemy.orm import Session

from monitor.configuration import calendar
from monitor.exceptions import CalendarError
from monitor.issue_calendar import Issue
from monitor.listing.ledger import (
    ASKED,
    AT_MOST,
    DROPPED,
    FAILED,
    GATE,
    INTERRUPTED,
    KNOWN,
    LOST,
    NO_NEWS,
    NO_TEXT,
    OTHER_DAY,
    OUTSIDE,
    STORED,
)
from monitor.network.failures import describe
from monitor.outlet.registry import OutletFacts, facts_called, find_outlet, outlet_facts
from monitor.store.articles import find_article, find_by_address
from monitor.store.choices import find_decision
from monitor.store.database import database_url, open_to_read, reading
from monitor.store.models import Article, ListedLink
from monitor.store.runs import find_label, find_link
from monitor.store.stories import find_members, find_printed
from monitor.text.urls import plain_address
from monitor.text.zone import shanghai
from monitor.topic.score import LINE
from monitor.week.judging import rank_issue
from monitor.week.ranking import Candidate

_OUTCOMES = {
    ASKED: "请求过，运行中断，没有下文",  # of runs before outcomes were settled at the close
    INTERRUPTED: "请求过，运行中断，没有下文",
    AT_MOST: "没有抓取，已到每次的篇数上限",
    OUTSIDE: "列表或网址里的日期不在窗口内，没有抓取",
    GATE: "标题未过筛，没有抓取",
    OTHER_DAY: "抓取了，页面上的日期不在窗口内",
    NO_TEXT: "抓取了，没有标题或正文",
    NO_NEWS: "是广告、启事、图片页或视频页，或机关的招标、人事、招聘、预决算，不是新闻",
    LOST: "抓取了，没有存进库（程序异常，见日志）",
    STORED: "已入库，后来从库里删去",
    KNOWN: "已入库，后来从库里删去",
}


@dataclass(frozen=True)
class Trace:
    """What is known of an address, as `lines` of Chinese: whether it was ever `met`, the id of the stored `article` and
    the number of the issue in whose window it is (0: none), the printed name of the `outlet` of whose articles it is
    one (empty: of none), and whether it is a `stranger`, on the hosts of none."""

    lines: list[str]
    met: bool = True
    article: int = 0
    issue: int = 0
    outlet: str = ""
    stranger: bool = False


def trace(settings: BaseSettings, url: str) -> Trace:
    """Return what is known of an address. Raises MonitorError."""
    outlet = find_outlet(settings, url)
    own = outlet.identify(url) if outlet else None
    address, whose = own or plain_address(url), outlet.outlet if outlet and own else ""
    facts = outlet_facts(settings)
    with reading(open_to_read(database_url(settings))) as session:
        article = find_article(session, outlet.name, address.key) if outlet else None
        if article := article or find_by_address(session, url):
            return replace(_tell_article(settings, session, article, facts), outlet=whose)
        if link := find_link(session, outlet.name if outlet else None, address.key, address.url):
            if article := find_article(session, link.outlet, link.key):  # that a list had under another address
                return replace(_tell_article(settings, session, article, facts), outlet=whose)
            return Trace(_tell_link(session, link, facts), outlet=whose)
    words = f"属于{outlet.outlet}，但没有在列表里见过" if outlet else "不属于任何一家媒体"
    return Trace([f"没有见过这个网址（{words}）：{url}"], False, outlet=whose, stranger=outlet is None)


def _tell_article(settings: BaseSettings, session: Session, article: Article, facts: dict[str, OutletFacts]) -> Trace:
    printed_name = facts_called(facts, article.outlet).printed
    day = article.published_on or "日期不明"
    lines = [f"{article.headline}（{printed_name}，{day}，编号 {article.id}）：已入库，第 {article.version} 版"]
    lines += [f"说明：{'；'.join(article.flags)}"] if article.flags else []
    if article.story is not None:
        others = [
            f"{facts_called(facts, each.outlet).printed}（编号 {each.article_id}）"
            for each in find_members(session, {article.story})[article.story]
            if each.article_id != article.id
        ]
        lines += [f"同文：{'、'.join(others)}"] if others else []
        printed = sorted(find_printed(session, {article.story})[article.story])
        lines += [f"这条新闻刊于第{'、'.join(map(str, printed))}期"] if printed else []
    try:
        issue = calendar(settings).containing(article.published_on or article.found_for)
    except CalendarError as error:
        return Trace([*lines, str(error)], article=article.id)
    lines += _tell_rank(session, article, issue, facts)
    return Trace(lines, article=article.id, issue=issue.number)


def _tell_rank(session: Session, article: Article, issue: Issue, facts: dict[str, OutletFacts]) -> list[str]:
    candidates = rank_issue(session, issue, facts)
    decision = find_decision(session, issue.number)
    ranked = ((place, each) for place, each in enumerate(candidates, 1) if each.article.id == article.id)
    place, candidate = next(ranked, (0, None))
    if candidate is None:
        return [f"不在第{issue.number}期的窗口里（{issue.window}）"]
    lines = [f"第{issue.number}期候选 {len(candidates)} 篇中排第 {place}：{_standing(candidate)}"]
    if candidate.official:
        published = f"，{article.published_on} 发布" if article.published_on else ""
        lines += [f"公文：{candidate.official}{published}"]
    lines += [candidate.precedent.told] if candidate.precedent else []
    lines += [f"理由：{'；'.join(article.reasons)}"] if article.reasons else []
    lines += ["编辑定为选用"] if article.id in decision.picks else []
    lines += ["编辑定为不用"] if article.id in decision.dropped else []
    return lines


def _standing(candidate: Candidate) -> str:
    score = candidate.article.score
    words = f"切题分 {score:.2f}，{'达线' if score >= LINE else '未达线'}（{LINE}），排序分 {candidate.rank:.2f}"
    judged = {True: "，编辑判为切题", False: "，编辑判为不切题", None: ""}[candidate.judged]
    return words + judged + ("，往期已刊" if candidate.told.printed_in else "")


def _tell_link(session: Session, link: ListedLink, facts: dict[str, OutletFacts]) -> list[str]:
    printed = facts_called(facts, link.outlet).printed
    if link.outcome.startswith(FAILED):
        outcome = f"抓取了，读不出来（{describe(link.outcome.removeprefix(FAILED))}）"
    elif link.outcome.startswith(DROPPED):
        outcome = f"没有抓取（{describe(link.outcome.removeprefix(DROPPED))}）"
    else:
        outcome = _OUTCOMES[link.outcome] + ("" if link.chance is None else f"（切题的可能 {link.chance:.0%}）")
    day = f"，{link.day}" if link.day else ""
    where = f"，列表 {find_label(session, link.outlet, link.source)}" if link.source else ""
    return [
        f"{link.title or link.url}（{printed}{day}{where}）：{outcome}",
        f"最近一次见到：{shanghai(link.seen_at):%Y-%m-%d}",
    ]
