"""北京青年报 数字报 https://epaper.ynet.com （方正经典数字报；epaper.yinet.com 按同站别名处理）

列表：按日期逐版读，首版固定为 node_1331；网址自带日期。没有真实页面，选择器来自 2013–2026 年的公开代码。
一种协议返回 403 时另一种可能可用，尚未验证。
"""

import re

from monitor.listing.issue import IssuePages
from monitor.reading.template import Template
from monitor.spider import OutletSpider
from spiders.templates import CLASSIC_PAPER


class YnetBqb(OutletSpider):
    """北京青年报"""

    name = "ynet_bqb"
    outlet = "北京青年报"
    region = "北京"
    hosts = ("epaper.ynet.com", "epaper.yinet.com")
    article_urls = (
        re.compile(
            r"^https?://epaper\.(?:ynet|yinet)\.com/html/(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<id>\d+)\.htm"
        ),
    )
    canonical = ("https://epaper.ynet.com/html/{y}-{m}/{d}/content_{id}.htm",)
    sources = (
        IssuePages(
            name="issue",
            first="https://epaper.ynet.com/html/{day:%Y-%m}/{day:%d}/node_1331.htm",
            pages="#artcile_list_wapper a[href*=node_]",  # the site's own spelling
            articles="ul.jcul a[href*=content_]",
        ),
    )
    templates = (
        Template(
            name="2013",
            evidence="CODE 2 (2013–26)",
            headline="div.rit h1",
            subtitle="div.rit p.fbiaot",
            body="div.contnt founder-content, div.contnt",
            drop=("input",),
        ),
        CLASSIC_PAPER,
    )
