"""What adoption cannot take is told by its true reason, with what to give instead."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from scrapy.http import HtmlResponse

from monitor.adoption.deciding import Adopted, decide
from monitor.adoption.looking import Look
from monitor.adoption.module import load_module, write_module
from monitor.adoption.refusing import NoOutlet, is_chinese

HOME = "https://www.songyun.cn/"
TITLES = [
    f"{who}{did}方便居民就医少跑一趟"
    for who, did in zip(
        ("云桥区", "石湾县", "柳林镇", "青屿街道", "白沙口岸", "南渡村", "松岭林场"),
        (
            "启用电子病历",
            "试点药房配送",
            "推广信息系统",
            "升级会诊中心",
            "公布互认目录",
            "开通智慧急救",
            "检查校园午餐",
        ),
        strict=True,
    )
]
ENGLISH = [
    f"{who} district opens a shared platform of records for all its residents"
    for who in ("Cloudbridge", "Stonebay", "Willow", "Greenisle", "Whitesand", "Southferry", "Pineforest")
]
SAID = "记者在{}看到，窗口前的队伍比去年短了，十二名工作人员轮流值守到傍晚，负责人说当初最难的是把旧资料一张张理清。"
TOLD = "A reporter saw in {} that the line was shorter than last year, and that twelve clerks took turns until evening."


def adopt(pages: dict[str, str]) -> Adopted:
    steps = Look(HOME, date(2025, 12, 12), 60, lambda url: None).go()
    asked = next(steps)
    while True:
        body = pages.get(asked)
        answer = HtmlResponse(asked, body=body.encode(), encoding="utf-8") if body else "http-404"
        try:
            asked = steps.send(answer)
        except StopIteration as end:
            return decide(end.value, HOME, "songyun", "")


def site(paths: list[str], titles: list[str] = TITLES, said: str = SAID) -> dict[str, str]:
    links = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in zip(paths, titles, strict=True))
    pages = {HOME: f"<html><head><title>松云网</title></head><body><ul>{links}</ul></body></html>"}
    for path, title in zip(paths, titles, strict=True):
        text = "".join(f"<p>{said.format(title[:4])}{number}</p>" for number in "一二三四")
        pages[HOME + path.lstrip("/")] = (
            f"<html><head><title>{title} - 松云网</title></head><body><h1>{title}</h1>"
            f'<div class="meta">2025-12-08 来源：松云网</div><div class="entry">{text}</div></body></html>'
        )
    return pages


SLUGS = ["cloud-bridge", "stone-bay", "willow-town", "green-isle", "white-sand", "south-ferry", "pine-forest"]


@pytest.mark.parametrize(
    "paths",
    [
        [f"/{each}/" for each in SLUGS],
        [f"/{each.replace('-', '')}/" for each in SLUGS],
        [f"/2025/12/08/{each}/" for each in SLUGS],
        [f"/{quote(title)}/" for title in TITLES],
        [f"/news/{quote(title)}.html" for title in TITLES],
    ],
    ids=["words", "word", "day-and-words", "title", "title-in-folder"],
)
def test_addresses_without_numbers_are_told_as_such(paths: list[str]) -> None:
    with pytest.raises(
        NoOutlet, match=r"有 7 条标题，网址里却没有分得清每一篇的编号（例如 https://www.songyun.cn/.+genspider"
    ):
        adopt(site(paths))


@pytest.mark.parametrize(
    "paths",
    [
        [f"/archives/{number}" for number in range(100, 107)],
        [f"/?p={number}" for number in range(100, 107)],
        [f"/news/20251208/{number}.html" for number in range(1000, 1007)],
        [f"/2025/12/{each}-of-the-south/" for each in SLUGS],
    ],
    ids=["archives", "query", "day", "month-and-words"],
)
def test_addresses_that_tell_are_taken(paths: list[str]) -> None:
    adopted = adopt(site(paths))
    assert len(adopted.lists) == 1
    assert not [line for line in adopted.unsure if "中文" in line]


def script(text: str) -> str:
    return f"<html><head><title>松云网</title><script>{text}</script></head><body></body></html>"


@pytest.mark.parametrize(
    ("page", "told", "instead"),
    [
        (
            script("if(/Android/i.test(navigator.userAgent)){location.href='https://m.songyun.cn/'}else{window.location = \"/pc.html\"}"),
            "由脚本选定去处的页", "https://m.songyun.cn/ 或 https://www.songyun.cn/pc.html",
        ),
        (script('window.location.replace("home.html")'), "由脚本选定去处的页", "https://www.songyun.cn/home.html"),
        (
            '<html><head><title>松云网</title></head><frameset rows="80,*"><frame src="top.html"><frame src="main.html"></frameset></html>',
            "框架页", "https://www.songyun.cn/top.html 或 https://www.songyun.cn/main.html",
        ),
        ('<html><body><iframe src="/news/index.html"></iframe></body></html>', "框架页", "https://www.songyun.cn/news/index.html"),
        ('<html><body><a href="/index2.html"><img src="a.jpg"></a></body></html>', "过场页", "https://www.songyun.cn/index2.html"),
        ('<html><body><img src="a.jpg"><a href="#">关闭</a><a href="/home/">进入首页</a></body></html>', "过场页", "https://www.songyun.cn/home/"),
    ],
    ids=["by-browser", "script", "frameset", "iframe", "picture", "enter"],
)  # fmt: skip
def test_a_door_is_told_with_what_lies_behind(page: str, told: str, instead: str) -> None:
    with pytest.raises(NoOutlet) as refused:
        adopt({HOME: page})
    assert str(refused.value).startswith(f"这是{told}")
    assert str(refused.value).endswith(f"请给里面那一页的网址：{instead}")


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><h1>松云软件公司</h1><a href='/a/'>产品</a><a href='/b/'>服务</a><p>{SAID * 2}</p></body></html>",
        f'<html><body><h1>松云软件公司</h1><p>{SAID * 2}</p><iframe src="/map.html"></iframe></body></html>',
        "<html><head><title>松云网</title></head><body><p>松云网即将上线</p></body></html>",
        '<html><body><p>松云网</p><iframe src="https://ad.example/x.html"></iframe></body></html>',
        '<html><body><p>松云网</p><a href="https://www.beian.gov.cn/">备案</a><a href="/">首页</a></body></html>',
        '<html><body><p>松云网</p><script>var location_name="云州";track("https://www.songyun.cn/a.html")</script></body></html>',
    ],
    ids=["company", "map", "notice", "advertisement", "elsewhere", "other-script"],
)
def test_what_is_no_door_is_not_told_as_one(page: str) -> None:
    with pytest.raises(NoOutlet, match="这里没有文章列表"):
        adopt({HOME: page})


def test_an_outlet_with_a_frame_or_a_script_that_leads_away_is_taken() -> None:
    pages = site([f"/news/20251208/{number}.html" for number in range(1000, 1007)])
    pages[HOME] = pages[HOME].replace(
        "<ul>", '<iframe src="/weather.html"></iframe><script>if(m)location.href="/m/"</script><ul>'
    )
    assert adopt(pages).lists


def test_an_outlet_that_is_not_chinese_is_told() -> None:
    paths = [f"/news/20251208/{number}.html" for number in range(1000, 1007)]
    told = [line for line in adopt(site(paths, ENGLISH, TOLD)).unsure if "不是中文的" in line]
    assert told == ["7 篇文章不是中文的：词表和读法只管中文，这样的媒体选不出文章；有中文站的请换它"]
    with pytest.raises(NoOutlet, match=r"页面不是中文的.*有中文站的"):
        adopt({HOME: "<html><body><p>Songyun Daily</p><a href='https://other.example/'>Other</a></body></html>"})


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("国家卫生健康委发布通知。", True),
        ("该院用 Transformer 和 ChatGPT 做辅助诊断（AI-assisted diagnosis）。", True),
        ("2025 年 12 月 8 日", True),
        ("", True),
        ("The National Health Commission (国家卫健委) said so on Monday, and the hospitals followed at once.", False),
        ("全角ＡＢＣ也算字母", True),
    ],
)
def test_names_make_no_text_foreign(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese


@pytest.mark.parametrize(
    ("mark", "first"),
    [
        ("<p><strong>{}</strong></p>", ""),
        ('<p class="tit">{}</p>', ""),
        ("<p>{}，市民这样说。</p>", "{}，市民这样说。"),
    ],
    ids=["in-the-text", "apart", "quoted"],
)
@pytest.mark.parametrize("cut", [True, False])
def test_a_headline_in_the_element_of_a_text_is_none_of_it(mark: str, first: str, cut: bool) -> None:
    paths = [f"/news/20251208/{number}.html" for number in range(1000, 1007)]
    pages = site(paths)
    for path, title in zip(paths, TITLES, strict=True):
        url = HOME + path[1:]
        head = f"<h1>{title}</h1>" if "市民" in mark else ""
        page = (
            pages[url].replace(f"<h1>{title}</h1>", head).replace('<div class="meta">2025-12-08 来源：松云网</div>', "")
        )
        pages[url] = page.replace('<div class="entry">', f'<div class="entry">{mark.format(title)}')
        if cut:
            pages[HOME] = pages[HOME].replace(f">{title}<", f">{title[:12]}…<")
    outlet = load_module(write_module(adopt(pages).declaration), "songyun")
    for path, title in zip(paths, TITLES, strict=True):
        url = HOME + path[1:]
        item = outlet.read(HtmlResponse(url, body=pages[url].encode(), encoding="utf-8"))
        assert item.headline == title
        assert item.article_body.startswith(first.format(title)), item.article_body
        assert first or not item.article_body.startswith(title), "it is printed once"


@pytest.mark.parametrize(
    "page", ["", "<html><body><p>松云网</p></body></html>", '<html><body><div id="app"></div></body></html>']
)
def test_articles_that_cannot_be_read_are_told_as_such(page: str) -> None:
    pages = site([f"/news/20251208/{number}.html" for number in range(1000, 1007)])
    pages = {url: body if url == HOME else page for url, body in pages.items()}
    with pytest.raises(NoOutlet, match="有 7 条标题，打开看的几篇却认不出文章"):
        adopt(pages)
