"""中国日报网 https://cn.chinadaily.com.cn （含 china、world、tech、caijing 及地方子站）

列表：栏目页（翻页 page_N.html）；检索接口时有故障，仅作补充。
文章：网址自带日期，WS 加 24 位十六进制即主键；分页为 _2.html。2023 年的模板有真实页面为证，其余来自他人代码。
正文前有一对隐藏的 h1/h2，不能取第一个 h1。英语和漫画子站（language、kan、www、cartoon）不收。
"""

import re
from urllib.parse import urlencode

from scrapy import Request

from monitor.issue_calendar import Window
from monitor.listing.search import JsonSearch
from monitor.listing.section import SectionList
from monitor.reading.template import Template
from monitor.spider import OutletSpider

_COLUMNS = {
    "cn-news": "https://cn.chinadaily.com.cn/5bd54ba2a3101a87ca8ff5ee/5bd54bdea3101a87ca8ff5f0",  # 要闻
    "cn-5bd549f1": "https://cn.chinadaily.com.cn/5b753f9fa310030f813cf408/5bd549f1a3101a87ca8ff5e4",
    "cn-jiankang": "https://cn.chinadaily.com.cn/jiankang",  # 健康
    "cn-yuanchuang": "https://cn.chinadaily.com.cn/yuanchuang/",  # 原创
    "cn-gtx": "https://cn.chinadaily.com.cn/gtx/5d63917ba31099ab995dbb29/Chinadaily",
    "cn-gtx-world": "https://cn.chinadaily.com.cn/gtx/5d63917ba31099ab995dbb29/worldnews",
    "cn-gtx-happening": "https://cn.chinadaily.com.cn/gtx/5d63917ba31099ab995dbb29/happening",
    "china-comment": "https://china.chinadaily.com.cn/5bd5639ca3101a87ca8ff634",  # 评论
    "china-haiwai": "https://china.chinadaily.com.cn/5bd5639ca3101a87ca8ff634/5bd5669ba3101a87ca8ff666",  # 海外观察
    "china-5bd5639c": "https://china.chinadaily.com.cn/5bd5639ca3101a87ca8ff636",
    "world": "https://world.chinadaily.com.cn/5bd55927a3101a87ca8ff614",
    "tech": "https://tech.chinadaily.com.cn/5b762218a310030f813cf45f",
    "cnews": "https://cnews.chinadaily.com.cn/5bd5693aa3101a87ca8ff676",
    "caijing": "https://caijing.chinadaily.com.cn/finance/",
    "fj": "https://fj.chinadaily.com.cn/5bd5875fa3101a87ca8ff77c",  # 福建
}
_CERTAIN = {"cn-news", "cn-5bd549f1", "china-comment", "tech"}
_ROWS = (
    "div.left-liebiao div.busBox1 h3 a, div.left-liebiao div.busBox1-two h3 a",
    "div.yaowen li a, .right-lei3 li a",
)


def _search(word: str, page: int, window: Window) -> Request:
    query = {
        "keywords": word,
        "sort": "dp",
        "page": page - 1,
        "curType": "story",
        "publishedDateFrom": window.since.isoformat(),
        "publishedDateTo": window.until.isoformat(),
    }
    headers = {"Referer": "https://newssearch.chinadaily.com.cn/cn/search", "X-Requested-With": "XMLHttpRequest"}
    return Request(f"https://newssearch.chinadaily.com.cn/rest/cn/search?{urlencode(query)}", headers=headers)


class Chinadaily(OutletSpider):
    """中国日报网"""

    name = "chinadaily"
    outlet = "中国日报网"
    region = "全国"
    hosts = ("chinadaily.com.cn",)
    article_urls = (
        re.compile(
            r"^https?://(?P<site>(?!language\.|kan\.|www\.|cartoon\.)[a-z]+)\.chinadaily\.com\.cn"
            r"/a/(?P<y>\d{4})(?P<m>\d{2})/(?P<d>\d{2})/(?P<id>WS[0-9a-f]{24})(?:_(?P<page>\d+))?\.html"
        ),
    )
    canonical = ("https://{site}.chinadaily.com.cn/a/{y}{m}/{d}/{id}.html",)
    sources = (
        *(
            SectionList(
                name=name,
                url=url,
                rows=_ROWS,
                next_link="a.pagestyle[href]",
                next_name="page_{n}.html",
                optional=name not in _CERTAIN,
                health=name == "cn-jiankang",
            )
            for name, url in _COLUMNS.items()
        ),
        JsonSearch(name="search", ask=_search, rows="content", page_size=10, optional=True),
    )
    templates = (
        Template(
            name="2018",
            evidence="SEEN 2023; .datu-one and #pubtime CODE",
            headline="h1.dabiaoti",
            published=".xinf-le, #pubtime",
            source=".xinf-le",
            body="#Content, div.article",
            editor="#Content > div",
            drop=('div[style*="text-align:right"]', "#div_currpage", ".selectpage"),
        ),
        Template(
            name="2016",
            evidence="CODE",
            headline="#artBox h1",
            published="#artBox, #pubtime",
            source="#artBox",
            body="#Content",
            drop=("#div_currpage",),
        ),
    )
