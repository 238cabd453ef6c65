"""黑龙江日报 数字报 http://epaper.hljnews.cn/hljrb/

列表：按日期逐版读，网址自带日期。两家公开代码（2022–2026），没有真实页面，没有联网看过。不出报的一天是 404，
不算故障。版面和文章都按网址认，不靠容器的名字。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class HljnewsHljrb(OutletSpider):
    """黑龙江日报"""

    name = "hljnews_hljrb"
    outlet = "黑龙江日报"
    region = "黑龙江"
    on_trial = True
    family = "layout_paper"
    hosts = ("epaper.hljnews.cn",)
    articles = (layout_paper.article("http://epaper.hljnews.cn/hljrb/pc/con/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("http://epaper.hljnews.cn/hljrb/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
