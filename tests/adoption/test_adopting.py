"""New outlets from nothing but the address of a front page: what their modules reach and read of a week, held against
the truth of a made web."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from adopting import MOST, adopt, fetch, look, score
from newcomers import HELD_OUT, TUNED, Build, Newcomer

from monitor.adoption.refusing import NoOutlet, Unreachable
from monitor.guessing.naming import printed_name, region_of, spider_name


@pytest.mark.parametrize("build", TUNED + HELD_OUT, ids=lambda build: build.name)
def test_a_module_reaches_and_reads_the_week(build: Build, show: Callable[[str], None]) -> None:
    outlet = Newcomer(build)
    adopted, spider = adopt(outlet)
    asked, elsewhere = len(outlet.asked), [url for url in outlet.asked if f"//{outlet.host}/" not in url]
    assert asked <= MOST and len(set(outlet.asked)) == asked, "within the budget, no page twice"
    assert not elsewhere
    seen = score(outlet, spider)
    show(f"{build.name}: {asked} pages, {seen.reached:.3f} reached, {seen.exact}, text {seen.body:.3f}")
    assert seen.reached >= 0.95
    assert not seen.strange
    assert min(seen.exact["title"], seen.exact["day"], seen.body) >= 0.99
    assert min(seen.exact["clock"], seen.exact["source"]) >= 0.95
    assert (spider.outlet, spider.region) == (build.printed, "湖北")
    assert [source.name for source in spider.sources if source.health], "the health section is one"
    assert not [url for url in seen.strange if spider.claims(url)]
    assert not [line for line in adopted.unsure if "读不出" in line]


def test_the_budget_is_kept_and_what_is_left_is_told() -> None:
    outlet = Newcomer(next(build for build in TUNED if build.menu == "mega"))
    looked = look(outlet, most=24)
    assert len(outlet.asked) <= 24
    assert looked.left > 0
    assert looked.samples, "articles are part of it"


def _page(inside: str, title: str = "云州") -> str:
    return f"<html><head><title>{title}</title></head><body>{inside}</body></html>"


TEXT = "<p>云州市图书馆今起延长开放，读者说这样下班以后也能来，馆员排了两班，夜里的灯一直亮到十点。</p>" * 4
FOREIGN = "".join(
    f'<li><a href="http://www.site{n}.example/2025/1212/{n}.html">第{n}家网站报道图书馆延长开放的消息</a></li>'
    for n in range(9)
)
NO_OUTLET = {
    "article": ("/2025/1212/140021.html", _page(f"<h1>图书馆今起延长开放</h1>{TEXT}", "图书馆今起延长开放_云州网"), "一篇文章"),
    "search": ("/s?wd=1", _page(f'<form><input name="wd"></form><ul>{FOREIGN}</ul>'), "别的网站"),
    "wall": ("/", _page("<h1>安全验证</h1><p>请完成安全验证后继续访问</p>", "安全验证"), "防爬验证"),
    "login": ("/", _page('<form><input name="u"><input type="password"></form><a href="/reg">注册</a>', "云州云盘"), "登录页"),
    "home": ("/", _page("<h1>云州软件公司</h1><a href='/a/'>产品</a><a href='/b/'>服务</a>" + TEXT), "没有文章列表"),
    "empty": ("/", "   ", "空页面"),
}  # fmt: skip


@pytest.mark.parametrize("kind", NO_OUTLET)
def test_what_is_no_outlet_is_told_in_one_line(kind: str) -> None:
    path, body, told = NO_OUTLET[kind]
    outlet = Newcomer(Build("yunzhou", "云州网", "/{id}.html"))
    outlet.pages.clear()
    outlet.pages[outlet.absolute(path)] = ("text/html", body)
    with pytest.raises(NoOutlet, match=told) as raised:
        look(outlet, outlet.absolute(path))
    assert raised.value.exit_code == 2
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("build", TUNED[:2], ids=lambda build: build.name)
def test_one_article_of_an_outlet_is_not_its_front_page(build: Build) -> None:
    outlet = Newcomer(build)
    with pytest.raises(NoOutlet, match="一篇文章"):
        look(outlet, outlet.url(outlet.articles[9]))


def test_a_front_page_that_cannot_be_had_has_a_code_of_its_own() -> None:
    outlet = Newcomer(TUNED[0])
    with pytest.raises(Unreachable, match="HTTP 404") as raised:
        look(outlet, outlet.absolute("/gone/"))
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    ("title", "foot", "printed", "region"),
    [
        ("松云日报数字报", "版权所有：松云日报社 浙ICP备00001号", "松云日报", "浙江"),
        ("首页-贵州松云网", "贵州松云网 版权所有", "贵州松云网", "贵州"),
        ("松云新闻网_松云市新闻门户", "主办：松云新闻网 地址：云南省松云市", "松云新闻网", "云南"),
        ("中国松云网", "京ICP备00001号", "中国松云网", "全国"),
    ],
)
def test_names_are_what_most_agrees_on(title: str, foot: str, printed: str, region: str) -> None:
    outlet = Newcomer(TUNED[0])
    outlet.pages[outlet.front] = ("text/html", _page(f"<p>{foot}</p>", title))
    front = fetch(outlet, outlet.front)
    assert front is not None
    assert printed_name(front, [], []).value == printed
    assert region_of(printed, [front]).value == region


@pytest.mark.parametrize(
    ("url", "taken", "name"),
    [
        ("https://www.songyun.cn/", (), "songyun"),
        ("https://epaper.songyun.com.cn/", (), "songyun"),
        ("https://epaper.songyun.com.cn/", ("songyun",), "songyun_epaper"),
        ("http://wjw.songyun.gov.cn/", (), "songyun_wjw"),
        ("http://www.51-yun.cn/", (), "site_51_yun"),
    ],
)
def test_the_module_has_the_domains_own_word(url: str, taken: tuple[str, ...], name: str) -> None:
    assert spider_name(url, taken) == name
