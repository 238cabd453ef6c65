"""Which pages lead on, and where: a script or a meta tag is followed to the same article or list, and nowhere else."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from monitor import settings
from monitor.listing.source import Link
from monitor.network.failures import describe, kind_of
from monitor.network.redirects import Redirects, Refreshes
from monitor.outlet.spider import OutletSpider
from spiders.cnr import Cnr

LIST = "https://news.cnr.cn/native/gd/"
ARTICLE = LIST + "20250923/t20250923_527900001.shtml"
MOVED = "https://health.cnr.cn/yg/20250923/t20250923_527900001.shtml"
PATH = MOVED.removeprefix("https://health.cnr.cn")
TEXT = "云州省卫生健康委介绍，影像云平台覆盖96家医院，检查检验结果互认。" * 3


@pytest.fixture
def refreshes(tmp_path: Path) -> Refreshes:
    given = {name: getattr(settings, name) for name in ("METAREFRESH_IGNORE_TAGS", "METAREFRESH_MAXDELAY")}
    crawler = get_crawler(Cnr, {**given, "MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25")})
    crawler.spider = Cnr.from_crawler(crawler, since="2025-09-23", until="2025-09-23")
    return Refreshes.from_crawler(crawler)


def leads_to(refreshes: Refreshes, page: str, asked: str = ARTICLE, status: int = 200) -> str:
    """Where a page leads, empty if it is read as it is."""
    spider = refreshes.crawler.spider
    assert isinstance(spider, OutletSpider)
    address = spider.identify(asked)
    given = {"link": Link(asked, "", address)} if address else {"source": spider.sources[0]}
    request = Request(asked, cb_kwargs=given)
    body = page if page.startswith("<html") else f"<html><head>{page}</head><body></body></html>"
    answer = refreshes.process_response(request, HtmlResponse(asked, status, body=body.encode(), encoding="utf-8"))
    return answer.url if isinstance(answer, Request) else ""


def script(code: str) -> str:
    return f"<script>{code}</script>"


@pytest.mark.parametrize(
    "code",
    [
        f'location="{MOVED}"', f"location = '{MOVED}';", f'location.href="{MOVED}"', f'window.location="{MOVED}"',
        f'window.location.href = "{MOVED}"', f'top.location="{MOVED}"', f'self.location.href="{MOVED}"',
        f'parent.location="{MOVED}"', f'document.location="{MOVED}"', f'document.location.href="{MOVED}"',
        f'window.top.location.href="{MOVED}"', f'location.replace("{MOVED}")', f'location["replace"]("{MOVED}")', f"window['location']['assign']('{MOVED}')", f"window.location.assign('{MOVED}')",
        f'var url="{MOVED}";location.href=url;', f"let to = '{MOVED}'; setTimeout(() => {{ location = to }}, 10)",
        f'location.href="https://health.cnr.cn"+"{PATH}"', f'var h="https://health.cnr.cn";location.href=h+"{PATH}"',
        f'window.open("{MOVED}","_self")', f'window["location"]="{MOVED}"', f'window["location"]["href"]="{MOVED}"', f'document.URL="{MOVED}"',
        f'window.navigate("{MOVED}")', f'$(location).attr("href","{MOVED}")', f'location.href = ("{MOVED}");',
        f'location.href="{MOVED.replace("/", chr(92) + "u002f")}"', f'location.href="{MOVED.replace("/", chr(92) + "x2f")}"',
        f'location.href=unescape("{MOVED.replace(":", "%3A")}")', f'location.href=decodeURIComponent("{quote(MOVED, safe="")}")',
        f'location.href=atob("{b64encode(MOVED.encode()).decode()}")',
        f'location["href"]="{MOVED}"', f'setTimeout("location.href=\'{MOVED}\'", 3000)', f"location.href=`{MOVED}`",
        f'setTimeout(function(){{ window.location.replace("{MOVED}"); }}, 0)', f'<!--\nlocation.href="{MOVED}"\n//-->',
        'location.href="//health.cnr.cn/yg/20250923/t20250923_527900001.shtml"', MOVED.join(('location="', '?from=1"')),
        f'location.href="http://other.example/"; location.href="{MOVED}"', 'location.href="https:\\/\\/health.cnr.cn\\/yg\\/20250923\\/t20250923_527900001.shtml"',
    ],
)  # fmt: skip
def test_a_script_leads_to_the_same_article(refreshes: Refreshes, code: str) -> None:
    assert leads_to(refreshes, script(code)).split("?")[0] == MOVED


@pytest.mark.parametrize(
    ("base", "code", "target"),
    [
        ("", "location='../../gd2/20250923/t20250923_527900001.shtml'", "https://news.cnr.cn/native/gd2/20250923/t20250923_527900001.shtml"),
        ('<base href="https://health.cnr.cn/yg/">', "location='20250923/t20250923_527900001.shtml'", MOVED),
        ('<base href="/native/">', "top.location.replace('gd3/20250923/t20250923_527900001.shtml')", "https://news.cnr.cn/native/gd3/20250923/t20250923_527900001.shtml"),
    ],
)  # fmt: skip
def test_a_base_address_counts(refreshes: Refreshes, base: str, code: str, target: str) -> None:
    assert leads_to(refreshes, base + script(code)) == target


@pytest.mark.parametrize(
    ("target", "expected"),
    [("index.html", LIST + "index.html"), ("/native/gd/", ""), ("./", ""), ("#top", ""), ("/", ""), ("https://www.cnr.cn/", ""),
     ("/native/gdxw/index.html", "https://news.cnr.cn/native/gdxw/index.html"), ("http://other.example/native/gd/", ""),
     ("http://[", ""), ("javascript:void(0)", "")],
)  # fmt: skip
def test_a_list_leads_to_an_address_on_its_host(refreshes: Refreshes, target: str, expected: str) -> None:
    assert leads_to(refreshes, script(f'location.replace("{target}")'), LIST) == expected


@pytest.mark.parametrize(
    "page",
    [
        script(f'document.cookie="c=1"; location.href="{ARTICLE}"'),
        script('location.href="/native/gd/20250923/t20250923_527900002.shtml"'),
        script('location.href="https://www.cnr.cn/"'),
        script(f'location.href="{MOVED}" + more()'),
        script(f'// location.href="{MOVED}"'),
        script(f'init(); // location.href="{MOVED}"'),
        script(f'/* location.href="{MOVED}" */'),
        script(f'var mylocation="{MOVED}"'),
        script(f'var url="{MOVED}"; location.href=build(url)'),
        script(f'var url="{MOVED}"; document.cookie="seen=1"; location.href=url'),
        script(f'location.href=base+"{MOVED}"'),
        script(f'location.href=known ? build("{MOVED}") : other("{MOVED}")'),
        f'<html><body><iframe src="{MOVED}" width="0" height="0" style="max-width:100%"></iframe></body></html>',
        f'<html><body><p>{TEXT}</p><iframe src="{MOVED}" width="100%"></iframe></body></html>',
        f'<html><body><iframe src="{MOVED}" width="100%" height="0"></iframe></body></html>',
        f'<html><body><iframe src="{MOVED}" style="width:100%;display:none"></iframe></body></html>',
        script('location.href=atob("%%%")'),
        script(f'if (location.href == "{MOVED}") done()'),
        f"<noscript>{script(f'location.href={MOVED!r}')}</noscript>",
        f"<!-- {script(f'location.href={MOVED!r}')} -->",
        f"<html><body><p>{TEXT}</p>{script(f'if (mobile) location.href={MOVED!r}')}</body></html>",
        f"<html><body>{script('location.reload()')}</body></html>",
        '<meta http-equiv="refresh" content="5; url=">',
        f'<meta http-equiv="refresh" content="30; url={ARTICLE}">',
        f'<meta http-equiv="refresh" content="60; url={MOVED}">',
        f'<meta http-equiv="refresh" content="300; url={MOVED}">',
        script(f"document.write('<meta http-equiv=refresh content=\"300; url={MOVED}\">')"),
        f'<noscript><meta http-equiv="refresh" content="0; url={MOVED}"></noscript>',
        f'<!-- <meta http-equiv="refresh" content="0; url={MOVED}"> -->',
        f'<html><head><meta http-equiv="refresh" content="5; url=https://www.cnr.cn/"></head><body><p>{TEXT}</p></body></html>',
    ],
)  # fmt: skip
def test_a_page_that_leads_nowhere_new_is_read_as_it_is(refreshes: Refreshes, page: str) -> None:
    assert leads_to(refreshes, page) == ""


@pytest.mark.parametrize("page", ['<meta http-equiv="refresh" content="0; url={}">', "<script>location='{}'</script>"])
def test_an_error_page_is_not_left(refreshes: Refreshes, page: str) -> None:
    assert leads_to(refreshes, page.format(MOVED), status=404) == ""


@pytest.mark.parametrize("seconds", ["0", "0.5", "59"])
def test_a_meta_tag_leads_on(refreshes: Refreshes, seconds: str) -> None:
    assert leads_to(refreshes, f'<META HTTP-EQUIV=REFRESH CONTENT="{seconds}; URL={MOVED}">') == MOVED


def test_a_meta_tag_does_not_lead_off_site(refreshes: Refreshes) -> None:
    with pytest.raises(IgnoreRequest, match="off site"):
        leads_to(refreshes, '<meta http-equiv="refresh" content="0; url=http://other.example/">')


def test_a_chain_of_scripts_ends(refreshes: Refreshes) -> None:
    """Two addresses of one article that lead to each other; the dupefilter, which would stop them, is not asked."""
    spider = refreshes.crawler.spider
    assert isinstance(spider, OutletSpider)
    address = spider.identify(ARTICLE)
    assert address
    request = Request(ARTICLE, cb_kwargs={"link": Link(ARTICLE, "", address), "head": object()})

    def follow(request: Request) -> Request:
        target = MOVED if request.url == ARTICLE else ARTICLE
        answer = refreshes.process_response(
            request, HtmlResponse(request.url, body=script(f"location='{target}'").encode())
        )
        assert isinstance(answer, Request)
        assert answer.dont_filter
        return answer

    with pytest.raises(IgnoreRequest, match="max redirections"):
        for _ in range(100):
            request = follow(request)


@pytest.mark.parametrize("target", ["http://news.cnr.cn:99999/", "http://[", "http://news.cnr.cn:x/", "javascript:x"])
def test_what_is_no_address_leads_nowhere(refreshes: Refreshes, target: str) -> None:
    """The page itself is read; a redirect by status, which has none, fails by its name."""
    assert leads_to(refreshes, f"<meta http-equiv='refresh' content='0;url={target}'>") == ""
    assert leads_to(refreshes, script(f'location="{target}"')) == ""
    assert leads_to(refreshes, script(f'location="{target}"; location="{MOVED}"')) == MOVED
    redirects = Redirects.from_crawler(refreshes.crawler)
    with pytest.raises(IgnoreRequest) as refused:
        redirects.process_response(Request(ARTICLE), Response(ARTICLE, 302, headers={"Location": target}))
    assert describe(kind_of(refused.value)) == "网址认不出"


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body onload=\"location.href='{MOVED}'\"></body></html>", f'<html><frameset rows="*"><frame src="{MOVED}"></frameset></html>',
        f'<html><body><iframe src="{MOVED}" width="100%"></iframe></body></html>', f'<html><body><iframe src="{MOVED}" style="border:0;width:100vw"></iframe></body></html>',
    ],
)  # fmt: skip
def test_a_page_may_lead_on_by_its_body_or_a_frame(refreshes: Refreshes, page: str) -> None:
    assert leads_to(refreshes, page) == MOVED


ROWS = "".join(f'<li><a href="20250923/t20250923_52790000{n}.shtml">影像云平台接入医院</a></li>' for n in range(9))


def test_of_two_ways_that_of_the_telephones_is_not_ours(refreshes: Refreshes) -> None:
    mobile = MOVED.replace("health.", "m.")
    ways = "<script>if (isPhone) {{ location.href='{}' }} else {{ location.href='{}' }}</script>"
    assert leads_to(refreshes, ways.format(mobile, MOVED)) == MOVED
    assert leads_to(refreshes, ways.format(MOVED, mobile)) == MOVED
    assert leads_to(refreshes, ways.format(mobile, mobile)) == mobile, "better than no article"
    for first, second in ((mobile, MOVED), (MOVED, mobile)):
        assert leads_to(refreshes, script(f"location.href = /Mobi/.test(agent) ? '{first}' : '{second}';")) == MOVED


@pytest.mark.parametrize("target", ["/", "/index.html", "https://www.cnr.cn/", "https://www.cnr.cn/index.html"])
def test_a_list_that_leads_to_the_front_page_is_gone(refreshes: Refreshes, target: str) -> None:
    with pytest.raises(IgnoreRequest, match="front page"):
        leads_to(refreshes, f'<meta http-equiv="refresh" content="0; url={target}">', LIST)
    assert leads_to(refreshes, f'<script>function home() {{ location.href = "{target}" }}</script>', LIST) == ""
    assert leads_to(refreshes, f'<meta http-equiv="refresh" content="30; url={target}">{ROWS}', LIST) == ""


def test_a_list_that_leads_to_another_is_followed(refreshes: Refreshes) -> None:
    for target in ("index.html", "/native/gdxw/", "/native/gdxw/index.html"):
        refresh = f'<meta http-equiv="refresh" content="0; url={target}">'
        assert leads_to(refreshes, refresh, LIST) == HtmlResponse(LIST).urljoin(target)
