"""新华网 https://www.news.cn （即 www.xinhuanet.com，两个域名同一篇文章）

列表：频道页及其背后的 ds_*.json 数据文件；滚动新闻；站内检索（2026 年对普通客户端常返回 403，仅作补充）。
文章：网址自带日期，32 位十六进制（旧式为数字）编号即主键。模板四代，2024 年起的一代和 2021–23、2017–20 两代
有真实页面为证，更早的只见于他人代码。RSS 与 qc.wa.news.cn 接口已停，不用。
"""

import re
from types import MappingProxyType
from urllib.parse import urlencode

from scrapy import Request

from monitor.issue_calendar import Window
from monitor.listing.channel_data import ChannelData
from monitor.listing.search import JsonSearch
from monitor.reading.template import Template
from monitor.spider import OutletSpider

_CHANNELS = {
    "health": "https://www.news.cn/health/",
    "health-djk": "https://www.news.cn/health/djk/index.html",
    "health-kph": "https://www.news.cn/health/kph/index.html",
    "health-spq": "https://www.news.cn/health/spq/index.html",
    "health-qwfb": "https://www.news.cn/health/qwfb/index.html",
    "health-zyzy": "https://www.news.cn/health/zyzy/index.html",
    "health-rdzt": "https://www.news.cn/health/rdzt/index.html",
    "tech": "https://www.news.cn/tech/",
    "politics": "https://www.news.cn/politics/",
    "politics-szlb": "https://www.news.cn/politics/szlb/index.html",
    "fortune": "https://www.news.cn/fortune/",
    "local": "https://www.news.cn/local/",
    "info": "https://www.news.cn/info/",
    "digital": "https://www.news.cn/digital/",
    "legal": "https://www.news.cn/legal/",
    "world": "https://www.news.cn/world/",
    "rolling": "http://www.news.cn/xhsxw.htm",
}
# One crawler's run is all that the dossier has of the sub-channels of health.
_UNSURE = {name for name in _CHANNELS if name.startswith("health-")}
_HOST = (
    r"^https?://(?P<host>(?!big5\.|app\.|my-h5news\.)[\w.-]*(?:news\.cn|xinhuanet\.com))/(?P<channel>(?:[a-z0-9-]+/)*)"
)
_JUNK = (
    "#articleEdit", ".video-url", ".lb", ".tadd", ".zan-wap", ".p-tags", ".p-jc", ".relatedNews", ".nextpage",
    ".bookList", "#sdgc", ".ad_right", "#wxtitle", "#wxpic", "#fontsize", "#fontcolor", "#div_currpage",
)  # fmt: skip


def _search(word: str, page: int, window: Window) -> Request:
    query = {"keyword": word, "curPage": page, "sortField": 0, "searchFields": 1, "lang": "cn"}
    return Request(f"https://so.news.cn/getNews?{urlencode(query)}")


class Xinhuanet(OutletSpider):
    """新华网"""

    name = "xinhuanet"
    outlet = "新华网"
    region = "全国"
    hosts = ("news.cn", "xinhuanet.com")
    twins = MappingProxyType(
        {"www.xinhuanet.com": "www.news.cn", "xinhuanet.com": "www.news.cn", "news.cn": "www.news.cn"}
    )
    article_urls = (
        re.compile(_HOST + r"(?P<date>\d{8})/(?P<id>[0-9a-f]{32})/c\.html"),
        re.compile(_HOST + r"(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/c_(?P<id>\d+)(?:_(?P<page>\d+))?\.htm"),
        re.compile(_HOST + r"(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<id>\d+)(?:_(?P<page>\d+))?\.htm"),
    )
    canonical = (
        "https://{host}/{channel}{date}/{id}/c.html",
        "https://{host}/{channel}{y}-{m}/{d}/c_{id}.htm",
        "https://{host}/{channel}{y}-{m}/{d}/content_{id}.htm",
    )
    sources = (
        *(
            ChannelData(name=name, url=url, optional=name in _UNSURE, health=name.startswith("health"))
            for name, url in _CHANNELS.items()
        ),
        JsonSearch(name="search", ask=_search, rows="content.results", page_size=10, optional=True),
    )
    templates = (
        Template(
            name="2021",  # and the one of 2024, which only wraps the text once more
            evidence="SEEN 2022, 2023, 2026-09",
            headline=".header .head-line h1 .title, .mheader h1 .title, h1 span.title",
            published=".mheader .info, .header-time",
            source=".mheader .info, .header .source",
            body="#detailContent, #detail",
            editor="#articleEdit .editor, .editor",
            drop=_JUNK,
        ),
        Template(
            name="2017",
            evidence="SEEN 2019, 2020",
            headline=".h-title",
            published=".h-time",
            source=".h-info, .h-info span",
            body="#p-detail",
            editor=".p-jc",
            drop=_JUNK,
        ),
        Template(
            name="2016",
            evidence="CODE",
            headline="#title",
            published="#pubtime",
            source="#source",
            body="#content, .article",
            drop=_JUNK,
        ),
    )
