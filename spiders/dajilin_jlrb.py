"""吉林日报 数字报 http://jlrbszb.dajilin.com/

列表：按日期逐版读，网址自带日期，目录与河北日报相同；此前的域名是 jlrbszb.cnjiwang.com。两家公开代码（2022–2026），
没有真实页面，没有联网看过。版面和文章都按网址认，不靠容器的名字。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class DajilinJlrb(OutletSpider):
    """吉林日报"""

    name = "dajilin_jlrb"
    outlet = "吉林日报"
    region = "吉林"
    on_trial = True
    family = "layout_paper"
    hosts = ("jlrbszb.dajilin.com",)
    articles = (layout_paper.article("http://jlrbszb.dajilin.com/pc/paper/c/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("http://jlrbszb.dajilin.com/pc/paper/layout/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
