"""四川日报 数字报 https://epaper.scdaily.cn/shtml/scrb/

列表：按日期逐版读 v01.shtml（两家公开代码，2022–2026），与山西日报同一套系统，文章是同一目录里的编号（推测）。网址自
带日期，按报纸、日期、编号识别。没有真实页面，没有联网看过，头一次联网先核对文章网址。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import shtml_paper


class ScdailyScrb(OutletSpider):
    """四川日报"""

    name = "scdaily_scrb"
    outlet = "四川日报"
    region = "四川"
    on_trial = True
    family = "shtml_paper"
    hosts = ("epaper.scdaily.cn",)
    articles = (shtml_paper.article("https://epaper.scdaily.cn/shtml/scrb/"),)
    sources = (shtml_paper.issue("https://epaper.scdaily.cn/shtml/scrb/"),)
    templates = shtml_paper.TEMPLATES
