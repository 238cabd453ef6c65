"""福建日报 数字报 https://fjrb.fjdaily.com/

列表：按日期逐版读，版面目录 col，文章目录 con，网址自带日期。两家公开代码（2022–2026），方正新版的常见皮肤。没有真实
页面，没有联网看过；版面和文章都按网址认，不靠容器的名字。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class FjdailyFjrb(OutletSpider):
    """福建日报"""

    name = "fjdaily_fjrb"
    outlet = "福建日报"
    region = "福建"
    on_trial = True
    family = "layout_paper"
    hosts = ("fjrb.fjdaily.com",)
    articles = (layout_paper.article("https://fjrb.fjdaily.com/pc/con/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://fjrb.fjdaily.com/pc/col/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
