"""人民网 http://www.people.com.cn （各频道 *.people.com.cn、*.people.cn）

列表：站内检索接口（按周检索最可靠，须 http）；频道与地方频道的列表页；要闻、首页。检索失败时改读站点地图。
文章：网址自带日期，末段数字即主键，同一篇可挂在两个频道；分页为 -2.html。2024 年的模板有真实页面为证，
其余来自他人代码或 2019 年页面。子域名保持 http：有几个频道的证书不符。RSS 停在 2025 年 6 月，不用。
"""

from monitor.listing.section import SectionList
from monitor.listing.sitemap import SitemapIndex
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import people

_AT = "http://{}.people.com.cn/GB/{{}}/index.html"


class People(OutletSpider):
    """人民网"""

    name = "people"
    outlet = "人民网"
    region = "全国"
    family = "people"
    hosts = ("people.com.cn", "people.cn")
    articles = (
        AddressForm(
            r"^https?://(?P<host>[a-z0-9]+\.people\.(?:com\.)?cn)/(?P<kind>n[12]?)/(?P<y>\d{4})/(?P<m>\d{2})(?P<d>\d{2})"
            r"/c(?P<section>\d+)-(?P<id>\d+)(?:-(?P<page>\d+))?\.html",
            "http://{host}/{kind}/{y}/{m}{d}/c{section}-{id}.html",
        ),
    )
    sources = (
        people.SEARCH,
        SitemapIndex(
            name="sitemap",
            url="http://www.people.cn/sitemap_index.xml",
            maps=r"/sitemap/cn/(?:health|society|politics|finance|scitech)/",
            instead_of="search",
        ),
        # One crawler found no stable list in the health channel in 2026-06; provinces go by a rule checked once.
        *people.lists("health-{}", _AT.format("health"), people.HEALTH, optional=True, health=True),
        *people.lists("cq-{}", _AT.format("cq"), "367668 365401 365402 367640 367737", optional=True),
        *people.lists("bj-{}", _AT.format("bj"), "82838", optional=True),
        *people.lists("{}", "http://{}/index.html", people.CHANNELS),
        SectionList(name="home", url="http://www.people.com.cn/", rows=people.HOME),
    )
    templates = people.TEMPLATES
