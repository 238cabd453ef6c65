"""江西日报 数字报 http://epaper.jxxw.com.cn/

列表：方正经典数字报，按日期逐版读；epaper.jxxw.com.cn 的网址见于一家公开代码（2022），2026 年另有
newspaper.jxnews.com.cn，只见过 PDF，版面网址是推测，前者不成才问。网址自带日期，?div=-1 是多余的。版面页有真实的（
2017 年）；文章没有，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import classic_paper

_KNOWN, _NEWER = "http://epaper.jxxw.com.cn/html/", "https://newspaper.jxnews.com.cn/jxrb/html/"
_FIRST = "{day:%Y-%m}/{day:%d}/node_1.htm"


class JxnewsJxrb(OutletSpider):
    """江西日报"""

    name = "jxnews_jxrb"
    outlet = "江西日报"
    region = "江西"
    on_trial = True
    family = "classic_paper"
    hosts = ("epaper.jxxw.com.cn", "newspaper.jxnews.com.cn")
    articles = (classic_paper.article(_KNOWN), classic_paper.article(_NEWER))
    sources = (
        classic_paper.issue(_KNOWN + _FIRST),
        classic_paper.issue(_NEWER + _FIRST, name="newer", instead_of="issue", optional=True),
    )
    templates = classic_paper.TEMPLATES
