"""存档原页: a copy of an archived page of an article, in a frame in which nothing runs and nothing is loaded."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from desk.pages import chosen_issue, desk_of
from monitor.archive.opening import open_archive
from monitor.exceptions import MonitorError
from monitor.issue.photos import archived_photos, picture_archives
from monitor.proof.copies import RULES, copy_page
from monitor.proof.rereading import load_page
from monitor.store.database import open_to_read, reading
from monitor.store.issues import Printed, find_evidence
from monitor.store.models import Article
from monitor.text.markdown import Picture, read

_MOST = 2**63  # what the databases hold


def show_original(request: Request) -> Response:
    """Answer a frame of the desk with the page; with a line that says why where there is none."""
    if request.headers.get("sec-fetch-dest", "iframe") != "iframe":
        raise HTTPException(403, "存档原页只在阅读页里看。")
    weeks, issue = desk_of(request).weeks, desk_of(request).weeks.issue(chosen_issue(request))
    id, version, page = (request.path_params[name] for name in ("article", "version", "page"))
    if max(id, version, page) >= _MOST:
        raise HTTPException(404, "没有这一页。")
    with reading(open_to_read(weeks.url)) as session:
        article = session.get(Article, id)
        found = [each for each in find_evidence(session, id, version) if each.page == page]
        if article is None or not found:
            return _say("这一版没有存档记录（导入的往期），不能核对。")
        wanted = {block.url for block in read(article.article_body) if isinstance(block, Picture)}
        files = picture_archives(session, weeks.settings, issue.window, [Printed(id, version)])
        photos = archived_photos(wanted, files, weeks.settings)
    most = weeks.settings.getint("DOWNLOAD_MAXSIZE")
    try:
        response = load_page(open_archive(weeks.settings), found[0], most, anywhere=True)
    except MonitorError as error:
        return _say(f"{error}。写出前请找回，或不用这篇。")
    return HTMLResponse(copy_page(response, article.headline, photos), headers={"content-security-policy": RULES})


def _say(line: str) -> Response:
    return PlainTextResponse(line, headers={"content-security-policy": RULES})


ROUTES = (Route("/{number:int}/a/{article:int}/page/{version:int}/{page:int}", show_original),)
