"""安徽日报 数字报 https://szb.ahnews.com.cn/ahrb/

列表：按日期逐版读，网址自带日期；文章的文件名是 c 加编号，没有 pc 一级目录。两家公开代码（2022–2026），没有真实
页面，没有联网看过。版面和文章都按网址认，不靠容器的名字。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class AhnewsAhrb(OutletSpider):
    """安徽日报"""

    name = "ahnews_ahrb"
    outlet = "安徽日报"
    region = "安徽"
    on_trial = True
    family = "layout_paper"
    hosts = ("szb.ahnews.com.cn",)
    articles = (layout_paper.article("https://szb.ahnews.com.cn/ahrb/content/{y}{m}/{d}/c{id}.html"),)
    sources = (layout_paper.issue("https://szb.ahnews.com.cn/ahrb/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
