"""人民日报 数字报 https://paper.people.com.cn/rmrb/

列表：按日期逐版读；2024 年 12 月起为新版网址，此前（2023 年起）的旧版网址只用于读页。网址自带日期，页面 meta 里的日期
不可信。版式来自六家公开代码（2018–2026），2017 年的旧版版面有真实片段。请求过快会返回 403。
"""

from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.urls import AddressForm
from spiders.families import layout_paper

_PAPER = "https://paper.people.com.cn/rmrb/"


class PeopleRmrb(OutletSpider):
    """人民日报"""

    name = "people_rmrb"
    outlet = "人民日报"
    region = "全国"
    family = "layout_paper"
    hosts = ("paper.people.com.cn",)
    articles = (
        layout_paper.article(_PAPER + "pc/content/{y}{m}/{d}/content_{id}.html", "{id}"),
        AddressForm(
            r"^https?://paper\.people\.com\.cn/rmrb/html/(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})"
            r"/nw\.D110000renmrb_(?P<id>\d{8}_\d+-\d+)\.htm",
            _PAPER + "html/{y}-{m}/{d}/nw.D110000renmrb_{id}.htm",
        ),
    )
    sources = (layout_paper.issue(_PAPER + "pc/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = (
        Template(
            name="article",
            evidence="CODE 6 (2018–26)",
            kicker="div.article h3",
            headline="div.article h1",
            subtitle="div.article h2",
            body="#ozoom, #articleContent",
        ),
        *layout_paper.TEMPLATES,
    )
