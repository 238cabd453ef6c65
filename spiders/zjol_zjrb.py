"""浙江日报 数字报 https://zjrb.zjol.com.cn/

列表：方正经典数字报，按日期逐版读，首版是 node_18（四家公开代码，2022–2026）；标题、正文在 .main-article-title 一类
的容器里。网址自带日期，?div=-1 是多余的。旧域名 zjdaily 跳转到这里。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import classic_paper


class ZjolZjrb(OutletSpider):
    """浙江日报"""

    name = "zjol_zjrb"
    outlet = "浙江日报"
    region = "浙江"
    on_trial = True
    family = "classic_paper"
    hosts = ("zjrb.zjol.com.cn",)
    articles = (classic_paper.article("https://zjrb.zjol.com.cn/html/"),)
    sources = (classic_paper.issue("https://zjrb.zjol.com.cn/html/{day:%Y-%m}/{day:%d}/node_18.htm"),)
    templates = classic_paper.TEMPLATES
