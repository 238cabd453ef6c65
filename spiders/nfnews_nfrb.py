"""南方日报 数字报 https://epaper.nfnews.com/nfdaily/

列表：按日期逐版读，首版是 node_A01，文章与版面同一目录；旧域名 epaper.southcn.com 的网址不读。三家公开代码（
2022–2026），标题在 #print_area，自家皮肤。有的版面把条目写在脚本里，那样就读不出，会报版式变了。没有真实页面，没有联
网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class NfnewsNfrb(OutletSpider):
    """南方日报"""

    name = "nfnews_nfrb"
    outlet = "南方日报"
    region = "广东"
    on_trial = True
    family = "layout_paper"
    hosts = ("epaper.nfnews.com",)
    articles = (layout_paper.article("https://epaper.nfnews.com/nfdaily/html/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://epaper.nfnews.com/nfdaily/html/{day:%Y%m}/{day:%d}/node_A01.html"),)
    templates = layout_paper.TEMPLATES
