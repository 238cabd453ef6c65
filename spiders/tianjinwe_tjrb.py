"""天津日报 数字报 http://epaper.tianjinwe.com/tjrb/

列表：方正经典数字报，按日期逐版读；只有 PDF 的网址见于一家公开代码（2026），版面和文章的网址是照同类推测的。网址自带
日期，?div=-1 是多余的。没有真实页面，没有联网看过，头一次联网先核对首版的编号。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import classic_paper


class TianjinweTjrb(OutletSpider):
    """天津日报"""

    name = "tianjinwe_tjrb"
    outlet = "天津日报"
    region = "天津"
    on_trial = True
    family = "classic_paper"
    hosts = ("epaper.tianjinwe.com",)
    articles = (classic_paper.article("http://epaper.tianjinwe.com/tjrb/html/"),)
    sources = (classic_paper.issue("http://epaper.tianjinwe.com/tjrb/html/{day:%Y-%m}/{day:%d}/node_1.htm"),)
    templates = classic_paper.TEMPLATES
