"""A week of government lists over a local server, by the project's own crawl: all families in one run, three right pages
deep, beside four whose lists were changed. The in-process walks (test_government) tell the same of each page.

国家卫生健康委's family (UCAP A) stands there by a made outlet: its one site asks for a browser.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT, Scrapy
from office import Office, serve
from test_government import Site, govcn, jpaas, jpage, nda, trs, ucap, ucap_b

RIGHT = {
    "wjw.hubei.gov.cn": trs, "wjw.jiangsu.gov.cn": jpage, "www.miit.gov.cn": jpaas, "www.ndcpa.gov.cn": ucap_b,
    "www.gov.cn": govcn, "wjw.songyun.example": ucap, "www.nda.gov.cn": nda,
}  # fmt: skip
CHANGED = {
    "wjw.fujian.gov.cn": lambda url: "<ul><li><a href='/a.html'>栏目已迁移</a></li></ul>",
    "ybj.zj.gov.cn": lambda url: jpage(url).replace("unitid", "block"),
    "wsjkw.zj.gov.cn": lambda url: jpaas(url).replace("当前栏目", "新栏目"),
    # The column's page names a pageId of which the interface knows nothing.
    "ybj.qinglan.example": lambda url: (
        '{"success": true, "data": {"html": ""}}' if "/build/unit" in url else jpaas(url)
    ),
}
TOPIC = "：电子病历互认"
OUTLETS = "hubei_wjw,jiangsu_wjw,miit,ndcpa,govcn,nda,songyun_wjw,fujian_wjw,zhejiang_ybj,zhejiang_wsjkw,qinglan_ybj"
ARTICLES = {
    "wjw.hubei.gov.cn": "/t2025", "wjw.jiangsu.gov.cn": "/art_7290_", "www.miit.gov.cn": "/art_0",
    "www.ndcpa.gov.cn": "/content_", "www.gov.cn": "/content_", "wjw.songyun.example": "/0000", "www.nda.gov.cn": "/2025",
}  # fmt: skip


class Government(Office):
    def find(self, url: str, body: bytes) -> tuple[int, str, bytes]:
        site = RIGHT.get(host := url.split("/")[2]) or CHANGED.get(host)
        if url.endswith("/robots.txt") or site is None:
            return 404, "text/html", b""
        page = _article(url) if _is_article(url) else _list(site, url)
        sent = f"<html><body>{page}</body></html>" if page.startswith("<") else page
        return 200, "text/html; charset=utf-8", sent.encode()


def _list(site: Site, url: str) -> str:
    """A list whose titles are of the subject, in a page with a frame; of JPAAS each column names a page of its own."""
    body = site(url).replace("'9'", f"'{sum(url.encode())}'")
    for plain, told in ((each, each + TOPIC) for each in ("号通知", json.dumps("号通知")[1:-1])):
        body = body.replace(plain, told)
    return (
        f"<p>{'网站首页 机构职能 新闻中心 政务公开 政务服务 互动交流 专题专栏 ' * 3}</p>{body}"
        if body[0] == "<"
        else body
    )


def _is_article(url: str) -> bool:
    return ARTICLES.get(url.split("/")[2], "\n") in url


def _article(url: str) -> str:
    number = re.findall(r"\d+", url)[-1]
    return (
        f"<h1>电子病历互认{number}</h1><div id='zoom'><p>电子病历互认平台第{number}次通报，各医院按期接入。</p></div>"
    )


@pytest.fixture
def government(tmp_path: Path) -> Iterator[dict[str, str]]:
    with serve(Government, tmp_path) as network:
        yield {**network, "PYTHONPATH": str(PROJECT / "tests")}


def test_a_week_is_reached_and_a_changed_list_is_told(scrapy: Scrapy, government: dict[str, str]) -> None:
    words = ("--number", "653", "--since", "2025-12-06", "--until", "2025-12-12", "--sweep", "--outlets", OUTLETS)
    settings = (
        "SPIDER_MODULES=spiders,government_outlets",
        "DOWNLOAD_DELAY=0",
        "RETRY_TIMES=0",
        "MONITOR_TODAY=2025-12-12",
        "DISCOVERY_MAX_PAGES=0",
    )
    process = scrapy("weekly", *words, *(word for each in settings for word in ("-s", each)), env=government)
    asked = {url for url in Government.asked if not url.endswith("/robots.txt")}
    articles = {url for url in asked if _is_article(url)}
    reached = Counter(url.split("/")[2] for url in articles)
    assert reached == dict.fromkeys(RIGHT, 5), process.stdout + process.stderr
    lists = Counter(url.split("/")[2] for url in asked - articles)
    assert (lists["wjw.jiangsu.gov.cn"], lists["www.miit.gov.cn"]) == (4, 2 * 5), (
        "four pages, of JPAAS the column's too"
    )
    assert (lists["wjw.songyun.example"], lists["www.nda.gov.cn"]) == (4, 4 * 4)
    told = [line for line in (process.stdout + process.stderr).splitlines() if "版式变了" in line]
    for changed in ("福建省卫生健康委", "浙江省医保局", "浙江省卫生健康委", "青岚市医保局"):
        assert any(changed in line for line in told), process.stderr
    assert len(told) == len(CHANGED), "and of no other"
