"""北京日报 数字报 https://bjrbdzb.bjd.com.cn/bjrb/ （按日期分目录的移动版），附京报网文章模板

列表：一天一页，列出全部版面和文章，链接在 data-href 里；网址自带日期。字节为 UTF-8 带 BOM 而标签写 GBK，按字节解码。
没有真实页面，选择器来自五家公开代码；没有 User-Agent 或用程序库的会返回 403。
"""

from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import bjd_site, mobile_paper

_PAPER = "https://bjrbdzb.bjd.com.cn/bjrb/mobile/"


class Bjd(OutletSpider):
    """北京日报"""

    name = "bjd"
    outlet = "北京日报"
    region = "北京"
    family = "mobile_paper"
    hosts = ("bjd.com.cn",)
    articles = (
        AddressForm(
            r"^https?://(?:bjrbdzb|www)\.bjd\.com\.cn/bjrb/mobile/\d{4}/(?P<date>\d{8})/(?P=date)_(?P<sheet>\d{3})"
            r"/content_(?P<id>(?P=date)_(?P=sheet)_\d+)\.htm",
            _PAPER + "{date:.4}/{date}/{date}_{sheet}/content_{id}.htm",
        ),
        AddressForm(
            r"^https?://(?P<host>[a-z]+\.bjd\.com\.cn)/+(?P<y>\d{4})/(?P<m>\d{2})/(?P<d>\d{2})/(?P<id>\d{8})\.shtml",
            "https://{host}/{y}/{m}/{d}/{id}.shtml",
            "web-{id}",
        ),
        AddressForm(  # CODE 2 (2026): the client's pages; the number begins with the second in which it was made
            r"^https?://(?:xinwen|peking)\.bjd\.com\.cn/content/s(?P<id>[0-9a-f]{24})\.(?:html|json)",
            "https://xinwen.bjd.com.cn/content/s{id}.html",
            "client-{id}",
        ),
    )
    sources = (
        mobile_paper.issue(_PAPER + "{day:%Y}/{day:%Y%m%d}/{day:%Y%m%d}_m.html"),
        SectionList(name="web", url="https://www.bjd.com.cn/jbw/news/", instead_of="issue", optional=True),
    )
    templates = (*mobile_paper.TEMPLATES, *bjd_site.TEMPLATES)
