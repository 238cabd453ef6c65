"""湖北日报 数字报 https://epaper.hubeidaily.net ，网站文章 https://news.hubeidaily.net

列表：数字报按日期逐版读。网站的列表由脚本填充，本模块不读；网站的文章页是静态的，模板在此。网站文章网址不带日期，
日期从页面读。没有真实页面，选择器来自四家公开代码和该站自己的脚本。
"""

import re

from monitor.listing.issue import IssuePages
from monitor.reading.template import Template
from monitor.spider import OutletSpider
from spiders.templates import LAYOUT_PAPER


class Hubeidaily(OutletSpider):
    """湖北日报"""

    name = "hubeidaily"
    outlet = "湖北日报"
    region = "湖北"
    hosts = ("news.hubeidaily.net", "epaper.hubeidaily.net")
    article_urls = (
        re.compile(
            r"^https?://epaper\.hubeidaily\.net/(?:pc|pad)/content/(?P<y>\d{4})(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<id>\d+)\.html"
        ),
        re.compile(r"^https?://news\.hubeidaily\.net/(?:pc|mobile|p1|m1)/(?:c_)?(?P<id>\d+)\.html"),
    )
    canonical = (
        "https://epaper.hubeidaily.net/pc/content/{y}{m}/{d}/content_{id}.html",
        "https://news.hubeidaily.net/pc/c_{id}.html",
    )
    keys = ("paper-{id}", "{id}")
    sources = (
        IssuePages(
            name="issue",
            first="https://epaper.hubeidaily.net/pc/column/{day:%Y%m}/{day:%d}/node_01.html",
            pages="div.nav-list ul li a[href*=node_]",
            articles="div.news-list li.resultList a",
        ),
    )
    templates = (
        Template(
            name="web",
            evidence="CODE 2 (2026)",
            headline="#news-title, .news-title",
            published=".source .source-item, .source",
            source=".source .source-item",
            body="div.detail-cont",
            drop=(".share-box", "label[data-plugin-type]", "label[data-content-type]"),
        ),
        LAYOUT_PAPER,
    )
