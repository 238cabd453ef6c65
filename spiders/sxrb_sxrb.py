"""山西日报 数字报 http://epaper.sxrb.com/shtml/sxrb/

列表：按日期逐版读 v01.shtml，文章是同一目录里的编号。两家公开代码（2022–2026），标题 h2.detConTit，正文 .details。网
址自带日期，按报纸、日期、编号识别。没有真实页面，没有联网看过；版面和文章都按网址认。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import shtml_paper


class SxrbSxrb(OutletSpider):
    """山西日报"""

    name = "sxrb_sxrb"
    outlet = "山西日报"
    region = "山西"
    on_trial = True
    family = "shtml_paper"
    hosts = ("epaper.sxrb.com",)
    articles = (shtml_paper.article("http://epaper.sxrb.com/shtml/sxrb/"),)
    sources = (shtml_paper.issue("http://epaper.sxrb.com/shtml/sxrb/"),)
    templates = shtml_paper.TEMPLATES
