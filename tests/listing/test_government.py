"""The lists of government sites, three pages deep: a week's documents are reached, and nothing behind them is asked.

Each site is a handful of answers by address, walked by the outlet's own spider without a network.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from monitor.exceptions import LayoutChanged
from monitor.outlet.spider import OutletSpider
from spiders.beijing_wjw import BeijingWjw
from spiders.govcn import Govcn
from spiders.hubei_wjw import HubeiWjw
from spiders.jiangsu_wjw import JiangsuWjw
from spiders.miit import Miit
from spiders.nda import Nda
from spiders.ndcpa import Ndcpa
from spiders.nhc import Nhc

DAYS = {
    1: ("12", "11"),
    2: ("10", "08"),
    3: ("06", "05"),
    4: ("04", "03"),
    5: ("02", "01"),
}  # of December 2025, by page
HEX = "{:032x}"
Site = Callable[[str], str]


def ids(page: int) -> list[tuple[int, str]]:
    return [(page * 10 + place, f"2025-12-{day}") for place, day in enumerate(DAYS[page])]


def trs(url: str) -> str:
    page = int(url.partition("index_")[2].split(".")[0] or 0) + 1 if "index_" in url else 1
    kind = "shtml" if "hubei" in url else "html"
    rows = "".join(
        f"<li><a href='./{day[:4]}{day[5:7]}/t{day.replace('-', '')}_{number}.{kind}'>第{number}号通知</a></li>"
        for number, day in ids(page)
    )
    call = f"function createPageHTML(a,b,c,d){{}} createPageHTML(5, {page - 1}, 'index', '{kind}');"
    return f"<ul id='share' class='weinei_left_con_line_text'>{rows}</ul><script>{call}</script>"


def ucap(url: str) -> str:
    page = int(url.partition("list_")[2].split(".")[0]) if "list_" in url else 1
    rows = "".join(
        f"<li><a href='/wjw/202512/{HEX.format(number)}.shtml' title='第{number}号通知'>第…</a><span class='ml'>{day}</span></li>"
        for number, day in ids(page)
    )
    return f"<ul class='zxxx_list'>{rows}</ul>"


def nda(url: str) -> str:
    page = int(url.partition("index_pc_")[2].split(".")[0])
    rows = "".join(
        f"<li><a href='/sjj/zwgk/zcfb/{day[5:7]}{day[8:]}/20251220101500{number:09}_pc.html'>第{number}号通知</a><span>{day}</span></li>"
        for number, day in ids(page)
    )
    return f"<ul class='u-list'>{rows}</ul>"


def jpage(url: str) -> str:
    start = int(parse_qs(urlsplit(url).query).get("startrecord", ["1"])[0])
    records = "".join(
        f"<record><![CDATA[<li><a href='/art/2025/12/{int(day[8:])}/art_7290_{number}.html'>第{number}号通知</a></li>]]></record>"
        for number, day in ids((start + 1) // 2)
    )
    asked = '{"columnid":"7290","unitid":"55","webid":2,"proxyurl":"/module/web/jpage/dataproxy.jsp"}'
    return (
        f"<script type='text/xml'><datastore><totalrecord>10</totalrecord><recordset>{records}</recordset></datastore></script>"
        f"<script>{asked}</script>"
    )


def jpage_of_names(url: str) -> str:
    """With a parameter object whose keys bear no quotes, and totals in the script alone."""
    page, kept = jpage(url).partition("<script>{")[0], "<totalrecord>10</totalrecord>"
    script = "var param_55 = {col:1,columnid:7290,webid:2,unitid:'55'};$('#55').jpage({totalRecord:10,perPage:2});"
    return page.replace(kept, "") + ("" if "?" in url else f"<script>{script}</script>")


def jpage_of_groups(url: str) -> str:
    """The further records behind an address that the page names (`nextgroup`)."""
    group = int(parse_qs(urlsplit(url).query).get("page", ["0"])[0])
    page = jpage(f"?startrecord={2 * group + 1}").partition("<script>{")[0].replace("<totalrecord>10</totalrecord>", "")
    named = f"/module/web/jpage/dataproxy.jsp?page={group + 1}&amp;columnid=7290&amp;unitid=55"
    script = "" if group else "<script>$('#55').jpage({totalRecord:10,perPage:2});</script>"
    return page.replace("<recordset>", f'<nextgroup><![CDATA[<a href="{named}"></a>]]></nextgroup><recordset>') + script


def jpaas(url: str) -> str:
    if "/build/unit" not in url:
        query = "{'webId':'1','tagId':'当前栏目_list','pageId':'9'}"
        return f'<script url="/api-gateway/jpaas-publish-server/front/page/build/unit" querydata="{query}"></script>'
    page = json.loads(parse_qs(urlsplit(url).query).get("paramJson", ['{"pageNo":1}'])[0])["pageNo"]
    rows = "".join(
        f"<li><a href='/zwgk/art/2025/art_{HEX.format(number)}.html'>第{number}号通知</a><span>{day}</span></li>"
        for number, day in ids(page)
    )
    return json.dumps({"success": True, "data": {"html": f"<ul>{rows}</ul>"}})


def ucap_b(url: str) -> str:
    rows = [
        {
            "aT": f"第{number}号通知",
            "aPd": day,
            "aU": json.dumps({"common": f"/jbkzzx/content/content_{number:019}.html"}),
        }
        for page in DAYS
        for number, day in ids(page)
    ]
    return f"<script>var itemObj = {json.dumps(rows)};</script>"


def govcn(url: str) -> str:
    rows = [
        {
            "TITLE": f"第{number}号通知",
            "URL": f"https://www.gov.cn/zhengce/202512/content_{number}.htm",
            "DOCRELPUBTIME": day,
        }
        for page in DAYS
        for number, day in ids(page)
    ]
    return json.dumps(rows)


@pytest.mark.parametrize(
    ("outlet", "source", "site", "pages"),
    [
        (HubeiWjw, "news", trs, 4),
        (BeijingWjw, "wnxw", trs, 4),
        (Nhc, "policies", ucap, 4),
        (Nda, "policies", nda, 4),
        (JiangsuWjw, "news", jpage, 4),
        (JiangsuWjw, "news", jpage_of_names, 4),
        (JiangsuWjw, "news", jpage_of_groups, 4),
        (Miit, "policies", jpaas, 5),  # the column's own page comes first
        (Ndcpa, "notices", ucap_b, 1),
        (Govcn, "latest", govcn, 1),
    ],
)
def test_a_week_is_reached(outlet: type[OutletSpider], source: str, site: Site, pages: int) -> None:
    """From 2025-12-06: the fourth page is asked, for the first day may go on there; the fifth is not."""
    settings = {"ISSUE_ANCHOR": (622, "2025-04-25"), "LISTING_MAX_PAGES": 40, "OUTLET_MAX_LINKS": 1000}
    crawler = get_crawler(outlet, {**settings, "LISTING_MAX_REQUESTS": 100, "HTTPCACHE_IGNORE_MISSING": True})
    spider = outlet.from_crawler(crawler, since="2025-12-06", until="2025-12-12")
    assert isinstance(spider, OutletSpider)
    (first,) = [each for each in outlet.sources if each.name == source]
    waiting, lists, articles = list(spider.ask(first)), [], set()
    while waiting:
        request = waiting.pop(0)
        assert outlet.claims(request.url)
        if request.callback != spider.parse_listing:
            articles.add(request.url.rpartition("/")[2])
            continue
        lists.append(request.url)
        response = HtmlResponse(request.url, body=site(request.url).encode(), encoding="utf-8", request=request)
        waiting += [each for each in spider.parse_listing(response, **request.cb_kwargs) if isinstance(each, Request)]
    assert len(lists) == pages, lists
    assert len(articles) == 5, "two of each of the first two pages, one of the third"
    assert crawler.stats is not None
    assert not [name for name in crawler.stats.get_stats() if "/failed/" in name]


@pytest.mark.parametrize(
    ("outlet", "source", "url", "body"),
    [
        (HubeiWjw, "news", "https://wjw.hubei.gov.cn/fbjd/dtyw/", "<ul><li><a href='/a.html'>栏目已迁移</a></li></ul>"),
        (Nhc, "policies", "https://www.nhc.gov.cn/wjw/gfxwjj/list.shtml", "<ul class='zxxx_list'></ul>"),
        (
            Nda,
            "policies",
            "https://www.nda.gov.cn/sjj/zwgk/zcfb/list/index_pc_1.html",
            "<div id='list'></div><a href='/sjj/zwgk/'>政务公开</a>",
        ),
        (JiangsuWjw, "news", "https://wjw.jiangsu.gov.cn/col/col7290/index.html", "<recordset></recordset>"),
        (
            JiangsuWjw,
            "news",
            "https://wjw.jiangsu.gov.cn/col/col7290/index.html",
            jpage("").replace("unitid", "block"),
        ),
        (Miit, "policies", "https://www.miit.gov.cn/zwgk/zcwj/index.html", jpaas("").replace("当前栏目", "新栏目")),
        (
            Miit,
            "policies",
            "https://www.miit.gov.cn/zwgk/zcwj/index.html",
            "<script url='/front/page/build/unit' querydata='{broken'></script>",
        ),
        (
            Miit,
            "policies",
            "https://www.miit.gov.cn/api/front/page/build/unit?pageId=0",
            '{"success": true, "data": {"html": ""}}',
        ),
        (
            Miit,
            "policies",
            "https://www.miit.gov.cn/api/front/page/build/unit?pageId=0",
            '{"success": false, "data": null}',
        ),
        (
            Ndcpa,
            "notices",
            "https://www.ndcpa.gov.cn/jbkzzx/c100014/common/list.html",
            "<script>var itemObj = [];</script>",
        ),
        (
            Ndcpa,
            "notices",
            "https://www.ndcpa.gov.cn/jbkzzx/c100014/common/list.html",
            "<script>var items = [1];</script>",
        ),
        (Govcn, "latest", "https://www.gov.cn/zhengce/zuixin/ZUIXINZHENGCE.json", '{"code": 404}'),
    ],
)
def test_a_changed_list_is_no_empty_list(outlet: type[OutletSpider], source: str, url: str, body: str) -> None:
    (asked,) = [each for each in outlet.sources if each.name == source]
    request = Request(url, meta={"search": ("", 1, None)})
    response = HtmlResponse(url, body=f"<html><body>{body}</body></html>".encode() if "<" in body[:1] else body.encode(), encoding="utf-8", request=request)  # fmt: skip
    with pytest.raises(LayoutChanged):
        asked.read(response, outlet.identify)


def test_a_day_glued_to_a_title_is_the_lists() -> None:
    rows = (
        "<ul><li><a href='/sjj/a/0227/20260227101500030895124_pc.html'><p>数据登记办法印发</p><span>2026-02-27</span></a></li>"
        "<li><a href='/sjj/a/0226/20260227101500030895125_pc.html'>登记服务指南（2026.02.26）</a></li></ul>"
    )
    (source,) = [each for each in Nda.sources if each.name == "policies"]
    response = HtmlResponse("https://www.nda.gov.cn/a.html", body=rows.encode(), encoding="utf-8")
    found = [(link.title, str(link.address.day)) for link in source.read(response, Nda.identify).links]
    assert found == [("数据登记办法印发", "2026-02-27"), ("登记服务指南", "2026-02-26")]


def test_a_day_within_a_title_is_none_of_the_list() -> None:
    rows = "<ul><li><a href='/sjj/a/0227/20260227101500030895124_pc.html'>办法自2027年1月1日起施行</a><span>2026-02-27</span></li></ul>"
    (source,) = [each for each in Nda.sources if each.name == "policies"]
    listing = source.read(
        HtmlResponse("https://www.nda.gov.cn/a.html", body=rows.encode(), encoding="utf-8"), Nda.identify
    )
    assert [str(link.address.day) for link in listing.links] == ["2026-02-27"]
