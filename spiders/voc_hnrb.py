"""湖南日报 数字报 https://epaper.voc.com.cn/hnrb/

列表：方正经典数字报，按日期逐版读，首版是 node_201（两家公开代码，2022–2026），标题在 td.font01，正文在 #ozoom。网址
自带日期，?div=-1 是多余的。有人提到新域名 hnrb.voc.com.cn，没有网址可依。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import classic_paper


class VocHnrb(OutletSpider):
    """湖南日报"""

    name = "voc_hnrb"
    outlet = "湖南日报"
    region = "湖南"
    on_trial = True
    family = "classic_paper"
    hosts = ("epaper.voc.com.cn",)
    articles = (classic_paper.article("https://epaper.voc.com.cn/hnrb/html/"),)
    sources = (classic_paper.issue("https://epaper.voc.com.cn/hnrb/html/{day:%Y-%m}/{day:%d}/node_201.htm"),)
    templates = classic_paper.TEMPLATES
