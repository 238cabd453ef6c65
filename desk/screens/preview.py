"""预览: the exporters' own output of the issue as it would be written now, its proof, and what is new in it."""

from __future__ import annotations

from importlib.util import find_spec

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk.pages import chosen_issue, desk_of, show
from monitor.editing.events import standing, told

_KINDS = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
_RULES = {
    "pdf": "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
    "html": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
}


def show_preview(request: Request) -> Response:
    """Show the issue: as PDF, or as HTML where the parts for PDF are missing."""
    desk = desk_of(request)
    week = desk.weeks.look(chosen_issue(request))
    ready = desk.drafts.make(week)
    form = "html" if request.query_params.get("form") == "html" else "pdf"
    ours = desk.weeks.settings.getdict("BULLETIN_EXPORTERS").get("pdf", "").startswith("exports.")
    lacking = form == "pdf" and ours and find_spec("weasyprint") is None  # the page does not wait for its frame
    preface = next((e for e in reversed(standing(week.events)) if e.laid and not e.laid.article), None)
    return show(
        request, "preview.html", current="preview", number=week.issue.number, week=week, ready=ready,
        form="html" if lacking else form, lacking=lacking, preface=preface, told=told,
        proofs=zip(ready.draft.bulletin.entries, ready.draft.sources, ready.proofs, strict=True),
        here=f"/{week.issue.number}/preview" + ("?form=html" if form == "html" else ""),
    )  # fmt: skip


def show_form(request: Request) -> Response:
    """Answer the frame of the preview with the bytes that would be written."""
    desk, form = desk_of(request), request.path_params["form"]
    content = (
        desk.drafts.form(desk.drafts.make(desk.weeks.look(chosen_issue(request))), form) if form in _KINDS else None
    )
    if content is None:
        raise HTTPException(404, "这种格式现在做不出来。")
    return Response(content, headers={"content-type": _KINDS[form], "content-security-policy": _RULES[form]})


ROUTES = (Route("/{number:int}/preview", show_preview), Route("/{number:int}/preview/{form}", show_form))
