"""阅读: an article's blocks with what was changed, beside the archived page, its reprints, versions and record."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk.pages import chosen_issue, desk_of, editor_of, show
from desk.weeks import Week
from monitor.bulletin import Entry
from monitor.deciding.blocks import find_changes, show_blocks
from monitor.deciding.history import tell_history
from monitor.deciding.laying import lay
from monitor.deciding.stepping import find_redo, tell_undo
from monitor.editing.comparing import compare
from monitor.editing.edits import NAMES, Kind
from monitor.editing.events import remarks, told
from monitor.store.database import open_to_read, reading
from monitor.store.issues import find_evidence
from monitor.store.models import Article
from monitor.store.versions import find_version
from monitor.week.ranking import Candidate

TABS = {"page": "存档原页", "same": "同文", "versions": "版本", "why": "理由", "log": "记录"}
_KEYS = {"page": "KeyV", "same": "KeyS", "versions": "", "why": "", "log": ""}


def show_article(request: Request) -> Response:
    """Show one article of the issue's window."""
    number, id = chosen_issue(request), request.path_params["article"]
    week = desk_of(request).weeks.look(number)
    candidate, editor = week.candidate(id), editor_of(request)
    if candidate is None:
        raise HTTPException(404, f"编号 {id} 不在第{number}期的候选里。")
    asked = request.query_params.get("tab")
    tab = asked if asked in TABS else "page"
    with reading(open_to_read(desk_of(request).weeks.url)) as session:
        article = session.get_one(Article, id)
        laid = lay(session, article, candidate.outlet.printed, week.decision)
        text = (None if laid.blocked else find_version(session, id, laid.version)) or Entry.of(article)
        beside = _look_beside(request, session, week, candidate, text, tab)
    changes = find_changes(week.events, id, laid)
    order = list(dict.fromkeys([*week.ids, *(story[0].article.id for story in week.stories)]))
    beside |= {"place": week.ids.index(id) + 1 if id in week.ids else 0, "here": f"/{number}/a/{id}?tab={tab}"}
    beside |= {"following": next(iter(order[order.index(id) + 1 :]), 0) if id in order else 0}
    response = show(
        request, "article.html", current="article", number=number, week=week, told=told, tabs=TABS, keys=_KEYS, tab=tab,
        candidate=candidate, article=article, id=id, laid=laid, text=text, names=NAMES, kinds=Kind,
        blocks=show_blocks(text.body, changes),
        whole={each.edit.kind.value: each for each in changes if not each.edit.block},
        undo=tell_undo(week.events, editor, week.name), redo=find_redo(week.events, editor),
        remarks=remarks(week.events).get(id, ()), remarking="remark" in request.query_params, **beside,
    )  # fmt: skip
    response.background = BackgroundTask(desk_of(request).weeks.note_opened, editor, id, article.version)
    return response


def _look_beside(
    request: Request, session: Session, week: Week, candidate: Candidate, text: Entry, tab: str
) -> dict[str, Any]:
    """What stands on the right: all that the tabs need."""
    article, query = candidate.article, request.query_params
    others = [each for each in week.ranking.candidates if each.story == candidate.story and each is not candidate]
    other = next((each for each in others if str(each.article.id) == query.get("with")), next(iter(others), None))
    asked = query.get("v", "")
    version = int(asked) if asked.isdecimal() and len(asked) < 9 else article.version
    one, two = text, Entry.of(other.article, other.outlet.printed) if tab == "same" and other else None
    if tab == "versions" and version > 1:
        one, two = (find_version(session, article.id, each) or text for each in (version - 1, version))
    lines = [week.line(story) for story in week.stories if candidate in story] if tab == "why" else []
    events = [e for e in week.events if article.id in e.ids_meant or (e.laid and e.laid.article == article.id)]
    return {
        "pages": find_evidence(session, article.id, article.version), "others": others, "other": other,
        "pairs": compare(one, two) if two else [], "version": version, "versions": range(1, article.version + 1),
        "details": [words for line in lines for words in (line.why, *line.details)], "events": tell_history(events),
    }  # fmt: skip


ROUTES = (Route("/{number:int}/a/{article:int}", show_article),)
