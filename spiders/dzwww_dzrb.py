"""大众日报 数字报 http://paper.dzwww.com/dzrb/

列表：按日期逐版读 Page01NU.htm，文章是 Articel01002MT.htm（原样的拼法，头两位是版次）。两家公开代码（2022–2026）；文
章页的容器没有人写过，照方正的推测。有的 CDN 节点会出错，重试即可。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import classic_paper

_ARTICLE = r"^https?://paper\.dzwww\.com/dzrb/content/(?P<date>\d{8})/Articel(?P<id>[A-Z]?\d{5})(?P<kind>[A-Z]{2})\.htm"
_CANONICAL = "http://paper.dzwww.com/dzrb/content/{date}/Articel{id}{kind}.htm"


class DzwwwDzrb(OutletSpider):
    """大众日报"""

    name = "dzwww_dzrb"
    outlet = "大众日报"
    region = "山东"
    on_trial = True
    family = "classic_paper"
    hosts = ("paper.dzwww.com",)
    articles = (AddressForm(_ARTICLE, _CANONICAL, "{date}-{id}"),)
    sources = (
        classic_paper.issue("http://paper.dzwww.com/dzrb/content/{day:%Y%m%d}/Page01NU.htm", pages="a[href*=Page]"),
    )
    templates = classic_paper.TEMPLATES
