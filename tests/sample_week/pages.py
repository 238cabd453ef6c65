"""Article and listing pages of the sample week, composed after the dossiers xinhuanet, people and chinadaily.

The skeletons are those that the dossiers describe; every word of text is invented.
"""

import html
import json
import struct
import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import md5
from typing import Any

# What 湖北日报's site announces: no health news, so that none of it is fetched.
FRONT_PAGE = {4770001: "江畔冬泳比赛举行", 4770002: "花市迎来早春订单"}


@dataclass
class Story:
    outlet: str
    day: date
    time: str
    channels: list[str]
    title: str
    parts: list[list[str]]  # pages of paragraphs, already HTML
    source: str
    host: str = ""
    kicker: str = ""
    subtitle: str = ""
    editor: str = "编辑甲"
    template: str = ""
    query: str = ""
    twin: str = ""
    idle: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        digest = md5(f"{self.outlet}{self.title}".encode()).hexdigest()
        number = int(digest[:6], 16)
        made = {
            "xinhuanet": digest,
            "people": f"40{number:08d}",
            "chinadaily": f"WS{digest[:24]}",
            "bjd": f"{self.day:%Y%m%d}_007_{number % 90 + 1}",
            "cnr": str(527400000 + number % 99999),
            "chinanews": str(10500000 + number % 99999),
            "bjnews": f"{int(datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC).timestamp())}129{number % 1000:03d}",
        }
        self.id = made.get(self.outlet, str(300000 + number % 99999))

    @property
    def url(self) -> str:
        day, section = self.day, self.channels[0].rsplit("-", 1)[-1]
        return {
            "xinhuanet": f"https://www.news.cn/{self.channels[0]}/{day:%Y%m%d}/{self.id}/c.html",
            "people": f"http://{self.host}/n{'2' if self.host.startswith('cq') else '1'}/{day:%Y/%m%d}"
            f"/c{section if section.isdigit() else '1008'}-{self.id}.html",
            "chinadaily": f"https://{self.host or 'cn'}.chinadaily.com.cn/a/{day:%Y%m/%d}/{self.id}.html",
            "hebnews_hbrb": f"https://hbrb.hebnews.cn/pc/paper/c/{day:%Y%m/%d}/content_{self.id}.html",
            "dahe_hnrb": f"https://newpaper.dahe.cn/hnrb/html/{day:%Y-%m/%d}/content_13_{self.id}.htm",
            "ynet_bqb": f"https://epaper.ynet.com/html/{day:%Y-%m/%d}/content_{self.id}.htm",
            "cnr": f"https://{self.host}/{self.channels[0]}/{day:%Y%m%d}/t{day:%Y%m%d}_{self.id}.shtml",
            "iqilu": f"https://{self.host}/{self.channels[0]}/{day:%Y/%m%d}/{self.id}.shtml",
            "chinanews": f"https://www.chinanews.com.cn/{self.channels[0]}/{day:%Y/%m-%d}/{self.id}.shtml",
            "bjnews": f"https://www.bjnews.com.cn/detail/{self.id}.html",
            "people_rmrb": f"https://paper.people.com.cn/rmrb/pc/content/{day:%Y%m/%d}/content_{self.id}.html",
            "hubeidaily": f"https://epaper.hubeidaily.net/pc/content/{day:%Y%m/%d}/content_{self.id}.html",
            "bjd": f"https://bjrbdzb.bjd.com.cn/bjrb/mobile/{day:%Y/%Y%m%d/%Y%m%d}_007/content_{self.id}.htm",
        }[self.outlet]

    @property
    def path(self) -> str:
        return "/" + self.url.split("/", 3)[3]

    def page_url(self, number: int) -> str:
        mark = "-" if self.outlet == "people" else "_"
        return self.url if number == 1 else self.url.replace(".html", f"{mark}{number}.html")


def xinhuanet(story: Story, number: int) -> str:
    """The page of 2024 on, as its dossier's skeleton shows it: no <body> tag, the title twice, a time in pieces."""
    d, title = story.day, html.escape(story.title)
    return f"""<!DOCTYPE html><html><head><meta name="source" content="{story.source}"> <meta name="publishdate" content="{d}">
<meta name="contentid" content="{d:%Y%m%d}{story.id}"> <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<div data="datasource:{d:%Y%m%d}{story.id}" datatype="content"><meta name="keywords" content=""></div>
<title data="datasource:{d:%Y%m%d}{story.id}" datatype="content">
 {title}
-新华网
</title></head>
<div class="header domPC"><div class="header-top"><div class="header-nav left"><a href="//www.news.cn/">新华网</a> &gt; 正文</div></div>
<div class="header-cont"><div class="header-time left"><span class="year"><em>{d:%Y}</em></span> <span class="day"><em>{d:%m}</em>/<em>{d:%d}</em></span> <span class="time">{story.time}</span></div>
<div class="source">来源：{story.source}
</div> <div class="head-line"><h1><span class="title">{title}
</span> <span class="btn-audio"></span></h1> <div class="pageShare">字体：小 中 大 分享到：</div></div></div></div>
<div class="mheader domMobile"><h1><span class="title">{title}</span></h1> <div class="info">{d} {story.time} <span>来源：{story.source}</span></div></div>
<div class="main"><div class="main-left left"><div id="detail"><span id="detailContent">{_xinhua_paragraphs(story.parts[number - 1])}</span>
<div id="articleEdit"><span class="tiyi1 domPC"><a class="advise">【纠错】</a></span> <span class="editor"> 【责任编辑:{story.editor}】 </span></div></div>
<div class="columBox relatedNews"><a href="/health/20240101/{"0" * 32}/c.html">相关新闻：旧闻一则</a></div></div>
<div class="main-right right"><div id="sdgc">深度观察</div></div></div>"""


def _xinhua_paragraphs(paragraphs: list[str]) -> str:
    return "".join(text if text.startswith("<p") else f"<p>&emsp;&emsp;{text}</p>" for text in paragraphs)


def people(story: Story, number: int) -> str:
    """Templates A and A′ of the dossier; the meta tag says GB2312 while the bytes are GBK."""
    clock = f"{story.day:%Y年%m月%d日}{story.time}"
    if story.template == "2025":
        clock = f'<b id="newstime">{clock}</b>'
    paragraphs = "".join(text if text.startswith("<p") else f"<p>　　{text}</p>" for text in story.parts[number - 1])
    pages = "".join(f'<a href="{_file(story.page_url(n))}">【{n}】</a>' for n in range(1, len(story.parts) + 1))
    body = f"""<div class="bza"><span></span><p></p></div><div class="box_pic"></div>{paragraphs}
<div class="zdfy clearfix">{pages if len(story.parts) > 1 else ""}</div><center><table border="0"><tr></tr></table></center>
<div class="box_pic"></div><div class="edit cf">(责编：{story.editor})</div>
<p class="paper_num"><em class="section-common-share-wrap">分享让更多人看到 <i class="btn_share_common"></i></em></p>"""
    if story.template == "2025":
        body = f'<div id="rm_txt_zw">{body}</div>'
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=GB2312">
<title>{html.escape(story.title)}--健康·生活--人民网 </title><meta name="contentid" content="{story.id}">
<meta name="publishdate" content="{story.day}"><meta name="source" content="来源：{story.source}"></head><body>
<div class="layout rm_txt cf"><div class="col col-1">
<h3 class="pre">{story.kicker}</h3><h1>{html.escape(story.title)}</h1><h4 class="sub">{story.subtitle}</h4><div class="author cf"></div>
<div class="channel cf"><div class="col-1-1">{clock} | 来源：<a href="http://www.people.com.cn">{story.source}</a></div><div class="col-1-2 fr"></div></div>
<div class="rm_txt_con cf">{body}</div>
<div class="rm_relevant rm_download cf"><h5>客户端下载</h5></div></div></div></body></html>"""


def chinadaily(story: Story, number: int) -> str:
    """The template of 2018 on; a hidden pair of headings opens the body."""
    paragraphs = "\n".join(f"<p>{text}</p>" for text in story.parts[number - 1])
    last = number == len(story.parts)
    more = "" if last else f'<div id="div_currpage"><a href="{_file(story.page_url(number + 1))}">下一页</a></div>'
    title = html.escape(story.title)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} - 中国日报网</title>
<meta property="og:title" content="{title}"><meta name="publishdate" content="{story.day}"><meta name="editor" content="{story.editor}">
<meta name="author" content="{story.editor}"><meta name="source" content="{story.source}"></head>
<body><div style="display:none;"><h1>{title}</h1><h2>摘要一句</h2></div>
<div class="da-bre"><a href="//cn.chinadaily.com.cn/">首页</a></div>
<div class="container"><div class="container-left2"><h1 class="dabiaoti">{title}</h1>
<div class="fenx"><div class="xinf-le">来源：
 <a href="//cn.chinadaily.com.cn/a/202307/31/WS64c7233ba3109d7585e4733e.html"><img src="//img3.chinadaily.com.cn/logo.jpeg"></a>
 <a href="//cn.chinadaily.com.cn/">{story.source}</a></div><div class="xinf-le">{story.day} {story.time}　</div><div class="xinf-ri">分享</div></div>
<div id="Content" class="article">{paragraphs}
{f"<p>（编辑：{story.editor} 王某）</p>" if last else ""}{more}
<div style="width:100%;text-align:right;font-size:12px;padding-top:20px;">【责任编辑：{story.editor}】</div></div>
<div class="fenx"><a class="download"></a></div><div class="xiangguan"></div></div></div></body></html>"""


def channel_page(data_file: str, stories: list[Story]) -> str:
    """A channel page of 新华网 with a data file and a rail of old links."""
    rows = "".join(
        f'<li><div class="tit"><a href="{story.path}">{html.escape(story.title)}\n</a></div></li>'
        for story in stories[:3]
    )
    rail = "".join(f'<li><a href="/health/20240{n}15/{str(n) * 32}/c.html">热榜旧闻{n}</a></li>' for n in range(1, 5))
    app = '<li><a href="https://my-h5news.app.xinhuanet.com/h5/zhuanti/index.html?articleId=4cb2">专题</a></li>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>频道</title></head><body>
<div class="rb_left">热榜</div><ul class="infoList">{rail}{app}</ul>
<ul class="army_list" data="datasource:{data_file}" datatype="ds" preview="ds_">{rows}</ul></body></html>"""


def data_file(stories: list[Story]) -> str:
    """A ds_*.json file; one row is a `Link` with two links, one title holds markup."""
    rows: list[dict[str, object]] = [
        {"contentId": story.id, "contentType": "MultiMedia", "title": f"{story.title}\n", "showTitle": story.title,
         "publishUrl": story.path, "publishTime": f"{story.day} {story.time}", "linkUrls": []}
        for story in stories
    ]  # fmt: skip
    for story in filter(lambda story: story.twin, stories):
        other = story.url.replace("https://www.news.cn", f"http://www.{story.twin}")
        links = [
            {"linkTitle": story.title, "linkUrl": other},
            {"linkTitle": "旧闻", "linkUrl": f"http://www.news.cn/tech/20240101/{'f' * 32}/c.html"},
        ]
        rows.append(
            {
                "contentType": "Link",
                "title": f'<a href="{other}">{story.title}</a>',
                "publishUrl": "",
                "publishTime": "2025-12-10 01:00:00",
                "linkUrls": links,
            }
        )
    return json.dumps({"categoryName": "频道", "datasource": rows}, ensure_ascii=False)


def people_index(stories: list[Story]) -> str:
    """A section list of 人民网 with dates, and one older row that ends the paging."""
    rows = "".join(
        f'<li><a href="{story.url}\n">{html.escape(story.title)}</a> <em>{story.day}</em></li>' for story in stories
    )
    return f"""<html><head><meta charset="GB2312"><title>列表</title></head><body><a href="/GB/59476/index.html">文化中国行</a>
<ul class="list_16">{rows}</ul></body></html>"""


def old_people_index(host: str) -> str:
    return people_index([]).replace(
        "</ul>",
        f'<li><a href="http://{host}/n1/2025/1128/c1008-40000001.html">更早的一篇</a> <em>2025-11-28</em></li></ul>',
    )


def people_search(stories: list[Story]) -> str:
    records = [
        {"id": story.id, "title": f"<em>{story.title}</em>", "url": story.url, "displayTime": 0} for story in stories
    ]
    return json.dumps({"code": "0", "data": {"total": len(records), "records": records}}, ensure_ascii=False)


def column(stories: list[Story], next_page: str) -> str:
    """A column of 中国日报网 with protocol-relative links and the next page."""
    rows = "".join(
        f'<div class="busBox1"><h3><a href="//{story.url.split("//")[1]}{story.query}">{html.escape(story.title)}</a></h3><p>导语</p></div>'
        for story in stories
    )
    old = '<div class="busBox1"><h3><a href="//cn.chinadaily.com.cn/a/202511/20/WS691e0000a310000000000001.html">更早的一篇</a></h3></div>'
    link = f'<a class="pagestyle" href="{next_page}">下一页</a>' if next_page else ""
    return f"""<html><head><meta charset="utf-8"><title>栏目</title></head><body><div class="left-liebiao">{rows or old}</div>{link}</body></html>"""


def _file(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def paper(story: Story) -> str:
    """An article of a paper, in the template that its dossier gives; `<title>` and no time of day."""
    text = "".join(f"<p>　　{line}</p>" for line in story.parts[0])
    title = html.escape(story.title)
    clock = f"{story.day} {story.time}"
    layout = (
        f'<p id="PreTitle">{story.kicker}</p><h2 id="Title">{title}</h2><p id="SubTitle">{story.subtitle}</p>'
        f'<div id="ozoom" class="content"><!--enpcontent--><founder-content>{text}</founder-content><!--/enpcontent--></div>'
    )
    body = {
        "hubeidaily": layout,
        "people_rmrb": f'<div class="article"><h3>{story.kicker}</h3><h1>{title}</h1><h2>{story.subtitle}</h2><div id="ozoom">{text}</div></div>',
        "cnr": f'<div class="article-header"><h1>{title}</h1><div class="source"><span>{clock}</span><span>来源：{story.source}</span></div></div>'
        f'<div class="article-body"><div class="TRS_Editor">{text}</div></div><div class="editor">编辑：{story.editor}</div>',
        "iqilu": f'<div class="section-cnt-tit"><h1>{title}</h1><div class="info"><p class="resource">来源：<span>{story.source}</span></p><p class="time">{clock}</p></div></div>'
        f'<div class="col-main"><div class="article-main">{text}<p class="contact">联系</p></div></div>',
        "chinanews": f'<h1 class="content_left_title">{title}</h1><span id="pubtime_baidu" style="display:none">{clock}</span><span id="source_baidu">来源：{story.source}</span>'
        f'<div class="content_maincontent_content"><div class="left_zw">{text}<div class="adEditor"><div class="left_name">【编辑:{story.editor}】</div></div></div></div>',
        "bjnews": f'<div class="content"><h1>{title}</h1><div class="left-info"><span class="timer">{clock}</span></div><div id="contentStr">{text}<p>编辑 {story.editor}</p></div></div>',
        "hebnews_hbrb": layout,
        "dahe_hnrb": f'<div class="main-content"><h1>{title}</h1></div><div class="info"><div id="articleContent">{text}</div></div>',
        "ynet_bqb": f'<div class="rit"><h1>{title}</h1><p class="fbiaot">{story.subtitle}</p><div class="contnt"><founder-content>{text}</founder-content></div></div>',
        "bjd": f'<font id="guide">{story.kicker}</font><font id="main-title"><b>{title}</b></font><div class="content my-gallery" id="content">{text}</div>',
    }[story.outlet]
    return f'<html><head><meta charset="{"gb2312" if story.outlet in ("bjd", "cnr") else "utf-8"}"><title>{title}</title></head><body>{body}</body></html>'


def paper_page(outlet: str, stories: list[Story]) -> str:
    """One page of an issue, with an advertisement and a link to yesterday's issue where the platform has such."""
    rows = [
        f'<a {"data-href" if outlet == "bjd" else "href"}="{story.url}">{html.escape(story.title)}</a>'
        for story in stories
    ]
    marked = {"hubeidaily": "resultList"}.get(outlet, "news-item")
    listed = "".join(f"<li class='{marked}'>{row}</li>" for row in rows)
    return {
        "hebnews_hbrb": f'<ul id="layoutlist"><li><a href="node_01.html">第01版</a></li><li><a href="node_07.html">第07版：健康</a></li></ul><ul id="articlelist">{listed}</ul>',
        "dahe_hnrb": f'<ul class="layout-catalogue-list"><li><a href="node_1.htm">第1版</a></li><li><a href="node_7.htm">第7版:健康</a></li></ul><ul class="news-list">{listed}</ul>',
        "ynet_bqb": f'<div id="artcile_list_wapper"><a href="node_1331.htm">第A01版</a><a href="node_1337.htm">第A07版：健康</a></div><ul class="jcul">{listed}</ul>',
        "people_rmrb": f'<div class="swiper-slide"><a href="node_01.html">01</a></div><div class="swiper-slide"><a href="node_07.html">07</a></div><ul class="news-list">{listed}</ul>',
        "hubeidaily": f'<div class="nav-list"><ul><li><a href="node_01.html">01版</a></li><li><a href="node_07.html">07版</a></li></ul></div><div class="news-list"><ul>{listed}</ul></div>',
        "chinanews": '<div class="content_list"><ul>'
        + "".join(f'<li><div class="dd_bt">{row}</div></li>' for row in rows)
        + "</ul></div>",
        "bjd": f'<div class="nav-items"><ul class="nav-list-group">{listed}</ul></div>',
    }[outlet]


def link_list(stories: list[Story], old: str) -> str:
    """A section list of 央广网 or 齐鲁网, its last row an older article."""
    rows = "".join(f'<li><a href="{story.url}">{html.escape(story.title)}</a></li>' for story in stories)
    return f'<html><head><meta charset="utf-8"></head><body><ul>{rows}<li><a href="{old}">更早的一篇</a></li></ul></body></html>'


def interface() -> str:
    """A column of 湖北日报's interface: what the front page has too."""
    rows = [
        {
            "contentType": 5,
            "title": title,
            "pcUrl": f"https://news.hubeidaily.net/pc/c_{number}.html",
            "publishDetailedTime": "2025-11-20 08:00:00",
        }
        for number, title in FRONT_PAGE.items()
    ]
    return json.dumps({"suc": 1, "data": {"focusList": [], "contentList": rows}}, ensure_ascii=False)


def channel_list(stories: list[Story]) -> str:
    """A channel of 新京报 in JSON."""
    return json.dumps({"status": 1, "data": _rows(stories)}, ensure_ascii=False)


def search_hits(stories: list[Story]) -> str:
    """What the search of 新京报 answers."""
    hits = [{"_source": row} for row in _rows(stories)]
    return json.dumps({"status": True, "data": {"data": hits}}, ensure_ascii=False)


def _rows(stories: list[Story]) -> list[dict[str, Any]]:
    return [
        {"title": story.title, "publish_time": f"{story.day} {story.time}:00", "detail_url": {"pc_url": story.url}}
        for story in stories
    ]


def photograph(url: str) -> bytes:
    """A picture of 480 × 320 points: a hall with a screen, in the colours of its address. Not compressed, so that the
    same bytes come from every zlib."""
    width, height = 480, 320
    tint = md5(url.encode()).digest()
    warm = tint[0] % 30
    palette = bytes(value for shade in range(256) for value in (shade, shade, min(255, max(0, shade + 15 - warm))))
    wall, screen, lit, floor = (bytes([shade]) * width for shade in (240, 30, 120, 150))
    rows = bytearray()
    for y in range(height):
        row = wall if y < 230 else floor
        if 40 < y < 180:
            row = row[:90] + (lit if y % 20 < 6 else screen)[:300] + row[390:]
        rows += b"\0" + row
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(bytes(rows), 0)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
