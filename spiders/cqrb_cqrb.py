"""重庆日报 数字报 https://epaper.cqrb.cn/cqrb/

列表：按日期逐版读，每版一个目录（001、002 …），文章是版目录里的 content_rb_编号.htm，正文在 #ozoom。两家公开代码（
2022–2026）。网址自带日期；编号是否各版共用不知道，按日期、版、编号识别。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import classic_paper

_ARTICLE = r"^https?://epaper\.cqrb\.cn/cqrb/(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/(?P<sheet>\d{3})/content_rb_(?P<id>\d+)\.htm"
_CANONICAL = "https://epaper.cqrb.cn/cqrb/{y}-{m}/{d}/{sheet}/content_rb_{id}.htm"


class CqrbCqrb(OutletSpider):
    """重庆日报"""

    name = "cqrb_cqrb"
    outlet = "重庆日报"
    region = "重庆"
    on_trial = True
    family = "classic_paper"
    hosts = ("epaper.cqrb.cn",)
    articles = (AddressForm(_ARTICLE, _CANONICAL, "{y}{m}{d}-{sheet}-{id}"),)
    sources = (
        classic_paper.issue(
            "https://epaper.cqrb.cn/cqrb/{day:%Y-%m}/{day:%d}/001/node.htm",
            folder="cqrb/{day:%Y-%m}/{day:%d}",
            pages="a[href*=node]",
        ),
    )
    templates = classic_paper.TEMPLATES
