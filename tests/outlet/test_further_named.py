"""Pages of an article that a script counts in other forms, and the link to all of them in one."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.outlet.further import Further, further_page
from spiders.cnr import Cnr

FOLDER = "https://news.cnr.cn/native/gd/20250923/"
NAME = "t20250923_527900001"
FIRST, SECOND = f"{FOLDER}{NAME}.shtml", f"{FOLDER}{NAME}_1.shtml"


def found(body: str, number: int = 2) -> Further:
    page = f"<html><body><p>正文。</p>{body}</body></html>".encode()
    response = HtmlResponse(FIRST, body=page, encoding="utf-8")
    return further_page(response, FIRST, "527900001", number, Cnr.identify)


@pytest.mark.parametrize(
    "script",
    [
        f'createPageHTML("page_div",2, 0, "{NAME}", "shtml",20);',
        f"createPageHTML('pages', 2, 0, '{NAME}', 'shtml', 20);",
        f'createPageHTML( "page-1" , "2", 0, "{NAME}", "shtml");',
        f'createPageHTML (2, 0, "{NAME}", "shtml")',
        f"var pageCount={{count:2,name:'{NAME}'}}",
        f'var pageCount = {{"name": "{NAME}", "count": "2"}};',
        f"var pageCount={{index:0,total:2,url:'{NAME}.shtml'}}",
        f"var allPage=2, pageUrl='{NAME}.shtml';",
        f"var conf={{endPage:2,file:'{NAME}'}}",
        f"lastPage = '2'; page('{NAME}.shtml')",
    ],
)
def test_a_script_counts_the_pages(script: str) -> None:
    assert found(f"<script>{script}</script>") == Further(SECOND, True)


@pytest.mark.parametrize(
    "script",
    [
        f'createPageHTML("page_div",1, 0, "{NAME}", "shtml",20);',
        'createPageHTML("page_div",25, 0, "index", "shtml",20);',
        "createPageHTML (25, 0, 'list', 'shtml')",
        "function createPageHTML(div, count, index) { return 2 }",
        f"var pageCount={{count:1,name:'{NAME}'}}",
        "var pageCount={count:12,name:'t20250923_527900099'}",
        f"var comments={{count:12,name:'{NAME}'}}",
    ],
)
def test_a_script_that_counts_something_else_names_no_page(script: str) -> None:
    assert found(f"<script>{script}</script>") == Further()


@pytest.mark.parametrize(
    "link",
    [
        f"<a href='{NAME}_all.shtml'>阅读全文</a>",
        f"<a href={NAME}_all.shtml>余下全文</a>",
        f'<a href="./{NAME}_all.shtml" target="_blank"><b>在本页阅读全文&gt;&gt;</b></a>',
        f'<a href="{FOLDER}{NAME}_all.shtml">全文阅读</a>',
    ],
)
def test_a_text_that_goes_on_where_all_pages_are_one_is_no_silence(link: str) -> None:
    assert found(link) == Further("", True)
    assert found(link, 3) == Further(), "whose second page was found has no gap"
    assert found(f'{link}<script>createPageHTML(2, 0, "{NAME}", "shtml")</script>') == Further(SECOND, True)


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="{NAME}_all.shtml">图集</a>',
        f'<a href="{NAME}_all.shtml">全文检索</a>',
        f'<a href="{NAME}_all.pdf">阅读全文</a>',
        f'<a href="{NAME}.shtml">阅读全文</a>',
        '<a href="t20250923_527900099_all.shtml">阅读全文</a>',
        f'<script>var print="{NAME}_all.shtml"</script>',
    ],
)
def test_what_leads_to_no_rest_of_the_text(body: str) -> None:
    assert found(body) == Further()
