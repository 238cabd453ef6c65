"""经济日报 数字报 http://paper.ce.cn/pc/layout/index.html

列表：按日期逐版读。只有 http（https 返回 504），首页有时也返回 504。2026 年秋有公开项目连到过；存档自 2021 年 1 月
起，旧域名 epaper.ce.cn 已停。文章的目录名照同类推测，选择器来自公开代码，没有真实页面。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class CeJjrb(OutletSpider):
    """经济日报"""

    name = "ce_jjrb"
    outlet = "经济日报"
    region = "全国"
    on_trial = True
    family = "layout_paper"
    hosts = ("paper.ce.cn",)
    articles = (layout_paper.article("http://paper.ce.cn/pc/content/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("http://paper.ce.cn/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
