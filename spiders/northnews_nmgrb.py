"""内蒙古日报 数字报 http://szb.northnews.cn/nmgrb/

列表：方正经典数字报，按日期逐版读，首版是 node_1（两家公开代码，2022–2026），标题、正文是 founder-title、
founder-content 两个元素。网址自带日期，?div=-1 是多余的。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import classic_paper


class NorthnewsNmgrb(OutletSpider):
    """内蒙古日报"""

    name = "northnews_nmgrb"
    outlet = "内蒙古日报"
    region = "内蒙古"
    on_trial = True
    family = "classic_paper"
    hosts = ("szb.northnews.cn",)
    articles = (classic_paper.article("http://szb.northnews.cn/nmgrb/html/"),)
    sources = (classic_paper.issue("http://szb.northnews.cn/nmgrb/html/{day:%Y-%m}/{day:%d}/node_1.htm"),)
    templates = classic_paper.TEMPLATES
