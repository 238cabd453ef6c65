"""A text that hides as it was sent, and that the page's own script shows when it has come."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import PageError
from monitor.items import ArticleItem
from monitor.reading.article import read_article
from monitor.witness.views import Views

LINES = [
    f"云州市第{n}批医院接入检查互认平台，患者在任何一家医院都能调阅以往的检查结果，不必再做一遍。" for n in "一二三四"
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
WINDOW = "<p>您将离开本站，前往的网页不由本站提供，请注意保护个人信息的安全。</p><p>谢谢您的理解，也谢谢您一直以来对本站的关注和支持。</p>"


def read(body: str, head: str = "") -> tuple[ArticleItem, list[str]]:
    page = (
        f"<html><head><title>云州检查互认平台上线_云州网</title>{head}</head><body><h1>云州检查互认平台上线</h1>"
        f"<div>2026-07-09 10:00 来源：云州日报</div>{body}</body></html>"
    )
    response = HtmlResponse("https://www.yunzhou.cn/2026/07/t1.html", body=page.encode(), encoding="utf-8")
    item, views = read_article(response, "x", "云州日报"), Views([page.encode()])
    return item, [wrong for line in item.article_body.split("\n\n") if (wrong := views.find_paragraph(line))]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f'<div id=text style="display:none">{TEXT}</div><script>$("#text").show();</script>'),
        ("", f'<div id=text hidden>{TEXT}</div><script>document.getElementById("text").hidden=false</script>'),
        (
            "<style>.hide{display:none}</style>",
            f'<div id=text class=hide>{TEXT}</div><script>$(function(){{$("#text").removeClass("hide")}})</script>',
        ),
        ("", f'<div class=text style="display:none">{TEXT}</div><script>$(".text").show();</script>'),
        (
            "",
            f'<div id=text style="display:none">{TEXT}</div><script>var t=document.getElementById("text");if(t){{t.style.display=""}}</script>',
        ),
    ],
)
def test_it_is_printed_and_proven(head: str, body: str) -> None:
    item, wrong = read(body, head)
    assert (item.article_body.split("\n\n"), wrong) == (LINES, [])


def test_what_no_script_shows_by_itself_stays_hidden() -> None:
    for script in ("", '$(".b").click(function(){$("#text").show()})'):
        with pytest.raises(PageError):
            read(f'<div id=text style="display:none">{TEXT}</div><script>{script}</script>')


def test_a_page_that_hides_as_a_whole_is_read_if_its_script_shows_it() -> None:
    page = "<html><head><title>云州检查互认平台上线</title></head><body style='display:none'><h1>云州检查互认平台上线</h1>{}{}</body></html>"
    for script, whole in (("document.body.style.display='block'", True), ("", False)):
        body = page.format(TEXT, f"<script>{script}</script>").encode()
        response = HtmlResponse("https://www.yunzhou.cn/2026/07/t1.html", body=body, encoding="utf-8")
        if whole:
            assert read_article(response, "x", "云州日报").article_body.split("\n\n") == LINES
            assert not any(map(Views([body]).find_paragraph, LINES))
        else:
            with pytest.raises(PageError):
                read_article(response, "x", "云州日报")


def test_of_several_parts_of_one_class_none_is_opened() -> None:
    parts = f'<div class=tab style="display:none">{TEXT}</div><div class=tab style="display:none"><p>{WINDOW}</p></div>'
    with pytest.raises(PageError):
        read(f'{parts}<script>$(".tab").show()</script>')


def test_windows_and_boxes_stay_hidden() -> None:
    for name, script in (
        ("dialog", '$("#dialog").show()'),
        ("more", '$(".b").click(function(){$("#more").show()})'),
        ("qrBox", 'document.getElementById("qrBox").style.display="block"'),
    ):
        box = f'<div id={name} style="display:none">{WINDOW}</div>'
        item, wrong = read(
            f"<div class=text>{TEXT[: len(TEXT) // 2]}{box}{TEXT[len(TEXT) // 2 :]}</div><script>{script}</script>"
        )
        assert (item.article_body.split("\n\n"), wrong) == (LINES, []), name
