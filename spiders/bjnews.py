"""新京报 https://www.bjnews.com.cn

列表：移动端频道接口（带发布时间）；站内检索接口可查旧文。文章网址不带日期：编号前十位是建稿的秒数，比发布早零分钟到
四天，不能当发布时间，日期从页面读。没有真实页面，选择器来自两家以上公开代码。
"""

import re
from urllib.parse import urlencode

from scrapy import Request

from monitor.issue_calendar import Window
from monitor.listing.search import JsonSearch
from monitor.reading.template import Template
from monitor.spider import OutletSpider


def _channel(number: str, page: int, window: Window) -> Request:
    query = {"page": page, "size": 20, "channel_id": number, "wz_id": 1}
    return Request(f"https://m.bjnews.com.cn/bwnew/index-tj?{urlencode(query)}")


def _search(word: str, page: int, window: Window) -> Request:
    query = {"from": "bw", "page": page, "orderby": 0, "bwsk": word, "ft": 0}
    headers = {"Referer": "https://www.bjnews.com.cn/search"}
    return Request(f"https://s.bjnews.com.cn/bjnews/getlist?{urlencode(query)}", headers=headers)


class Bjnews(OutletSpider):
    """新京报"""

    name = "bjnews"
    outlet = "新京报"
    region = "北京"
    hosts = ("bjnews.com.cn",)
    article_urls = (re.compile(r"^https?://(?:www|m)\.bjnews\.com\.cn/detail[/-](?P<id>\d{15,16})\.html"),)
    canonical = ("https://www.bjnews.com.cn/detail/{id}.html",)
    sources = (
        JsonSearch(
            name="channels",
            ask=_channel,
            rows="data",
            page_size=20,
            url="pc_url || detail_url.pc_url",
            published="publish_time",
            terms=("101", "4", "16", "97", "10016"),  # 时事、北京、科技、深度、政事儿
        ),
        JsonSearch(
            name="search",
            ask=_search,
            rows="data.data[]._source",
            page_size=10,
            url="detail_url.pc_url",
            published="publish_time",
        ),
    )
    templates = (
        Template(
            name="2022",
            evidence="CODE 2 (2022–26)",
            headline="div.content h1, h1.detail_title, h1",
            published=".left-info .timer, .time",
            body="#contentStr, .article-text, .articleCenter, .article-cen",
            editor=".left-info .reporter em",
            drop=("div.author", "div.invideo"),
        ),
    )
