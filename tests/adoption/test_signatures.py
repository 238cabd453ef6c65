"""Who signed all articles that were read is no furniture of their pages; what stands on all of them and names nobody is."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse
from test_refusing import HOME, TITLES, adopt, site

from monitor.adoption.module import load_module, write_module

PATHS = [f"/news/20251208/{number}.html" for number in range(1000, 1007)]


def read(line: str) -> str:
    pages = site(PATHS)
    for path in PATHS:
        url = HOME + path[1:]
        pages[url] = pages[url].replace("</p></div></body>", f"</p><p>{line}</p></div></body>")
    outlet = load_module(write_module(adopt(pages).declaration), "songyun")
    url = HOME + PATHS[0][1:]
    item = outlet.read(HtmlResponse(url, body=pages[url].encode(), encoding="utf-8"))
    assert item.reader == "own:web"
    assert item.headline == TITLES[0]
    return item.article_body


@pytest.mark.parametrize(
    "line", ["（松云网记者 张一山）", "（本报记者 李木 通讯员 王林）", "(记者 赵小川)", "（作者：李木）"]
)
def test_a_signature_stays(line: str) -> None:
    assert read(line).endswith(line)


@pytest.mark.parametrize(
    "line",
    [
        "各县（市、区）卫生健康局，委直属各单位：", "云州省疾病预防控制局：", "特此通知。", "（此件公开发布）", "附件：松云市互认项目清单",
        "（信息公开形式：主动公开）", "松云市卫生健康委员会", "2025年12月8日", "抄送：市政府办公室，市医疗保障局。",
    ],
)  # fmt: skip
def test_the_set_words_of_documents_stay(line: str) -> None:
    assert line in read(line)


@pytest.mark.parametrize(
    "line",
    [
        "（松云网版权所有，未经许可不得转载）",
        "（扫一扫，关注松云网）",
        "关注松云网微信公众号，看更多新闻",
        "记者热线 0000-0000000",
        "主办单位：",
        "友情链接：",
    ],
)
def test_what_names_nobody_goes(line: str) -> None:
    assert line not in read(line)
