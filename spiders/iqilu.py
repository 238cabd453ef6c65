"""齐鲁网 https://www.iqilu.com （山东广播电视台，含各市子站）

列表：新闻频道与各市子站的栏目页，续页 list_栏目号_N.shtml，号码取自首页的翻页条。文章网址自带日期，编号全站唯一，
即主键。没有真实页面；标签和类名见于 2025 年 11 月一份照搬该站标记的主题，另有四家公开代码。
"""

from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import iqilu


class Iqilu(OutletSpider):
    """齐鲁网"""

    name = "iqilu"
    outlet = "齐鲁网"
    region = "山东"
    family = "iqilu"
    hosts = ("iqilu.com",)
    articles = (
        AddressForm(
            r"^https?://(?P<site>(?!v\.|yx\.)[a-z]+)\.iqilu\.com/(?P<section>(?:[A-Za-z_][A-Za-z0-9_]*/)*)"
            r"(?P<day>(?P<y>20\d{2})/?(?P<m>\d{2})(?P<d>\d{2}))/(?P<id>\d+)\.shtml",
            "https://{site}.iqilu.com/{section}{day}/{id}.shtml",
        ),
    )
    sources = (
        *iqilu.lists("{}", "https://news.iqilu.com/{}/", iqilu.NEWS),
        *iqilu.lists("{}", "https://{}/", "weifang=weifang.iqilu.com/wfminsheng"),
        # Of these one crawler of 2019 knows.
        *iqilu.lists("{}", "https://{}/", iqilu.CITIES, optional=True),
        *iqilu.lists(
            "{}", "http://health.iqilu.com/{}/", "health=zixun stjk=stjk/jkyw jkkp", optional=True, health=True
        ),
        SectionList(name="scroll", url="http://www.iqilu.com/html/scroll/", instead_of="yaowen", optional=True),
    )
    templates = iqilu.TEMPLATES
