"""北京青年报 数字报 https://epaper.ynet.com （方正经典数字报；epaper.yinet.com 按同站别名处理）

列表：按日期逐版读，首版固定为 node_1331；网址自带日期。没有真实页面，选择器来自 2013–2026 年的公开代码。
数字报取不到时依次改用另一种协议（有爬虫遇到一种返回 403）和北青网的列表（多为转载），均未验证。
"""

from types import MappingProxyType

from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import classic_paper, ynet

_FIRST = "{}://epaper.ynet.com/html/{{day:%Y-%m}}/{{day:%d}}/node_1331.htm"


class YnetBqb(OutletSpider):
    """北京青年报"""

    name = "ynet_bqb"
    outlet = "北京青年报"
    region = "北京"
    family = "classic_paper"
    hosts = ("ynet.com", "epaper.yinet.com")
    twins = MappingProxyType({"h5.news.ynet.com": "news.ynet.com"})
    articles = (
        AddressForm(
            r"^https?://epaper\.(?:ynet|yinet)\.com/html/" + classic_paper.DAY,
            "https://epaper.ynet.com/html/{y}-{m}/{d}/content_{id}.htm",
        ),
        AddressForm(
            r"^https?://(?P<host>(?!epaper|cal)(?:h5\.)?[a-z]+\.ynet\.com)/(?P<y>\d{4})/(?P<m>\d{2})/(?P<d>\d{2})/(?P<id>\d+)t(?P<kind>\d+)\.html",
            "https://{host}/{y}/{m}/{d}/{id}t{kind}.html",
            "web-{id}",
        ),
    )
    sources = (
        classic_paper.issue(_FIRST.format("https")),
        # A crawler of 2026 found one of the two schemes refused (403) where the other answered.
        classic_paper.issue(_FIRST.format("http"), name="other-scheme", instead_of="issue", optional=True),
        SectionList(
            name="web",
            url="https://news.ynet.com/list/2121t76.html",
            rows=("ul.fin_newsList li h2 a",),
            next_name="2121t76_{n}.html",
            instead_of="other-scheme",
            optional=True,
        ),
    )
    templates = (*ynet.TEMPLATES, *classic_paper.TEMPLATES)
