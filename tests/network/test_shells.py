"""The address that a script puts together from its parts, as a browser would."""

from __future__ import annotations

from base64 import b64encode

from scrapy.http import HtmlResponse

from monitor.network.redirects import _refreshed
from monitor.network.shells import script_targets
from monitor.text.urls import LONGEST

PAGE = "http://www.yunzhou.cn/yl/2026/t1.html"
MOVED = "http://www.yunzhou.cn/jk/2026/t1.html"
PATH = "/jk/2026/t1.html"


def response(head: str, url: str = PAGE) -> HtmlResponse:
    return HtmlResponse(url, body=f"<html><head>{head}</head><body></body></html>".encode(), encoding="utf-8")


def targets(code: str, url: str = PAGE) -> list[str]:
    return script_targets(response(f"<script>{code}</script>", url))


def test_an_address_in_parts_is_put_together() -> None:
    for code in (
        f"location.href=location.protocol+'//'+location.host+'{PATH}'",
        f"location.href = window.location.origin + '{PATH}'",
        f"top.location='//'+document.location.hostname+'{PATH}'",
        f"location.href='{MOVED}'+location.search;",
        f"location.replace('{MOVED}' + window.location.hash)",
        f"location.href='{MOVED}' + '';",
        f"var h='http://www.yunzhou.cn'; location.href=`${{h}}{PATH}`",
        f"location.href=`${{location.protocol}}//${{location.host}}{PATH}`",
        f"var h='http://www.yunzhou.cn'; var u=h+'{PATH}'; location.href=u",
        f"var u='http://www.yunzhou.cn'; u+='{PATH}'; location.href=u",
        f"var u='{MOVED}'; location.href=encodeURI(u)",
        f"$(window).attr('location','{MOVED}')",
    ):
        assert targets(code) == [MOVED], code


def test_what_scripts_do_with_their_own_address_is_done() -> None:
    for code in (
        "location.href=location.href.replace('/yl/', '/jk/')",
        "location.replace(location.pathname.replace('/yl/', '/jk/'))",
        "var u = window.location.href; top.location = u.replace('yl', 'jk')",
        f"location.pathname = '{PATH}'",
        f"location.href = '{MOVED.replace('http', 'https')}'.replace('https:', 'http:')",
        "var n=1; location.href='/jk/2026/t' + n + '.html'",
        f"var u=''; u+='{PATH}'; location=u",
        f"location.href=window.atob('{b64encode(PATH.encode()).decode()}')",
        f'document.write(\'<meta http-equiv="refresh" content="0; url={MOVED}">\')',
        f'document.write(\'<iframe src="{PATH}" width="100%" height="100%"></iframe>\')',
    ):
        assert targets(code) == [MOVED], code


def test_what_is_there_against_caches_is_any_number() -> None:
    for number in (
        "Math.random()",
        "new Date().getTime()",
        "(new Date()).valueOf()",
        "Date.now()",
        "+new Date()",
        "new Date",
    ):
        assert targets(f"location.href='{PATH}?t='+{number};") == [f"{MOVED}?t=1"], number


def test_the_one_link_of_a_page_that_has_moved_is_followed() -> None:
    def led(body: str) -> list[str]:
        return script_targets(HtmlResponse(PAGE, body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8"))

    for body in (f"<p>本页已迁移至<a href='{PATH}'>新地址</a></p>", f"<h3>栏目已改版</h3><a href='{PATH}'>请点击进入</a>", f"301 Moved <a href='{MOVED}'>here</a>"):  # fmt: skip
        assert led(body) == [MOVED], body
    for body in (f"<p>文章不存在</p><a href='{PATH}'>返回</a>", f"页面已迁移 <a href='{PATH}'>这里</a><a href='/'>首页</a>", "页面已迁移", f"页面已迁移{'云州' * 40}<a href='{PATH}'>这里</a>"):  # fmt: skip
        assert led(body) == [], body


def test_a_query_goes_along() -> None:
    assert targets(f"location.href='{PATH}'+location.search", PAGE + "?id=7") == [MOVED + "?id=7"]


def test_of_an_address_that_is_not_known_in_all_parts_nothing_is_followed() -> None:
    for code in (
        "location.href=location.origin+location.pathname",
        f"location.href='{MOVED}'+build()",
        "location.href=`http://www.yunzhou.cn/${id}.html`.trim()",
        f"var u='{MOVED}'; u+=build(); location.href=u",
        "location.href='/login?from='+encodeURIComponent(location.href)",
        f"var url='{MOVED}'; location.href=build()+'?url='+url",
        "location.href=host+'/login?from='+'x'",
        "if (location.protocol == 'http:') location.protocol = 'https:'",
        f"if (location.host != '{MOVED}') done()",
        "location.href=''",
        "location.href=location.href",
        f"function go(u) {{ say(u) }} go('{MOVED}')",
        f"function go(u) {{ location.href = other }} go('{MOVED}')",
        "function go(u) { location.href = u }",
        "if (location.href.replace('http:', '') == '/a.html') done()",
        "location.href=location.pathname.replace(/t1/, 't2')",
        'document.write(\'<iframe src="/hit.html" width="1"></iframe>\')',
        '// document.write(\'<iframe src="/hit.html" width="100%"></iframe>\')',
    ):
        assert targets(code) == [], code


def test_an_address_does_not_grow_without_end() -> None:
    for step in ("u=u+u;", "u+=u;"):
        assert all(len(url) <= 2 * LONGEST for url in targets(f"var u='{MOVED}';" + step * 500 + "location.href=u"))


def test_an_edition_for_telephones_comes_last() -> None:
    mobile = MOVED.replace("//www.", "//m.")
    code = f"if (/Android/.test(navigator.userAgent)) location.href='{mobile}'; else location.href='{MOVED}'"
    assert targets(code) == [MOVED, mobile]


def test_a_meta_tag_without_an_address_leads_nowhere() -> None:
    for content in ("5;url=", "0; URL = ", "0;uri=/jk/", "3"):
        assert list(_refreshed(response(f'<meta http-equiv="refresh" content="{content}">'), 60)) == []
