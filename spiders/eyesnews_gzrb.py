"""贵州日报 数字报 http://szb.eyesnews.cn/

列表：按日期逐版读，网址自带日期；此前的域名是 szb.gzrbs.com.cn。两家公开代码（2024–2026），没有真实页面，没有联网
看过。不出报的一天是 404，不算故障。版面和文章都按网址认，不靠容器的名字。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class EyesnewsGzrb(OutletSpider):
    """贵州日报"""

    name = "eyesnews_gzrb"
    outlet = "贵州日报"
    region = "贵州"
    on_trial = True
    family = "layout_paper"
    hosts = ("szb.eyesnews.cn",)
    articles = (layout_paper.article("http://szb.eyesnews.cn/pc/cont/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("http://szb.eyesnews.cn/pc/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
