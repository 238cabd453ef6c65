"""陕西日报 数字报 https://esb.sxdaily.com.cn/

列表：按日期逐版读，网址自带日期。网址是方正新版，皮肤是自家的：标题 .bmnr_con_biaoti，引题 .bmnr_con_yinti，正文 #
zoom。两家公开代码（2022–2026）。没有真实页面，没有联网看过；版面和文章都按网址认。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class SxdailySxrb(OutletSpider):
    """陕西日报"""

    name = "sxdaily_sxrb"
    outlet = "陕西日报"
    region = "陕西"
    on_trial = True
    family = "layout_paper"
    hosts = ("esb.sxdaily.com.cn",)
    articles = (layout_paper.article("https://esb.sxdaily.com.cn/pc/content/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://esb.sxdaily.com.cn/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
