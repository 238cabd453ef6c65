"""河北日报 数字报 https://hbrb.hebnews.cn/pc/paper/ （方正新版数字报），附河北新闻网文章模板

列表：按日期逐版读；网址自带日期。没有真实的数字报页面，选择器来自四家以上的公开代码；河北新闻网的文章模板有
2024 年真实页面为证，列表只在数字报失败时用（多为转载）。
"""

from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import founder_site, layout_paper

_PAPER = "https://hbrb.hebnews.cn/pc/paper/"


class HebnewsHbrb(OutletSpider):
    """河北日报"""

    name = "hebnews_hbrb"
    outlet = "河北日报"
    region = "河北"
    family = "layout_paper"
    hosts = ("hebnews.cn",)
    articles = (
        layout_paper.article(_PAPER + "c/{y}{m}/{d}/content_{id}.html", "{id}"),
        AddressForm(
            r"^https?://(?P<host>[a-z]+\.hebnews\.cn)/(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<id>\d+)\.htm",
            "https://{host}/{y}-{m}/{d}/content_{id}.htm",
            "web-{id}",
        ),
    )
    sources = (
        layout_paper.issue(_PAPER + "layout/{day:%Y%m}/{day:%d}/node_01.html"),
        SectionList(
            name="web-health", url="https://health.hebnews.cn/", instead_of="issue", optional=True, health=True
        ),
    )
    templates = (*layout_paper.TEMPLATES, *founder_site.TEMPLATES)
