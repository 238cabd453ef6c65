"""河北日报 数字报 https://hbrb.hebnews.cn/pc/paper/ （方正新版数字报），附河北新闻网文章模板

列表：按日期逐版读；网址自带日期。没有真实的数字报页面，选择器来自四家以上的公开代码；河北新闻网的文章模板有
2024 年真实页面为证，列表只在数字报失败时用（多为转载）。
"""

import re

from monitor.listing.issue import IssuePages
from monitor.listing.section import SectionList
from monitor.reading.template import Template
from monitor.spider import OutletSpider
from spiders.templates import LAYOUT_PAPER


class HebnewsHbrb(OutletSpider):
    """河北日报"""

    name = "hebnews_hbrb"
    outlet = "河北日报"
    region = "河北"
    hosts = ("hebnews.cn",)
    article_urls = (
        re.compile(
            r"^https?://hbrb\.hebnews\.cn/(?:pc|pad|m)/paper/c/(?P<y>\d{4})(?P<m>\d{2})/(?P<d>\d{2})/c(?:ontent_)?(?P<id>\d+)\.html"
        ),
        re.compile(
            r"^https?://(?P<host>[a-z]+\.hebnews\.cn)/(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<id>\d+)\.htm"
        ),
    )
    canonical = (
        "https://hbrb.hebnews.cn/pc/paper/c/{y}{m}/{d}/content_{id}.html",
        "https://{host}/{y}-{m}/{d}/content_{id}.htm",
    )
    keys = ("{id}", "web-{id}")
    sources = (
        IssuePages(
            name="issue",
            first="https://hbrb.hebnews.cn/pc/paper/layout/{day:%Y%m}/{day:%d}/node_01.html",
            pages="#layoutlist li a[href*=node_]",
            articles="#articlelist li a, ul.newsList li a",
        ),
        SectionList(
            name="web-health", url="https://health.hebnews.cn/", instead_of="issue", optional=True, health=True
        ),
    )
    templates = (
        LAYOUT_PAPER,
        Template(
            name="web-2024",
            evidence="SEEN 2024",
            headline="div.content > h1",
            published="div.post_source",
            source="div.post_source",
            body="#p1, div.min_con_text",
            editor="div.editor",
            drop=("#cnki_grabber",),
        ),
    )
