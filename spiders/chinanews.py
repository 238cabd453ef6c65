"""中新网（中国新闻网） https://www.chinanews.com.cn

列表：按日期的全站存档，一天一页约五百条；存档失败时改读滚动新闻。文章网址自带日期，编号全站唯一，即主键；
chinanews.com 是旧域名。2012–2021 年的模板有 2020 年真实页面为证，2022 年起的模板来自九家公开代码。
"""

import re

from monitor.listing.issue import DayArchive
from monitor.listing.section import SectionList
from monitor.reading.template import Template
from monitor.spider import OutletSpider

_JUNK = (
    "table.adInContent", ".adEditor", "#function_code_page", ".channel", "p.videojsDesc", ".selected_news_wrapper",
    ".download_wrapper", ".newsRecommendTitle",
)  # fmt: skip


class Chinanews(OutletSpider):
    """中新网"""

    name = "chinanews"
    outlet = "中新网"
    region = "全国"
    hosts = ("chinanews.com.cn", "chinanews.com")
    article_urls = (
        re.compile(
            r"^https?://(?:www\.)?chinanews\.com(?:\.cn)?/(?P<channel>(?!.*shipin/)[a-z0-9/-]+?)/(?P<y>\d{4})/(?P<m>\d{2})-(?P<d>\d{2})"
            r"/(?P<id>\d+)(?:_(?P<page>\d+))?\.shtml"
        ),
    )
    canonical = ("https://www.chinanews.com.cn/{channel}/{y}/{m}-{d}/{id}.shtml",)
    sources = (
        DayArchive(
            name="archive",
            first="https://www.chinanews.com.cn/scroll-news/{day:%Y}/{day:%m%d}/news.shtml",
            articles=".content_list .dd_bt a",
        ),
        SectionList(
            name="rolling",
            url="https://www.chinanews.com.cn/scroll-news/news1.html",
            rows=(".content_list .dd_bt a",),
            next_name="news{n}.html",
            instead_of="archive",
        ),
    )
    templates = (
        Template(
            name="2022",
            evidence="CODE 9 (2022–26)",
            headline="h1.content_left_title",
            published="#pubtime_baidu, .content_left_time",
            source="#source_baidu, .content_left_time",
            body=".content_maincontent_content .left_zw, .left_zw",
            editor=".adEditor .left_name, .left_name",
            drop=_JUNK,
        ),
        Template(
            name="2012",
            evidence="SEEN 2020",
            headline="#cont_1_1_2 h1",
            published="#pubtime_baidu, .left-t",
            source="#source_baidu, .left-t",
            body=".left_zw",
            editor=".adEditor .left_name, .left_name",
            drop=_JUNK,
        ),
    )
