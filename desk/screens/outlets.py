"""媒体与抓取: how each outlet's week came in, the worst first, and the run that goes on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk.pages import Form, action, chosen_issue, desk_of, say_and_return, show
from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.outlet.verdicts import DEFINITIONS, MEANING, SEEN, WORST_FIRST
from monitor.progress.state import read_state
from monitor.run.coverage import summarise, tell_coverage
from monitor.store.database import open_to_read, reading

_DONE = (None, 0, 3)  # exit codes; 3: an outlet is lacking, which the screen tells of each


def show_outlets(request: Request) -> Response:
    """Show the coverage of an issue by outlet, and how the last run stands."""
    desk, number = desk_of(request), chosen_issue(request)
    weeks = desk.weeks
    issue = weeks.issue(number)
    with reading(open_to_read(weeks.url)) as session:
        rows = tell_coverage(session, issue, weeks.outlets)
    state = read_state(home(weeks.settings))
    code, lines = desk.runs.said("weekly")
    asked = state.outlets.items() if state else ()
    names = {name: facts.printed for name, facts in weeks.outlets.items()}
    failure = "" if code in _DONE else (lines or [f"退出码 {code}"])[-1]
    return show(
        request, "outlets.html", current="outlets", number=number, issue=issue, rows=rows, seen=SEEN,
        summary=summarise(rows)[0], meaning=MEANING,
        definitions={MEANING[each]: DEFINITIONS[each] for each in WORST_FIRST},
        state=state, starting=desk.runs.running, failure=failure,
        asked=[(names.get(name, name), each) for name, each in asked],
    )  # fmt: skip


def gather(request: Request, form: Form) -> Response:
    """Start to gather the week, without writing it."""
    desk, number = desk_of(request), chosen_issue(request)
    desk.weeks.issue(number)
    if (state := read_state(home(desk.weeks.settings))) and state.goes_on:
        raise MonitorError("正在抓取，不必再开始一次。")
    desk.runs.start("weekly", str(number), "--sweep")
    return say_and_return(request, form, f"已开始抓取第{number}期，只入库，不写出。", f"/outlets/{number}")


ROUTES = (Route("/outlets/{number:int}", show_outlets), action("/outlets/{number:int}/gather", gather))
