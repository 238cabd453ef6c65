"""本期: the candidates, a line a story, and the places of the issue beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from desk.pages import chosen_issue, desk_of, editor_of, number_in, show
from desk.weeks import Week
from monitor.configuration import today
from monitor.deciding.finding import holds, readable
from monitor.deciding.stepping import find_redo, tell_undo
from monitor.editing.edits import Kind
from monitor.editing.events import DROP, remarks, standing, told
from monitor.topic.score import LINE
from monitor.week.ranking import Candidate

TABS = {"on": "切题", "near": "未达线", "printed": "往期已刊", "dropped": "已不用", "unfetched": "未抓取的标题"}
_PAGE = 200  # lines at once


@dataclass(frozen=True)
class Row:
    """A story in the list: its articles, the one that stands for it first."""

    story: Sequence[Candidate]
    dropped_by: int  # the event that dropped it, 0 if none did
    opened: bool  # by anybody


def show_week(request: Request) -> Response:
    """Show the candidates of one tab, filtered, and the places."""
    query = request.query_params
    week = desk_of(request).weeks.look(chosen_issue(request), query.get("at", ""))
    tab = query.get("tab", "on") if query.get("tab", "on") in TABS else "on"
    rows, editor = _sort(week), editor_of(request)
    wanted, outlet = query.get("q", "").strip(), query.get("outlet", "")
    shown = [row for row in rows.get(tab, []) if _fits(row, wanted, outlet)]
    titles = {each.article: each.edit.after for each in week.decision.edits if each.edit.kind is Kind.HEADLINE}
    links = week.ranking.unfetched if tab == "unfetched" else []
    unfetched = [each for each in links if outlet in ("", each.outlet) and holds(wanted.split(), [each.title])]
    return show(
        request, "week.html", current="week", number=week.issue.number, week=week, told=told,
        tab=tab, tabs=TABS, wanted=wanted, outlet=outlet, outlets=_outlets(week), here=_here(week, tab, wanted, outlet),
        counts={name: len(rows[name]) for name in rows} | {"unfetched": len(week.ranking.unfetched)},
        rows=shown[:_PAGE], unfetched=unfetched[:_PAGE], more=max(0, len(shown) + len(unfetched) - _PAGE),
        empty=_tell_empty(week, tab, bool(wanted or outlet), today(desk_of(request).weeks.settings)),
        undo=tell_undo(week.events, editor, week.name), redo=find_redo(week.events, editor),
        remarks=remarks(week.events), titles=titles,
    )  # fmt: skip


def tell_state(request: Request) -> Response:
    """Tell an open page, as JSON, what has come since: whether the list is of today, the newest event and whose, and
    who else has its article open."""
    desk, number, query = desk_of(request), chosen_issue(request), request.query_params
    fresh, newest = desk.weeks.news(number, query.get("at", ""))
    article, editor = number_in(dict(query), "a"), editor_of(request)
    others = desk.presence.note(number, article, editor, "edits" in query) if article else []
    event = {"seen": newest.id, "by": told(newest)} if newest else {"seen": 0, "by": ""}
    return JSONResponse({"fresh": fresh, "others": others, **event})


def _sort(week: Week) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {name: [] for name in TABS if name != "unfetched"}
    gone = week.decision.dropped
    drops = {id: event.id for event in standing(week.events) if event.action == DROP for id in event.ids if id in gone}
    for story in week.stories:
        first = story[0]
        dropped = max(drops.get(each.article.id, 0) for each in story)
        if first.article.id not in week.ids:
            tab = "on" if first.eligible else "printed" if first.on_topic else "near"
            opened = any(each.article.id in week.opened for each in story)
            rows["dropped" if dropped else tab].append(Row(story, dropped, opened))
    return rows


def _fits(row: Row, wanted: str, outlet: str) -> bool:
    """Tell whether an article of a story is of `outlet`, and it says all the `wanted` words, in whichever of them."""
    articles = [each.article for each in row.story]
    if outlet and all(each.outlet != outlet for each in articles):
        return False
    words = wanted.split()
    return not words or holds(words, [f"{each.headline}\n{readable(each.article_body)}" for each in articles])


def _outlets(week: Week) -> list[tuple[str, str]]:
    names = {each.article.outlet: each.outlet.printed for each in week.ranking.candidates}
    return sorted(names.items(), key=lambda each: each[1])


def _tell_empty(week: Week, tab: str, filtered: bool, day: date) -> str:
    if not week.ranking.candidates:
        ahead = "，还没有到" if day < week.issue.window.since else ""
        return f"本期还没有文章。窗口 {week.issue.window}{ahead}。"
    if filtered:
        return "没有符合筛选的候选。"
    if tab == "on" and not week.chosen:
        return f"已入库 {len(week.ranking.candidates)} 篇，没有达到切题线（{LINE}）的。看“未达线”，或用 L 判为切题。"
    return "这里没有文章。"


def _here(week: Week, tab: str, wanted: str, outlet: str) -> str:
    """The address of the list as it is shown, with its ranking: it does not move under who works through it."""
    return f"/{week.issue.number}?" + urlencode({"tab": tab, "q": wanted, "outlet": outlet, "at": week.ranking.stamp})


ROUTES = (Route("/{number:int}", show_week), Route("/{number:int}/state", tell_state))
