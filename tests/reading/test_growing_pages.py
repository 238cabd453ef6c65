"""A page of many times the parts is read in as many times the time: parts that a site may repeat without an end."""

from __future__ import annotations

import contextlib
import time

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import PageError
from monitor.reading.article import read_article

FEW, TIMES, TRIES = 250, 4, 3
LINEAR = 9.0  # what is linear grows 4-fold, a square 16-fold
TEXT = "<p>省卫生健康委信息中心负责人说，年内将把检查检验结果互认项目扩大到200项，并向县级医院延伸。</p>"


def seconds(part: str, count: int) -> float:
    """Seconds of the processor for a page of `count` parts, the fewest of some tries."""
    parts = "".join(part.replace("#", str(number)) for number in range(count))
    page = f"<title>云州省影像云平台接入96家医院</title><h1>云州省影像云平台接入96家医院</h1>{parts}{TEXT}"
    taken = []
    for _ in range(TRIES):
        response = HtmlResponse("https://wjw.example.cn/202603/t20260301_1.html", body=page.encode(), encoding="utf-8")
        start = time.process_time()
        with contextlib.suppress(PageError):
            read_article(response, "", "云州网")
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    "part",
    [
        "<div class='TRS_Editor'>云州</div>",
        "<div><!--enpcontent-->云州</div>",
        "<div class='TRS_Editor'>",
        "<div><!--enpcontent-->",
        "<div><form>",
        f"<form>{TEXT}<input></form>",
        "<img><noscript><img src='/p/#.jpg'></noscript>",
        "<ol reversed><li>云州<li>云州</ol>",
        "<style>.a# { display: none } .b# { display: block }</style>",
    ],
)
def test_time_grows_with_the_parts(part: str) -> None:
    assert seconds(part, FEW * TIMES) < LINEAR * seconds(part, FEW)


def test_time_grows_with_the_items_of_a_list() -> None:
    few, many = (
        f"<div class='TRS_Editor'><ol reversed>{'<li>云州' * count}</ol></div>" for count in (FEW, FEW * TIMES)
    )
    assert seconds(many, 1) < LINEAR * seconds(few, 1)


@pytest.mark.parametrize(
    "page", ["<div>" * 100_000, "<a><div>" * 100_000, f"<p {' '.join(f'a{number}=1' for number in range(100_000))}>"]
)
def test_time_grows_with_what_is_nested_and_with_attributes(page: str) -> None:
    """Of a hundred thousand tags, or attributes of one, against a quarter of them: lexbor takes a square of the first,
    lxml of the second."""
    head, foot = "<title>云州省影像云平台接入96家医院</title><h1>云州省影像云平台接入96家医院</h1><div id=zoom>", TEXT

    def taken(markup: str) -> float:
        response = HtmlResponse(
            "https://wjw.example.cn/1.html", body=f"{head}{markup}{foot}".encode(), encoding="utf-8"
        )
        start = time.process_time()
        with contextlib.suppress(PageError):
            read_article(response, "", "云州网")
        return time.process_time() - start

    quarter = page[: len(page) // 4]
    assert min(taken(page) for _ in range(2)) < LINEAR * min(taken(quarter + ">") for _ in range(2))
