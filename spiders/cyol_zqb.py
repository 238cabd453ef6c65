"""中国青年报 数字报 http://zqb.cyol.com/pc/layout/index.html

列表：按日期逐版读，网址自带日期。2026 年秋有公开项目连到过首页；文章的目录名照同类推测。没有真实页面，选择器来自
公开代码。不出报的一天是 404，不算故障。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class CyolZqb(OutletSpider):
    """中国青年报"""

    name = "cyol_zqb"
    outlet = "中国青年报"
    region = "全国"
    on_trial = True
    family = "layout_paper"
    hosts = ("zqb.cyol.com",)
    articles = (layout_paper.article("http://zqb.cyol.com/pc/content/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("http://zqb.cyol.com/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
