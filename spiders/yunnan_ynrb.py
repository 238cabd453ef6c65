"""云南日报 数字报 https://yndaily.yunnan.cn/

列表：按日期逐版读平板版，版面网址见于两家公开代码（2024–2026），文章与版面同一目录是推测。网址自带日期；正文在平板版
皮肤的 #content。没有真实页面，没有联网看过，头一次联网先核对文章网址。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper


class YunnanYnrb(OutletSpider):
    """云南日报"""

    name = "yunnan_ynrb"
    outlet = "云南日报"
    region = "云南"
    on_trial = True
    family = "layout_paper"
    hosts = ("yndaily.yunnan.cn",)
    articles = (layout_paper.article("https://yndaily.yunnan.cn/pad/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://yndaily.yunnan.cn/pad/{day:%Y%m}/{day:%d}/node_01.html"),)
    templates = layout_paper.TEMPLATES
