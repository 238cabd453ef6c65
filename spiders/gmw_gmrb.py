"""光明日报 数字报 https://epaper.gmw.cn/gmrb/html/layout/index.html

列表：按日期逐版读，2026 年 1 月起为新版方正数字报，此前的旧版网址不读。2026 年秋有公开项目连到过版面目录；文章的
目录名 content 是照同类推测的，文章模板见于两家公开代码。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class GmwGmrb(OutletSpider):
    """光明日报"""

    name = "gmw_gmrb"
    outlet = "光明日报"
    region = "全国"
    on_trial = True
    family = "layout_paper"
    hosts = ("epaper.gmw.cn",)
    articles = (layout_paper.article("https://epaper.gmw.cn/gmrb/html/content/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://epaper.gmw.cn/gmrb/html/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
