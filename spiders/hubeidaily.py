"""湖北日报 数字报 https://epaper.hubeidaily.net ，网站文章 https://news.hubeidaily.net

列表：数字报按日期逐版读；网站的栏目接口（该站脚本 SEEN，代码 3 家，2020–2026；可能要令牌，取不到时略过），另用浏览器
读首页（推测）。网站的文章页是静态的，网址不带日期，日期从页面读。没有真实页面，选择器来自四家公开代码和该站脚本。
"""

from monitor.listing.section import RenderedList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import jeecms, layout_paper

_PAPER = "https://epaper.hubeidaily.net/pc/"


class Hubeidaily(OutletSpider):
    """湖北日报"""

    name = "hubeidaily"
    outlet = "湖北日报"
    region = "湖北"
    family = "layout_paper"
    hosts = ("news.hubeidaily.net", "epaper.hubeidaily.net", "hbrbapi.hubeidaily.net")
    articles = (
        layout_paper.article(_PAPER + "content/{y}{m}/{d}/content_{id}.html", "paper-{id}"),
        AddressForm(
            r"^https?://news\.hubeidaily\.net/(?:pc|mobile|p1|m1)/(?:c_)?(?P<id>\d+)\.html",
            "https://news.hubeidaily.net/pc/c_{id}.html",
        ),
    )
    sources = (
        layout_paper.issue(_PAPER + "column/{day:%Y%m}/{day:%d}/node_01.html"),
        jeecms.interface(name="columns", terms=("1476", "1478")),  # 热推、要闻
        RenderedList(name="web", url="https://news.hubeidaily.net/", wait_for="a[href*='/c_']", optional=True),
    )
    templates = (*jeecms.TEMPLATES, *layout_paper.TEMPLATES)
