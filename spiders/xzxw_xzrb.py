"""西藏日报 数字报 https://e.xzxw.com/xzrb/

列表：按日期逐版读，版面直接在报纸目录下，见于一家公开代码（2026）；文章与版面同一目录是推测。网址自带日期，按报纸、日
期、编号识别。没有真实页面，没有联网看过，头一次联网先核对文章网址。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class XzxwXzrb(OutletSpider):
    """西藏日报"""

    name = "xzxw_xzrb"
    outlet = "西藏日报"
    region = "西藏"
    on_trial = True
    family = "layout_paper"
    hosts = ("e.xzxw.com",)
    articles = (layout_paper.article("https://e.xzxw.com/xzrb/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://e.xzxw.com/xzrb/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
