"""The lines of a known template whose selectors find several: none that hides, and of headings no logo."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.markup.page import Page
from monitor.reading.template import Draft, Template

TEMPLATE = Template(name="x", evidence="GUESS", headline="h1", body=".text")
HEADLINE = "云州电子病历全市共享"
TEXT = "<p>云州市卫生健康委员会10日说，全市二级以上医院已经接入电子病历共享平台。</p>"


def draft(template: Template, body: str, sheet: str = ".share { display: none }") -> Draft:
    head = f"<head><meta charset=utf-8><style>{sheet}</style></head>"
    page = f"<html>{head}<body>{body}</body></html>".encode()
    found = template.read(
        Page(HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page, encoding="utf-8")), None
    )
    assert found
    return found


def headline(before: str, sheet: str = ".share { display: none }", behind: str = "") -> str:
    return draft(TEMPLATE, f"{before}<h1>{HEADLINE}</h1><div class=text>{TEXT}</div>{behind}", sheet).headline


def test_neither_a_logo_nor_what_hides_is_the_headline() -> None:
    for before in (
        '<h1 class="logo"><a href="https://www.unknown.example.cn/">云州新闻网</a></h1>', '<h1><a href="/">云州新闻网</a></h1>',
        '<div id="logo"><h1>云州新闻网</h1></div>', '<div style="display:none"><h1>云州分享的标题</h1></div>', "<h1 hidden>云州</h1>",
        '<div class="share"><h1>云州分享的标题</h1></div>', "<template><h1>云州</h1></template>", '<h1 style="display: none">云州</h1><h1></h1>',
    ):  # fmt: skip
        assert headline(before) == HEADLINE, before


def test_what_shows_is_the_headline_whatever_follows() -> None:
    assert headline("", behind="<h1>热门推荐</h1><h1>云州村医用上新系统</h1>") == HEADLINE
    assert headline("<h1>云州医改十年</h1>") == "云州医改十年"


def test_a_page_that_shows_no_headline_has_the_hidden_one() -> None:
    assert headline("", "h1 { display: none }") == HEADLINE
    assert headline('<h1 class="logo">云州新闻网</h1>', "h1 { display: none }") == HEADLINE


def test_a_copy_of_a_line_that_hides_says_nothing_of_an_article() -> None:
    template = Template(
        name="x", evidence="GUESS", headline="h1", body=".text", published=".time", source=".from", author=".by",
        editor=".edit", kicker=".over", subtitle=".under",
    )  # fmt: skip
    line = "<p class=time>{}</p><p class=from>来源：{}日报</p><p class=by>{}</p><p class=edit>责任编辑：{}</p>"
    own = line.format("2025-12-10 08:05", "云州", "李木", "王禾")
    other = line.format("2020-01-01 08:00", "云岭", "张三", "赵四")
    decks = "<p class=over>引题</p><p class=under>副题</p>"
    for hidden in (f'<div style="display:none">{other}</div>', f"<div class=share>{other}{decks}</div>"):
        for page in (f"{hidden}<h1>{HEADLINE}</h1>{own}", f"<h1>{HEADLINE}</h1>{own}{hidden}"):
            found = draft(template, f"{page}<div class=text>{TEXT}</div>")
            told = (str(found.moment and found.moment.value)[:16], found.source, found.author, found.editor)
            assert told == ("2025-12-10 08:05", "云州日报", "李木", "王禾"), page
            assert (found.kicker, found.subtitle) == ("", ""), page
    alone = draft(template, f"<h1>{HEADLINE}</h1><div class=share>{own}</div><div class=text>{TEXT}</div>")
    assert str(alone.moment and alone.moment.value)[:16] == "2025-12-10 08:05", "where nothing else tells"
    seconds = '<i class=time style="display:none">2025-12-10 08:05:31</i>'
    whole = draft(template, f"<h1>{HEADLINE}</h1>{seconds}{own}<div class=text>{TEXT}</div>")
    assert str(whole.moment and whole.moment.value)[:19] == "2025-12-10 08:05:31"
