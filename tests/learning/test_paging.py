"""An article of several pages whose build was learned: all of it is read, however its pages name each other."""

from __future__ import annotations

from datetime import date

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from monitor.items import ArticleItem
from monitor.learning.induction import FEWEST, learn
from monitor.learning.samples import Sample
from monitor.listing.source import Link
from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.markdown import plain_text
from monitor.text.urls import AddressForm

FOLDER = "http://www.paged.example/20251210/"
PAGES = 3


class Paged(OutletSpider):
    """An outlet without a template, whose form of addresses knows no further pages."""

    name, outlet, region, hosts, sources = "paged", "分页报", "全国", ("paged.example",), ()
    articles = (AddressForm(rf"^{FOLDER}(?P<id>\d{{9}})\.html$", FOLDER + "{id}.html"),)
    templates = ()


class Known(Paged):
    """The same; its form does, as an adopted one."""

    articles = (AddressForm(rf"^{FOLDER}(?P<id>\d{{9}})(?:_\d)?\.html$", FOLDER + "{id}.html"),)


# What page n (from 1) says of the page behind it: {own} and {next} are names of files, {index} counts from 0.
TRS = "{stem}_{n}.html"
FORMS = [
    (TRS, '<div class="pages"><a href="{next}">下一页</a></div>'),
    (TRS, '<p><a href="{own}">1</a> <a href="{next}">2</a></p>'),
    (TRS, '<p align="center">上一页 <a href="./{next}">下一页</a> 共3页</p>'),
    (TRS, '<link rel="next" href="{next}">'),
    (TRS, '<select><option value="{own}">第一页</option><option value="{next}">第二页</option></select>'),
    (TRS, "<p><a onclick=\"location.href='{next}'\">下一页</a></p>"),
    (TRS, '<div data-next="{next}"></div>'),
    (TRS, r'<script>var next = "http:\/\/www.paged.example\/20251210\/{next}";</script>'),
    (TRS, '<script>createPageHTML(3, {index}, "{stem}", "html");</script>'),
    (TRS, "<script>var currentPage = {index}; var countPage = 3;</script>"),
    ("{stem}-{further}.html", '<p><a href="{next}">下一页</a></p>'),
    ("{stem}.html?page={further}", '<p><a href="{next}">下一页</a></p>'),
    ("{stem}/{further}.html", '<p><a rel="next" href="/20251210/{next}">2</a></p>'),
]


def article(number: int, form: str, says: str) -> list[HtmlResponse]:
    """The pages of one article; what leads to the next one stands in its text's element."""
    stem = str(310_000_000 + number)
    names = [f"{stem}.html", *(form.format(stem=stem, n=n, further=n + 1) for n in range(1, PAGES))]
    pages = []
    for index, own in enumerate(names):
        last = index == PAGES - 1
        following = "" if last else says.format(own=own, next=names[index + 1], stem=stem, index=index)
        text = "".join(f"<p>{each}</p>" for each in paragraphs(number, index))
        body = (
            f"<html><head><title>{title(number)}_分页网</title></head><body><div class='nav'><a href='/'>首页</a></div>"
            f"<h2 class='bt'>{title(number)}</h2><div class='ly'>2025-12-10 09:{number:02d} 来源：柳林发布</div>"
            f"<div class='nr'>{text}{following}</div><div class='foot'>分页网版权所有</div></body></html>"
        )
        pages.append(HtmlResponse(FOLDER + own, body=body.encode(), encoding="utf-8"))
    return pages


def title(number: int) -> str:
    return f"柳林镇第{number}座社区药房今天开张，居民少走许多路"


def paragraphs(number: int, page: int) -> list[str]:
    return [
        f"第{number}座药房的第{page * 3 + place}位顾客说，配药以前要等{number + place}天，{what}，现在下午就能取到。"
        for place, what in enumerate(("路上要换两趟车", "有时还会缺货", "家里老人走不动"))
    ]


def taught(form: str, says: str) -> tuple[Template, ...]:
    samples = [Sample(article(n, form, says)[0], title(n), date(2025, 12, 10)) for n in range(1, FEWEST + 1)]
    return tuple(each.template for each in learn(samples))


def read(outlet: type[OutletSpider], pages: list[HtmlResponse], learned: tuple[Template, ...]) -> list[ArticleItem]:
    crawler = get_crawler(outlet, {"ISSUE_ANCHOR": (622, "2025-04-25"), "ARTICLE_MAX_PAGES": 9})
    spider = outlet.from_crawler(crawler, since="2025-12-06", until="2025-12-12")
    assert isinstance(spider, OutletSpider)
    spider.learned = learned
    address = spider.identify(pages[0].url)
    assert address is not None
    link, known = Link(address.url, title(7), address), {page.url: page for page in pages}
    waiting, items = [Request(pages[0].url, cb_kwargs={"link": link})], list[ArticleItem]()
    while waiting:
        request = waiting.pop()
        response = known[request.url].replace(request=request)
        for each in spider.parse_article(response, **request.cb_kwargs):
            if isinstance(each, Request):
                waiting.append(each)
            else:
                items.append(each)
    return items


@pytest.mark.parametrize(("form", "says"), FORMS)
def test_all_pages_are_read(form: str, says: str) -> None:
    learned = taught(form, says)
    for outlet in (Paged, Known):
        pages = article(7, form, says)
        (item,) = read(outlet, pages, learned)
        whole = [text for page in range(PAGES) for text in paragraphs(7, page)]
        assert item.reader == f"learned:{learned[0].name}"
        assert plain_text(item.article_body).split("\n") == whole
        assert not item.flags
