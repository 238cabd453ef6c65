"""What a run makes of servers that answer, and not as they should: nothing is lost without a word."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from answering import Answer, Handler
from conftest import Scrapy

GIVEN = (
    "-s",
    "SPIDER_MODULES=odd_outlets",
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "RETRY_TIMES=0",
    "-s",
    "TITLE_GATE=0",
    "--nolog",
)
WINDOW = ("-a", "since=2025-12-06", "-a", "until=2025-12-12")
TEXT = "<p>云州省卫生健康委介绍，影像云平台覆盖九十六家医院，群众看病少跑路，数据多跑路。</p>" * 3
TITLES = {f"/20251210/{place}.html": f"云州省第{place}批医院接入影像云平台" for place in range(1, 7)}


def listed(*places: int, after: str = "") -> bytes:
    rows = "".join(
        f'<li><a href="/20251210/{each}.html">{TITLES[f"/20251210/{each}.html"]}</a></li>' for each in places
    )
    return f"<html><body><ul class=list>{rows}</ul>{after}</body></html>".encode()


def article(path: str) -> bytes:
    head = f"<h1>{TITLES[path]}</h1><div class=time>2025-12-10 08:00</div>"
    return f"<html><body>{head}<div class=text>{TEXT}</div></body></html>".encode()


def plainly(handler: Handler) -> None:
    """What a sound server answers."""
    path = urlsplit(handler.path).path
    handler.send(200, article(path) if path in TITLES else listed(1, 2, 3))


def new_pager(handler: Handler) -> None:
    """The pages are called otherwise than the declaration says; each names the next."""
    parts = urlsplit(handler.path)
    page = int(parts.query.removeprefix("page=") or 1)
    if parts.path in TITLES:
        handler.send(200, article(parts.path))
    elif parts.path != "/list/":
        handler.send(404)
    else:
        following = f'<a href="?page={page + 1}">下一页</a>' if page < 3 else ""
        handler.send(200, listed(2 * page - 1, 2 * page, after=following))


class Ends:
    """A list of one page that every list of its site has, and what comes behind it."""

    def __init__(self, way: str) -> None:
        self.way = way

    def __call__(self, handler: Handler) -> None:
        path = urlsplit(handler.path).path
        if path in ("/list/", *TITLES):
            plainly(handler)
        elif self.way == "301":
            handler.send(301, Location="http://pager-ends.example/list/")
        elif path == "/":
            handler.send(200, b"<html><body><h1>x</h1></body></html>")
        elif self.way == "home":
            handler.send(302, Location="http://pager-ends.example/")
        elif self.way == "410":
            handler.send(410)
        elif self.way == "503":
            handler.send(503)
        else:
            handler.send(200, f"<html><body><h1>某某网</h1>{self.way}</body></html>".encode())


def says_gone(handler: Handler) -> None:
    path = urlsplit(handler.path).path
    notice = "<h1>提示信息</h1><div class=time>2025-12-10</div><div class=text><p>抱歉，您访问的内容不存在或已被删除！</p></div>"
    handler.send(200, f"<html><body>{notice}</body></html>".encode() if path in TITLES else listed(1, 2, 3))


def wants_cookie(handler: Handler) -> None:
    if "a=1" not in (handler.headers.get("Cookie") or ""):
        handler.send(302, Location=handler.path, **{"Set-Cookie": "a=1; Path=/"})
    else:
        plainly(handler)


def goes_round(handler: Handler) -> None:
    if urlsplit(handler.path).path in TITLES:
        handler.send(302, Location=handler.path)
    else:
        plainly(handler)


def to_login(handler: Handler) -> None:
    path = urlsplit(handler.path).path
    if path in TITLES:
        handler.send(302, Location=f"http://to-login.example/login?back={path}")
    elif path == "/login":
        handler.send(200, b"<html><body><form><input name=u><input type=password></form></body></html>")
    else:
        plainly(handler)


def to_home(handler: Handler) -> None:
    """What is deleted leads to the front page, on which other news stands."""
    if urlsplit(handler.path).path in TITLES:
        handler.send(302, Location="http://to-home.example/")
    else:
        plainly(handler)


def as_xml(handler: Handler) -> None:
    path = urlsplit(handler.path).path
    handler.send(
        200,
        article(path) if path in TITLES else listed(1, 2, 3),
        kind="text/xml" if "1" in path else "application/json",
    )


def with_port(handler: Handler) -> None:
    path = urlsplit(handler.path).path
    if path in TITLES and ":80" not in handler.path:
        handler.send(302, Location=f"http://with-port.example:80{path}")
    else:
        plainly(handler)


def leads_on(handler: Handler) -> None:
    parts = urlsplit(handler.path)
    if parts.path not in TITLES or parts.query:
        plainly(handler)
    elif "/1." in parts.path:
        handler.send(200, b"<html><body></body></html>", Refresh=f"0; url={parts.path}?a=1")
    elif "/2." in parts.path:
        handler.send(200, f'<html><head><meta http-equiv=refresh content="0; {parts.path}?a=1"></head></html>'.encode())
    else:
        handler.send(
            200,
            f'<html><head><meta http-equiv=Refresh content=" 1 ;  url =  {parts.path}?a=1 "></head></html>'.encode(),
        )


def torn(handler: Handler) -> None:
    path = urlsplit(handler.path).path
    if path in TITLES:
        body = article(path)
        handler.send(200, body[: body.rindex("群众看病".encode()) + 6 * int(path[-6])])
    else:
        plainly(handler)


def json_error(handler: Handler) -> None:
    parts = urlsplit(handler.path)
    if parts.path in TITLES:
        handler.send(200, article(parts.path))
        return
    rows = [
        {"url": f"http://json-error.example/20251210/{place}.html", "title": TITLES[f"/20251210/{place}.html"]}
        for place in (1, 2, 3)
    ]
    answer = (
        {"code": 0, "data": rows * 3} if parts.query.endswith("p=1") else {"code": 500, "msg": "系统繁忙", "data": []}
    )
    handler.send(200, json.dumps(answer).encode(), **{"Content-Type": "application/json"})


@pytest.fixture
def crawl(
    scrapy: Scrapy, tmp_path: Path, serve: Callable[[Answer], dict[str, str]]
) -> Callable[[str, Answer], tuple[int, str, int]]:
    """Runs an outlet against a server; returns the exit code, what was said, and how many articles are stored."""

    def run(name: str, answer: Answer) -> tuple[int, str, int]:
        env = {**serve(answer), "PYTHONPATH": "tests"}
        process = scrapy("crawl", name, *WINDOW, *GIVEN, env=env)
        with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
            ((stored,),) = connection.execute("SELECT count(*) FROM article").fetchall()
        connection.close()
        return process.returncode, process.stderr, stored

    return run


Crawl = Callable[[str, Answer], tuple[int, str, int]]


def test_a_list_whose_pages_are_called_otherwise_now_is_read_to_its_end(crawl: Crawl) -> None:
    code, said, stored = crawl("new_pager", new_pager)
    assert (code, stored) == (0, 6), said


@pytest.mark.parametrize("way", ["301", "home", "410", "<p>您访问的页面不存在或已被删除</p>"])
def test_behind_the_last_page_of_a_list_is_no_fault(crawl: Crawl, way: str) -> None:
    code, said, stored = crawl("pager_ends", Ends(way))
    assert (code, stored) == (0, 3), said


def test_a_further_page_that_is_refused_or_cannot_be_read_is_one(crawl: Crawl) -> None:
    unknown = "<p>系统检测到网络环境需要复核</p>"  # a wall whose words nobody knows
    for way in ("503", "<p>您的访问过于频繁，请稍后再试</p><p>请完成安全验证</p>", unknown, "<ul class=list></ul>"):
        code, said, stored = crawl("pager_ends", Ends(way))
        assert (code, stored) == (3, 3), said


def test_a_notice_in_the_outlets_own_template_is_no_article_and_the_next_run_asks_again(crawl: Crawl) -> None:
    code, said, stored = crawl("says_gone", says_gone)
    assert (code, stored) == (3, 0), said
    assert "已删除" in said
    code, said, stored = crawl("says_gone", plainly)
    assert (code, stored) == (0, 3), said


def test_a_cookie_that_is_asked_for_is_shown(crawl: Crawl) -> None:
    code, said, stored = crawl("wants_cookie", wants_cookie)
    assert (code, stored) == (0, 3), said


def test_a_redirect_without_an_end_is_told_as_one(crawl: Crawl) -> None:
    code, said, stored = crawl("goes_round", goes_round)
    assert (code, stored) == (3, 0)
    assert "跳转没有尽头" in said


def test_an_article_behind_a_login_is_not_gone(crawl: Crawl) -> None:
    code, said, stored = crawl("to_login", to_login)
    assert (code, stored) == (3, 0)
    assert "被拦截" in said


def test_of_all_that_lead_to_the_front_page_the_same_is_told(crawl: Crawl) -> None:
    code, said, stored = crawl("to_home", to_home)
    assert (code, stored) == (3, 0)
    assert "3 篇（跳转到别的页面）" in said, said


@pytest.mark.parametrize(("name", "answer"), [("with_port", with_port), ("leads_on", leads_on), ("as_xml", as_xml)])
def test_what_leads_to_the_article_is_followed(crawl: Crawl, name: str, answer: Answer) -> None:
    code, said, stored = crawl(name, answer)
    assert (code, stored) == (0, 3), said


def test_a_page_that_breaks_off_in_its_article_is_not_stored(crawl: Crawl) -> None:
    code, said, stored = crawl("torn", torn)
    assert (code, stored) == (3, 0), said
    assert "没有收全" in said
    assert crawl("torn", plainly)[2] == 3, "and asked for again"


def json_page_of_no_json(handler: Handler) -> None:
    """The second page of an interface is a page for people."""
    if "p=2" in handler.path:
        handler.send(200, "<html><body><p>服务繁忙中</p></body></html>".encode())
    else:
        json_error(handler)


def test_a_further_page_of_an_interface_that_is_no_json_is_told(crawl: Crawl) -> None:
    code, said, stored = crawl("json_error", json_page_of_no_json)
    assert (code, stored) == (3, 3), said


def test_an_interface_that_says_it_failed_has_failed(crawl: Crawl) -> None:
    code, said, stored = crawl("json_error", json_error)
    assert (code, stored) == (3, 3), said


def retired(handler: Handler) -> None:
    """The list's address leads to the front page, which names articles of all kinds."""
    path = urlsplit(handler.path).path
    if path == "/list/":
        handler.send(301, Location="/")
    else:
        handler.send(200, article(path) if path in TITLES else listed(1, 2))


def test_a_list_that_leads_to_the_front_page_is_not_the_front_page(crawl: Crawl) -> None:
    code, said, _ = crawl("torn", retired)
    assert code == 3, "discovery may find another list; that this one is gone is told"
    assert "torn.example/list → http://torn.example/（跳转到别的页面）" in said


def torn_list(handler: Handler) -> None:
    path = urlsplit(handler.path).path
    body = listed(1, 2, 3, 4)
    handler.send(200, article(path) if path in TITLES else body[: body.rindex("医院接入".encode())])


def test_of_a_list_that_breaks_off_what_is_there_is_read_and_the_rest_is_told(crawl: Crawl) -> None:
    code, said, stored = crawl("torn", torn_list)
    assert (code, stored) == (3, 4), said
    assert "没有收全" in said


def torn_behind_a_tag(handler: Handler) -> None:
    path = urlsplit(handler.path).path
    body = article(path) if path in TITLES else b""
    handler.send(200, body[: body.rindex(b"<p>") + 3] if path in TITLES else listed(1, 2, 3))


def test_a_page_that_breaks_off_behind_a_tag_of_its_article_is_not_stored(crawl: Crawl) -> None:
    code, said, stored = crawl("torn", torn_behind_a_tag)
    assert (code, stored) == (3, 0), said


def sparse(handler: Handler) -> None:
    """An interface that takes some of its hits out of each page, and says how many pages there are."""
    parts = urlsplit(handler.path)
    if parts.path in TITLES:
        handler.send(200, article(parts.path))
        return
    page = int(parts.query[-1])
    rows = [
        {"url": f"http://json-error.example/20251210/{place}.html", "title": TITLES[f"/20251210/{place}.html"]}
        for place in (2 * page - 1, 2 * page)
    ]
    answer = {"code": 0, "pageCount": 3, "data": rows}
    handler.send(200, json.dumps(answer).encode(), **{"Content-Type": "application/json"})


def test_an_interface_goes_on_as_long_as_it_says_so(crawl: Crawl) -> None:
    code, said, stored = crawl("json_error", sparse)
    assert (code, stored) == (0, 6), said
