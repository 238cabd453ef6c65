"""Digital papers from the address of their first page."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from newcomers import LAST
from scrapy.http import HtmlResponse

from monitor.adoption.deciding import decide
from monitor.adoption.looking import Look
from monitor.adoption.module import load_module, write_module
from monitor.issue_calendar import Window
from monitor.listing.issue import DAY
from monitor.outlet.page_cases import read_case
from monitor.text.markdown import plain_text

# Kind → a day's first page, its other pages ({n:02d} from 2), an article; each behind the host.
PAPERS = {
    "layout_paper": ("/pc/layout/{day:%Y%m}/{day:%d}/node_{n:02d}.html", "/pc/content/{day:%Y%m}/{day:%d}/content_{id}.html"),
    "classic_paper": ("/html/{day:%Y-%m}/{day:%d}/node_{n}.htm", "/html/{day:%Y-%m}/{day:%d}/content_{id}.htm"),
    "shtml_paper": ("/shtml/yzrb/{day:%Y%m%d}/v{n:02d}.shtml", "/shtml/yzrb/{day:%Y%m%d}/{id}.shtml"),
    "found_site": ("/paper/{day:%Y}/{day:%m%d}/page{n}.html", "/paper/{day:%Y}/{day:%m%d}/art{id}.html"),
}  # fmt: skip
HOST = "http://epaper.yunzhou.example"
SHEETS, EACH = 3, 4


def _title(day: date, number: int) -> str:
    return f"云州第{number}号码头{day.month}月{day.day}日恢复通航并公布班次"


def _texts(day: date, number: int) -> list[str]:
    made = random.Random(f"{day}{number}")
    return [
        f"码头负责人{made.randrange(99)}说，{made.choice(('清晨', '傍晚', '午后'))}的第{made.randrange(9)}班船仍然客满，乘客在岸边排起长队等候。"
        for _ in range(4)
    ]


def answer(family: str, url: str) -> HtmlResponse | None:
    """The page at `url` of a paper of this family, of any day up to the last one; its front page shows the last day's."""
    sheet, article = PAPERS[family]
    for back in range(9):
        day = LAST - timedelta(days=back)
        sheets = {HOST + sheet.format(day=day, n=n): n for n in range(1, SHEETS + 1)}
        articles = {HOST + article.format(day=day, id=5001 + back * 100 + n): n for n in range(SHEETS * EACH)}
        pages = "".join(f'<a href="{each}">第{n:02d}版 要闻</a>' for each, n in sheets.items())
        if url in sheets or (url == HOST + "/" and back == 0):
            own = [each for each, n in articles.items() if n // EACH == sheets.get(url, 1) - 1]
            rows = "".join(f'<li><a href="{each}">{_title(day, articles[each])}</a></li>' for each in own)
            body = f"<html><head><title>云州日报数字报</title></head><body>{pages}<ul>{rows}</ul></body></html>"
            return HtmlResponse(url, body=body.encode(), encoding="utf-8")
        if url in articles:
            title = _title(day, articles[url])
            text = "".join(f"<p>　　{each}</p>" for each in _texts(day, articles[url]))
            body = (
                f'<html><head><title>{title}</title></head><body>{pages}<div class="bt">{title}</div>'
                f'<div class="date">云州日报 {day:%Y年%m月%d日}</div><div class="zw">{text}</div></body></html>'
            )
            return HtmlResponse(url, body=body.encode(), encoding="utf-8")
    return None


@pytest.mark.parametrize("family", PAPERS)
@pytest.mark.parametrize("at", ["front", "first page"])
def test_a_paper_is_read_by_the_day(family: str, at: str) -> None:
    url = HOST + ("/" if at == "front" else PAPERS[family][0].format(day=LAST, n=1))
    steps = Look(url, LAST, 60, lambda url: None).go()
    asked = next(steps)
    while True:
        try:
            asked = steps.send(answer(family, asked) or "http-404")
        except StopIteration as end:
            looked = end.value
            break
    adopted = decide(looked, url, "yunzhou", "")
    spider = load_module(write_module(adopted.declaration), "yunzhou")
    assert (spider.family, spider.outlet, spider.hosts) == (family, "云州日报", ("epaper.yunzhou.example",))
    (source,) = spider.sources
    days = Window(LAST - timedelta(days=6), LAST)
    found = {}
    for request in source.requests(days, ()):
        waiting = [request]
        while waiting:
            page = answer(family, waiting.pop().url)
            assert page is not None
            page.request = request.replace(url=page.url, meta={DAY: request.meta[DAY]})
            listing = source.read(page, spider.identify)
            found |= {link.address.key: link for link in listing.links}
            waiting += listing.deeper if page.url == request.url else ()
    assert len(found) == 7 * SHEETS * EACH
    for link in list(found.values())[:: SHEETS * EACH]:
        page = answer(family, link.url)
        assert page is not None and link.address.day is not None
        read = read_case(spider, "article", page)
        assert read["headline"] == link.title
        assert read["date_published"] == str(link.address.day)
        number = int(link.title.partition("第")[2].partition("号")[0])
        assert plain_text(read["article_body"]).split("\n") == _texts(link.address.day, number)
