"""Templates learned from further pages of a build, held against the page of tests/pages that they have not seen."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from page_bench import REGULAR
from scrapy.http import HtmlResponse, TextResponse
from varied_pages import Case, cases, score, shares, teach

from monitor.exceptions import NotLearned
from monitor.learning.declaration import declare
from monitor.learning.holding import Tally, holds
from monitor.learning.induction import FEWEST, learn
from monitor.learning.samples import Sample
from monitor.reading.article import read_article
from monitor.reading.template import Template

CASES = {case.name: case for case in cases()}
PLAIN = CASES["chinanews/20260301-2022"]


def of(case: Case, number: int = FEWEST) -> list[Sample]:
    return [case.vary(each) for each in range(1, number + 1)]


def with_line(page: Sample, line: str) -> TextResponse:
    """The page with a further paragraph behind its first."""
    return page.response.replace(body=page.response.text.replace("</p>", f"</p><p>{line}</p>", 1).encode())


def test_too_few_pages_teach_nothing() -> None:
    with pytest.raises(NotLearned, match="4 页"):
        learn(of(PLAIN, FEWEST - 1))


def test_pages_of_two_builds_are_told_apart() -> None:
    other = CASES["people/20260301-template-2025"]
    mixed = [page for pair in zip(of(PLAIN), of(other), strict=True) for page in pair]
    learned = learn(mixed)
    assert [len(each.pages) for each in learned] == [FEWEST, FEWEST]
    assert {each.template.body for each in learned} == {learn(of(case))[0].template.body for case in (PLAIN, other)}


def test_what_says_the_same_on_every_page_is_no_headline() -> None:
    """A page whose lists announce each article under the site's name."""
    pages = [Sample(page.response, "云州新闻网", page.day) for page in of(PLAIN)]
    assert learn(pages)[0].template == learn(of(PLAIN))[0].template


def test_pages_without_a_text_teach_nothing() -> None:
    empty = [
        Sample(page.response.replace(body=b"<html><h1>" + page.title.encode() + b"</h1></html>"), page.title)
        for page in of(PLAIN)
    ]
    with pytest.raises(NotLearned, match="正文"):
        learn(empty)


def test_the_own_pages_are_read_by_what_other_pages_taught(show: Callable[[str], None]) -> None:
    """The pages of the regular outlets by the learned rung, and today's generic one: each by what five others of its
    build teach, that one left out."""
    taught = {case: teach(case) for case in CASES.values() if case.path.parent.name in REGULAR}
    learned = {case: score(case, templates, platforms=False) for case, templates in taught.items() if templates}
    means, generic = (
        shares(list(each)) for each in (learned.values(), (score(case, (), platforms=False) for case in learned))
    )
    without = [case.name for case, templates in taught.items() if not templates]
    show(f"{len(learned)} pages: learned {means}, generic {generic}; not learned: {without}")
    assert means["title"] == means["day"] == 1
    assert min(means["clock"], means["source"]) >= 0.95
    assert means["body"] >= 0.99
    assert all(means[name] >= generic[name] for name in means)
    assert not without, "one of them is a build of tables without a class or an id"


def test_what_stands_on_every_page_is_no_text() -> None:
    """A line under each text, as sites set it, in an element without a name."""
    line = "云州新闻的读者，可以拨打编辑部的电话。"
    pages = of(PLAIN)
    lined = [replace(each, response=with_line(each, line)) for each in pages]
    template = learn(lined)[0].template
    assert line in template.repeated
    plain = learn(pages)[0].template
    read = [
        read_article(page.response, "x", "某报", (), page.day, [taught]).article_body
        for page, taught in ((lined[0], template), (pages[0], plain))
    ]
    assert read[0] == read[1]


def test_whose_a_text_is_stays_though_half_the_pages_say_the_same() -> None:
    """Most articles are the site's own, and their last line says so."""
    line = "（来源：云州新闻）"
    pages = [replace(each, response=with_line(each, line)) for each in of(PLAIN)]
    assert line not in learn(pages)[0].template.repeated


def made(form: str) -> list[Sample]:
    """Pages of a site whose addresses tell no day, by a `form` of title, moment and text."""
    pages = []
    for number, place in enumerate(("云桥区", "石湾县", "柳林镇", "青屿街道", "白沙口岸", "南渡村")):
        day, title = date(2025, 12, 2 + number), f"{place}电子病历共享平台上线，首批接入{number + 3}家医院"
        texts = (
            f"{place}第{part}批医院本月接入平台，负责人说，资料整理用了{number + part}个月。" for part in range(2, 6)
        )
        text = "".join(f"<p>{each}</p>" for each in texts)
        inside = form.format(title=title, moment=datetime(2025, 12, 2 + number, 8, 30, tzinfo=UTC), text=text)
        markup = f"<html><head><title>云州网</title></head><body><div class=main>{inside}</div></body></html>"
        response = HtmlResponse(f"https://www.yz.example.cn/p/{number}.html", body=markup.encode(), encoding="utf-8")
        pages.append(Sample(response, title, day))
    return pages


def test_of_two_lines_the_one_with_the_year_tells_the_day() -> None:
    """One is for telephones."""
    page = (
        "<h1>{title}</h1><div class=inf>{moment:%Y-%m-%d %H:%M} 来源：云州晚报</div>"
        "<div class=m>云州晚报 {moment:%m-%d %H:%M}</div><div class=cont>{text}</div>"
    )
    template = learn(made(page))[0].template
    assert template.published == ".inf"
    alone = page.replace("<div class=inf>{moment:%Y-%m-%d %H:%M} 来源：云州晚报</div>", "")
    assert learn(made(alone))[0].template.published == ".m", "better than none"


def test_what_the_lower_rungs_read_better_is_not_learned() -> None:
    """The line of the day has no element of its own, and no address tells the day."""
    page = "<div align=center><b>{title}</b><br>{moment:%Y-%m-%d} 来源:云州晚报 点击:33<br><br>{text}</div>"
    with pytest.raises(NotLearned, match="日期"):
        learn(made(page))


def test_a_declaration_is_the_template() -> None:
    template = replace(learn(of(PLAIN))[0].template, repeated=("“一”\n",), drop=("a[href='x']", ".b"))
    call = ast.parse(f"({declare(template)})", mode="eval").body.elts[0]
    assert Template(**{word.arg: ast.literal_eval(word.value) for word in call.keywords}) == template


@pytest.mark.parametrize(
    ("answered", "disagreed", "reached", "kept"),
    [
        (0, 0, 0, True), (0, 0, 4, True), (0, 0, 5, False), (1, 0, 40, True), (20, 4, 20, True), (20, 10, 20, True),
        (20, 11, 20, False), (4, 4, 4, True), (5, 5, 5, False),
    ],
)  # fmt: skip
def test_when_a_template_is_dropped(answered: int, disagreed: int, reached: int, kept: bool) -> None:
    assert holds(Tally(answered, disagreed), reached) is kept
