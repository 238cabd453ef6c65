"""新疆日报 数字报 https://xjrb.ts.cn/xjrb/

列表：按日期逐版读 1.html、2.html …（两家公开代码，2022–2026），页面是 GBK。文章“由版面连出”，网址没有人写过，照同
一目录里三位以上的编号推测，容器也是照方正的推测：头一次联网多半要改。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import classic_paper

_ARTICLE = r"^https?://xjrb\.ts\.cn/xjrb/(?P<date>\d{8})/(?P<id>\d{3,12})\.html"


class TsXjrb(OutletSpider):
    """新疆日报"""

    name = "ts_xjrb"
    outlet = "新疆日报"
    region = "新疆"
    on_trial = True
    family = "classic_paper"
    hosts = ("xjrb.ts.cn",)
    articles = (AddressForm(_ARTICLE, "https://xjrb.ts.cn/xjrb/{date}/{id}.html", "{date}-{id}"),)
    sources = (classic_paper.issue("https://xjrb.ts.cn/xjrb/{day:%Y%m%d}/1.html", pages="li[pdf] a"),)
    templates = classic_paper.TEMPLATES
