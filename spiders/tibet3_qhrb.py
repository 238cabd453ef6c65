"""青海日报 数字报 https://epaper.tibet3.com/qhrb/

列表：按日期逐版读，首版是 node_1，文章与版面同一目录，网址自带日期。两家公开代码（2022–2026），皮肤是自家的：标题
.title，正文 .article-entry。手机版另有整期页，不读。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from spiders.families import layout_paper


class Tibet3Qhrb(OutletSpider):
    """青海日报"""

    name = "tibet3_qhrb"
    outlet = "青海日报"
    region = "青海"
    on_trial = True
    family = "layout_paper"
    hosts = ("epaper.tibet3.com",)
    articles = (layout_paper.article("https://epaper.tibet3.com/qhrb/html/{y}{m}/{d}/content_{id}.html"),)
    sources = (layout_paper.issue("https://epaper.tibet3.com/qhrb/html/{day:%Y%m}/{day:%d}/node_1.html"),)
    templates = (
        Template(name="qhrb", evidence="CODE 2 (2022–26)", headline="div.title, .title", body=".article-entry"),
        *layout_paper.TEMPLATES,
    )
