"""What strangers wrote does nothing at the desk: their pages in the frame, their headlines and addresses in the list."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from at_desk import HERE, MakeDesk, PlainBrowser, desk_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from scrapy.http import HtmlResponse
from starlette.testclient import TestClient
from tried import budget

from monitor.bulletin import Photo
from monitor.items import ArticleItem
from monitor.proof.copies import HEADLINE, copy_page
from monitor.store.articles import save
from monitor.store.database import open_database, writing

PAGE = "https://news.example/a/1.html"
HOSTILE = """<html><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=//evil.example/m">
<link rel="stylesheet" href="//evil.example/l.css"><link rel="prefetch" href="//evil.example/p"><title>旧题</title>
<style>@import "//evil.example/i.css"; p { background: url(//evil.example/b.png) }</style>
<script src="//evil.example/s.js"></script></head><body onload="fetch('//evil.example/o')" background="//evil.example/bg">
<h1 id="top" onclick="x()">云州医院上线病历平台</h1><p style="background:url(//evil.example/st)">正文<b>粗</b>一段。</p>
<img src="//evil.example/i.png" alt="远处的图" srcset="//evil.example/2x 2x" onerror="x()"><img src="/pic/1.jpg" alt="近处的图">
<a href="javascript:alert(1)" ping="//evil.example/ping">链接的字</a><a href="//evil.example/a">别处</a>
<iframe src="//evil.example/f"></iframe><object data="//evil.example/ob"></object><embed src="//evil.example/e">
<form action="//evil.example/fo"><input autofocus onfocus="x()"><button formaction="//evil.example/fb">交</button></form>
<video src="//evil.example/v" poster="//evil.example/po"></video><audio src="//evil.example/au"></audio>
<svg><script>x()</script><image href="//evil.example/sv"/></svg><math><mi xlink:href="//evil.example/ma">y</mi></math>
<table background="//evil.example/t"><tr><td>表格</td></tr></table><noscript><img src="//evil.example/n"></noscript>
<template><img src=x onerror=x()></template><img src="data:image/svg+xml,<svg onload=x()>"><p id="here">假的</p></body></html>"""


def copied(source: str, headline: str = "云州医院上线病历平台") -> str:
    page = HtmlResponse(PAGE, body=source.encode(), encoding="utf-8")
    return copy_page(page, headline, {"https://news.example/pic/1.jpg": Photo("images/1.jpg", b"\xff\xd8")}).decode()


def harmless(copy: str) -> None:
    body = html.document_fromstring(copy).body
    for element in body.iter():
        assert isinstance(element.tag, str) and element.tag not in ("script", "style", "meta", "base", "link", "form")
        assert element.tag not in ("iframe", "object", "embed", "a", "video", "audio", "svg", "math", "input", "button")
        for name, value in element.attrib.items():
            assert name in ("src", "alt", "colspan", "rowspan", "id"), name
            assert name != "src" or value.startswith("data:image/jpeg;base64,")
            assert name != "id" or value == HEADLINE


def test_a_hostile_page_keeps_its_words_and_nothing_else() -> None:
    copy = copied(HOSTILE.replace('<base href="https://evil.example/">', ""))
    harmless(copy)
    assert "evil.example" not in copy and "x()" not in copy
    for words in ("云州医院上线病历平台", "正文<b>粗</b>一段。", "链接的字", "［图片：远处的图］", "表格", "假的"):
        assert words in copy, words
    assert copy.count("data:image/jpeg") == 1 and f'<h1 id="{HEADLINE}">' in copy
    harmless(copied(HOSTILE))


@settings(max_examples=budget(150))
@given(st.lists(st.sampled_from([*re.findall(r"<[^>]+>", HOSTILE), "<", ">", "字", '"', "'", "&", "]]>", "<!--", "-->", "\0",
                                 "<plaintext>", "<textarea>", "<title>", "<svg><style>", "<math><annotation-xml>"]), max_size=40))  # fmt: skip
def test_no_order_of_hostile_pieces_gets_through(pieces: list[str]) -> None:
    harmless(copied("".join(pieces)))


def test_what_one_parser_takes_for_a_script_and_another_does_not_gets_no_address() -> None:
    harmless(copied("<svg><script><img src=x id=here onerror=x()>"))


def test_the_frame_is_answered_to_a_frame_alone_and_bears_its_own_rules(
    make_desk: MakeDesk, opened_week: Path, printed_ids: list[str]
) -> None:
    desk = make_desk(opened_week)
    with TestClient(desk, HERE) as client:
        client.cookies.set(desk.cookie, desk.sessions.open("王某"))
        page = f"/653/a/{printed_ids[1]}/page/1/1"
        answer = client.get(page, headers={"Sec-Fetch-Dest": "iframe"})
        assert "七部门部署电子病历数据质量提升行动" in answer.text
        rules = answer.headers["content-security-policy"]
        assert rules.startswith("sandbox; default-src 'none'") and "img-src data:" in rules and "script" not in rules
        assert client.get(page, headers={"Sec-Fetch-Dest": "document"}).status_code == 403
        assert "没有存档记录" in client.get(f"/653/a/{printed_ids[1]}/page/9/1").text
        assert "没有存档记录" in client.get("/653/a/99999/page/1/1").text


def test_headlines_reasons_and_addresses_of_strangers_are_words(make_desk: MakeDesk, home_with_week: Path) -> None:
    desk = make_desk(home_with_week)
    headline = "<img src=x onerror=alert(1)>电子病历\u202e“&amp;<script>平台"
    item = ArticleItem("javascript:alert(1)//电子病历", "cnr", headline=headline, key="x", score=0.9, grade="A1",
                       date_published=date(2025, 12, 10), article_body='电子病历<script>x()</script>"\'。',
                       reader="own:x", flags=["<b>旗</b>"], reasons=["<i>电子病历</i>"])  # fmt: skip
    with writing(open_database(desk_of(desk).weeks.url)) as session:
        id = save(session, item, date(2025, 12, 12)).id
    browser = PlainBrowser(desk, "<b>王某</b>")
    for path in ("/653?tab=on", "/653?tab=near", f"/653/a/{id}", f"/653/a/{id}?tab=why", f"/653/a/{id}?tab=log"):
        text = browser.open(path)
        assert (
            "<script>" not in text
            and "<img src=x" not in text
            and "javascript:" not in text.replace("javascript:alert(1)//电子病历</", "")
        )
        assert not [each for each in browser.page.iter("a") if (each.get("href") or "").startswith("javascript")], path
        assert "<b>" not in text.split("<main")[1].replace("<b>3</b>", "").replace('<b class="placed">', ""), path
    browser.open(f"/653/a/{id}")
    assert "电子病历<script>x()</script>" in browser.text()
    browser.press("选用")
    browser.press("存", "title", {"after": "<b>新题</b>"})
    browser.open("/653")
    assert browser.status == 200 and browser.places()[0] == str(id)
