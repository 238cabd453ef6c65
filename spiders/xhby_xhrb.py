"""新华日报 数字报 http://xh.xhby.net/pc/layout/index.html

列表：按日期逐版读，首版的号码是一位数（见于 2024 年 10 月的程序），网址自带日期。三家公开代码（2024–2026），没有
真实页面，没有联网看过。版面和文章都按网址认，不靠容器的名字。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class XhbyXhrb(OutletSpider):
    """新华日报"""

    name = "xhby_xhrb"
    outlet = "新华日报"
    region = "江苏"
    on_trial = True
    family = "layout_paper"
    hosts = ("xh.xhby.net",)
    articles = (layout_paper.article("http://xh.xhby.net/pc/con/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("http://xh.xhby.net/pc/layout/{day:%Y%m}/{day:%d}/node_1.html"),)
    templates = layout_paper.TEMPLATES
