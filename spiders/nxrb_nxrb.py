"""宁夏日报 数字报 https://szb.nxrb.cn/nxrb/

列表：按日期逐版读，网址自带日期。两家公开代码（2022–2026），没有真实页面，没有联网看过。不出报的一天是 404，
不算故障。版面和文章都按网址认，不靠容器的名字。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class NxrbNxrb(OutletSpider):
    """宁夏日报"""

    name = "nxrb_nxrb"
    outlet = "宁夏日报"
    region = "宁夏"
    on_trial = True
    family = "layout_paper"
    hosts = ("szb.nxrb.cn",)
    articles = (layout_paper.article("https://szb.nxrb.cn/nxrb/pc/con/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://szb.nxrb.cn/nxrb/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
